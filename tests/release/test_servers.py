"""The shipped configurations in the real servers: headers, caching, compressed copies, redirects, errors."""

from __future__ import annotations

import http.client
import re
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from mmc.base.media_types import TYPES, content_type
from mmc.release.deploying import Work, deploy
from mmc.release.making import Facts
from mmc.release.progress import Reporter
from mmc.release.servers.policy import COMMON, POWERS, Policy
from mmc.release.targets.local import LocalTarget
from mmc.release.verify.asking.fetch import Answer, Request, Site
from tests.release.destinations import destination_for, release
from tests.release.servers import BROTLI, SERVERS
from tests.release.sites import site

pytestmark = pytest.mark.servers
POLICY = Policy(
    redirects={
        "/lama/": "/berita/",
        "/index.php/profil": "/tentang/",
        "/?p=12": "/berita/2026/01/kabar-1/",
        "/?p=123": "/berita/",
        "/?page_id=12": "/tentang/",
        "/index.php?id=5:panen&option=com_content": "/berita/2026/01/kabar-2/",
    }
)
EXTRA = {
    "cari/index.html": "<!doctype html><title>Cari</title><h1>Cari</h1>",
    "cek-foto/index.html": "<!doctype html><title>Cek Foto</title><h1>Cek Foto</h1>",
    "feed.json": '{"version": "https://jsonfeed.org/version/1.1", "title": "MMC", "items": []}',
    "rss.xml": "<rss version='2.0'></rss>",
    "manifest.webmanifest": "{}",
    **{f"jenis/contoh{suffix}": "isi " * 200 for suffix in TYPES if suffix != ".html"},
    ".well-known/security.txt": "Contact: https://mmc.example/kontak/\n",
}


@dataclass(frozen=True)
class Reader:
    """Somebody who asks a running server."""

    server: str
    site: Site
    folder: Path
    authority: str

    def get(self, address: str, encoding: str = "identity", **headers: str) -> Answer:
        path, _, query = address.partition("?")
        return self.site.get(Request(path, encoding, query=query, more=headers))

    def named(self, pattern: str) -> str:
        [found] = [path for path in self.folder.rglob(pattern) if path.suffix not in (".br", ".gz", ".zst")]
        return "/" + found.relative_to(self.folder).as_posix()


@pytest.fixture(scope="module", params=["nginx", "nginx-tls", "caddy", "apache"])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A released site behind each of the servers."""
    root = tmp_path_factory.mktemp(request.param)
    target = LocalTarget(root / "live")
    destination = destination_for(target, root)
    release(destination, "1")
    site(destination.folder, "1", extra=EXTRA)
    deploy(destination, lambda: Facts("https://mmc.example"), Work(), Reporter())
    name, _, tls = request.param.partition("-")
    with ExitStack() as stack:
        web = stack.enter_context(SERVERS[name](root / "server", root / "live/current", POLICY, is_secure=bool(tls)))
        live = target.live_folder()
        assert live
        site_reader = Site(web.url, workers=2, authority=web.authority)
        stack.callback(site_reader.close)
        yield Reader(name, site_reader, live, web.authority)


PLACES = [
    "/",
    "/berita/",
    "/cari/",
    "/cek-foto/",
    "/atom.xml",
    "/.well-known/mmc/manifest.json",
    "/tidak/ada/",
    "/robots.txt",
]


@pytest.mark.parametrize("address", PLACES)
def test_every_answer_carries_every_header(reader: Reader, address: str) -> None:
    """Errors and files too, each header once and exactly as the policy says."""
    answer = reader.get(address)
    expected = POLICY.headers("/404.html" if answer.status == 404 else address)

    assert {name: answer.headers.get(name.lower()) for name in expected} == expected


def test_fingerprinted_files_are_cached_for_ever(reader: Reader) -> None:
    """A reader on prepaid data pays for a style sheet once."""
    for pattern in ("mmc.*.css", "*-480.jpg"):
        answer = reader.get(reader.named(pattern))

        assert answer.status == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_missing_fingerprinted_file_is_not_cached_for_ever(reader: Reader) -> None:
    """An error is never kept for a year."""
    answer = reader.get("/aset/tidak-ada.css")

    assert answer.status == 404
    assert "immutable" not in answer.headers["cache-control"]


def test_policy_scores_full_marks(reader: Reader) -> None:
    """The rules of Mozilla's HTTP Observatory, none of which may take a point away."""
    for address in ("/", "/berita/", "/cari/", "/cek-foto/", "/tidak/ada/"):
        assert score(reader.get(address)) == 100, address


REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def score(answer: Answer) -> int:
    """
    The score of the Observatory for one answer of a site without cookies, CORS and foreign scripts, without the extra credit.

    https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
    """
    headers = answer.headers
    csp = {
        name: values
        for name, *values in (
            part.split() for part in headers.get("content-security-policy", "").split(";") if part.split()
        )
    }
    penalties = {
        "csp missing": 25 * (not csp),
        "csp unsafe-inline": 20 * any("'unsafe-inline'" in csp.get(name, []) for name in ("script-src", "style-src")),
        "csp unsafe-eval": 10 * any("'unsafe-eval'" in values for values in csp.values()),
        "csp broad source": 20 * any({"*", "https:", "http:", "data:"} & set(csp.get(name, ())) for name in ("script-src", "object-src")),
        "csp default not none": 5 * (csp.get("default-src") != ["'none'"]),
        "base and form open": 10 * ("base-uri" not in csp or "form-action" not in csp),
        "framing": 20 * (csp.get("frame-ancestors") != ["'none'"] and headers.get("x-frame-options") != "DENY"),
        "hsts": 20 * (int((re.findall(r"max-age=(\d+)", headers.get("strict-transport-security", "")) or [0])[0]) < 15768000),
        "nosniff": 5 * (headers.get("x-content-type-options") != "nosniff"),
        "referrer": 5 * (headers.get("referrer-policy") not in REFERRERS),
        "resource policy": 10 * (headers.get("cross-origin-resource-policy") not in {"same-origin", "same-site", "cross-origin"}),
        "open to all": 50 * ("access-control-allow-origin" in headers),
        "cookies": 40 * ("set-cookie" in headers),
        "version told": 10 * bool(re.search(r"\d", headers.get("server", "")) or "x-powered-by" in headers),
        "powers": 5 * any(f"{power}=()" not in headers.get("permissions-policy", "") for power in POWERS),
        "opener": 5 * (headers.get("cross-origin-opener-policy") != "same-origin"),
    }  # fmt: skip
    return 100 - sum(penalties.values())


def test_no_page_may_run_more_than_the_others(reader: Reader) -> None:
    """One policy for all: no page is a way in for what the others refuse."""
    policies = {reader.get(address).headers["content-security-policy"] for address in PLACES}

    assert policies == {POLICY.content_security()}


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip"])
def test_compressed_copies_are_served(reader: Reader, encoding: str) -> None:
    """The copy that the browser can read comes, unpacks to the page, and is told apart by caches."""
    if reader.server == "nginx" and (encoding == "zstd" or (encoding == "br" and not BROTLI.exists())):
        encoding = "gzip"  # Debian's nginx has no module for zstd, and brotli's is extra
    for address in ("/", "/berita/", reader.named("mmc.*.css")):
        plain = reader.get(address)
        packed = reader.get(address, encoding)

        assert packed.headers["content-encoding"] == encoding
        assert "accept-encoding" in packed.headers["vary"].lower()
        assert packed.body == plain.body
        assert packed.kind == plain.kind


def test_best_encoding_wins_for_a_modern_browser(reader: Reader) -> None:
    """A browser that takes everything gets a small copy and not gzip where there is better."""
    told = reader.get("/", "gzip, deflate, br, zstd").headers["content-encoding"]

    assert told in ({"br", "gzip"} if reader.server == "nginx" else {"br", "zstd"})
    assert told != "gzip" or not BROTLI.exists()


def test_types_are_told(reader: Reader) -> None:
    """With nosniff a wrong type is a broken file."""
    for address in (
        "/atom.xml",
        "/rss.xml",
        "/feed.json",
        "/manifest.webmanifest",
        "/robots.txt",
        *(f"/jenis/contoh{suffix}" for suffix in TYPES if suffix != ".html"),
    ):
        told = reader.get(address).headers["content-type"]

        assert told.partition(";")[0] == content_type(address.lstrip("/")).partition(";")[0], address
    assert "utf-8" in reader.get("/").headers["content-type"]


def test_old_addresses_lead_to_the_new_ones(reader: Reader) -> None:
    """A link that was shared years ago still works."""
    for old, new in POLICY.redirects.items():
        answer = reader.get(old)

        assert answer.status == 301
        assert answer.headers["location"].removeprefix(reader.site.url) == new


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/?p=12&fbclid=IwAR0x", "/berita/2026/01/kabar-1/"),
        ("/?utm_source=wa&p=123", "/berita/"),
        ("/index.php?option=com_content&id=5:panen&Itemid=9", "/berita/2026/01/kabar-2/"),
    ],
)
def test_a_query_leads_whatever_stands_beside_it(reader: Reader, asked: str, led: str) -> None:
    """What a network appends to an old address does not hide it."""
    answer = reader.get(asked)

    assert answer.status == 301
    assert answer.headers["location"].removeprefix(reader.site.url) == led


@pytest.mark.parametrize("asked", ["/?p=1", "/?p=1234", "/?x=12", "/?xp=12", "/?p=12x", "/?s=p=12"])
def test_another_query_is_the_page_itself(reader: Reader, asked: str) -> None:
    """Only the query that was written leads on."""
    assert reader.get(asked).status == 200


def test_folder_without_its_slash_is_mended(reader: Reader) -> None:
    """A typed address without the last slash is led on."""
    answer = reader.get("/berita")

    assert answer.status in (301, 302, 308)
    assert answer.headers["location"].removeprefix(reader.site.url) == "/berita/"


@pytest.mark.parametrize(
    "address",
    ["/tidak/ada/", "/.env", "/.git/config", "/index.html.gz", "/index.html.br", "/berita/.htaccess", "/404.html/x"],
)
def test_what_is_not_published_is_not_found(reader: Reader, address: str) -> None:
    """The answer is our own page, with status 404."""
    answer = reader.get(address)

    assert answer.status == 404
    assert b"Halaman tidak ditemukan" in answer.body


def test_nothing_can_be_sent(reader: Reader) -> None:
    """The site takes no uploads and runs nothing."""
    parts = urlsplit(reader.site.url)
    context = ssl.create_default_context()
    if reader.authority:
        context.load_verify_locations(reader.authority)
    for method in ("POST", "PUT", "DELETE", "TRACE", "OPTIONS"):
        host, port = parts.hostname or "", parts.port
        connection = (
            http.client.HTTPSConnection(host, port, timeout=5, context=context)
            if parts.scheme == "https"
            else http.client.HTTPConnection(host, port, timeout=5)
        )
        connection.request(method, "/berita/", body=b"")
        status = connection.getresponse().status
        connection.close()

        assert status in (403, 405, 501), method


def test_no_version_is_disclosed(reader: Reader) -> None:
    """BSSN 4/2021, K72: neither a header nor an error page names a version."""
    for address in ("/", "/tidak/ada/"):
        answer = reader.get(address)

        assert not re.search(r"\d", answer.headers.get("server", ""))
        assert "x-powered-by" not in answer.headers


def test_unchanged_page_is_not_sent_again(reader: Reader) -> None:
    """A reader who comes back pays for nothing that has not changed."""
    answer = reader.get("/berita/")
    again = reader.get("/berita/", **{"If-None-Match": answer.headers["etag"]})

    assert again.status == 304


def test_well_known_files_are_public(reader: Reader) -> None:
    """Folders that begin with a dot are hidden, this one is not."""
    assert reader.get("/.well-known/security.txt").status == 200
    assert reader.get("/.well-known/mmc/manifest.json").status == 200


def test_common_headers_have_no_unsafe_word() -> None:
    """Whatever is added later."""
    assert "unsafe-" not in str(COMMON)
    assert "'unsafe-" not in POLICY.content_security()
