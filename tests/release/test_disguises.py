"""`inv verify` sees what visitors see: other pages for some of them, other spellings of addresses, harmful headers."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from mmc import programs
from mmc.release.deploying import Work, deploy
from mmc.release.making import Facts
from mmc.release.paths import MANIFEST
from mmc.release.progress import Reporter
from mmc.release.record.manifest import Manifest
from mmc.release.servers.nginx import nginx
from mmc.release.servers.policy import Policy
from mmc.release.servers.serving import Asked, Given, respond, serving
from mmc.release.targets.connection import Server
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.ssh import SshTarget
from mmc.release.verify.asking.unpacking import unpack
from mmc.release.verify.audit import audit
from mmc.release.verify.findings import Sign, Verdict
from mmc.release.verify.survey import Options
from mmc.release.verify.there import lying_there
from tests.release.destinations import KEY, SITE, destination_for, release
from tests.release.disguises import DISGUISES, EXTRA, HEADERS, SPAM, Spoil
from tests.release.machines import free_port, program
from tests.release.servers import NGINX, Sshd, nginx_server, options_for, running
from tests.release.sites import site
from tests.release.tampering import POLICY

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("verify")]

LONG = bool(os.environ.get("MMC_LONG"))
# A row of each part of the check; all of them are tried in a long run.
SOME = (
    "Google's robot, one story",
    "telephones that come from Google",
    "one of three",
    "the service worker, as browsers ask for it",
    "nothing for Google",
    "a second part in zstd",
    "a doorway for Google",
    "a query for Google",
    "index.html",
    "a link of the chain gone",
    "where the release came from",
)
FOR_SOME = ("no policy for robots", "another policy for telephones", "a language")  # every visitor has to ask
SCRIPT = "aset/baca.0123456789.js"


@dataclass(frozen=True)
class Live:
    """A released site on disk, and what was live before."""

    folder: Path
    manifest: Manifest
    before: Manifest


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Live:
    """Two releases of a site with everything that browsers act upon; the second is live."""
    root = tmp_path_factory.mktemp("disguises")
    desk = destination_for(LocalTarget(root / "live"), root)
    made = []
    for edition in ("1", "2"):
        site(desk.folder, edition, pages=4, extra=EXTRA)
        front = desk.folder / "index.html"
        front.write_text(front.read_text().replace("</head>", f'<script src="/{SCRIPT}" defer></script></head>'))
        facts = Facts(SITE, "c" * 40, "kantor", {"berita": 4}, b"sumber\n")
        made.append(deploy(desk, lambda facts=facts: facts, Work(), Reporter()).release)  # type: ignore[misc]
    return Live(root / "live/releases" / made[1].name, made[1].manifest, made[0].manifest)


def check(live: Live, spoil: Spoil, policy: Policy | None = POLICY, **more: object) -> Verdict:
    options = Options(policy, SITE, timeout=10, workers=4, **more)  # type: ignore[arg-type]
    with serving(lambda asked: spoil(asked, respond(live.folder, POLICY, asked))) as url:
        return audit(url, KEY.public, live.before, options)[0]


def honest(_: Asked, given: Given) -> Given:
    return given


@pytest.mark.parametrize("policy", [POLICY, None])
def test_clean_site_is_clean_for_every_visitor(live: Live, policy: Policy | None) -> None:
    """No false alarm, with our own configuration and on hosting that has its own."""
    assert check(live, honest, policy).findings == ()


@pytest.mark.parametrize("way", DISGUISES if LONG else SOME)
def test_what_some_visitors_see_is_reported(live: Live, way: str) -> None:
    """Whoever is shown something else, at whichever address."""
    less = {} if LONG else {"visits": 1500, "suspects": ("/xmlrpc.php",), "pages": 12}

    assert check(live, DISGUISES[way], POLICY, **less).exit_code == 1


@pytest.mark.parametrize("way", HEADERS)
def test_harmful_header_is_reported_without_a_policy(live: Live, way: str) -> None:
    """Hosting that sets headers of its own is no licence for those that harm."""
    visits = 2000 if LONG else 600 if way in FOR_SOME else 40
    few = {"suspects": (), "queries": (), "doorways": (), "pages": 1, "visits": visits}
    verdict = check(live, HEADERS[way], None, **few)

    assert verdict.exit_code == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Alt-Svc", 'h3=":443"; ma=2592000'),
        ("Link", "</aset/a.css>; rel=preload; as=style"),
        ("X-Robots-Tag", "all"),
        ("Speculation-Rules", '"/cdn-cgi/speculation"'),
        ("Vary", "Accept-Encoding, User-Agent"),
        ("Access-Control-Allow-Origin", "*"),
    ],
)
def test_what_honest_hosting_sends_is_no_alarm(live: Live, name: str, value: str) -> None:
    """CDNs and Pages add headers of their own."""
    more = {"suspects": (), "queries": (), "doorways": (), "pages": 1, "visits": 100}
    verdict = check(
        live, lambda _, given: Given(given.status, {**given.headers, name: value}, given.body), None, **more
    )

    assert verdict.findings == ()


def test_reports_to_the_hosting_itself_are_no_alarm(live: Live) -> None:
    """Cloudflare has errors reported to itself."""
    told = {
        "Server": "cloudflare",
        "NEL": '{"success_fraction":0,"report_to":"cf-nel","max_age":604800}',
        "Report-To": '{"group":"cf-nel","max_age":604800,"endpoints":[{"url":"https://a.nel.cloudflare.com/report/v4?s=x"}]}',
    }
    more = {"suspects": (), "queries": (), "doorways": (), "pages": 1, "visits": 100}
    verdict = check(live, lambda _, given: Given(given.status, {**given.headers, **told}, given.body), None, **more)

    assert verdict.findings == ()


# How a stock nginx is altered: lines for its server block, or another line in place of one of ours.
NGINX_WAYS = {
    "a map of robots": ('if ($http_user_agent ~* "googlebot") { return 302 https://jahat.example/; }', Sign.CLOAKED),
    "a filter": (
        "sub_filter_once on; sub_filter '</body>' '<a href=https://jahat.example/>slot</a></body>';",
        Sign.CHANGED,
    ),
    "HTTP/2 alone": ('if ($server_protocol = "HTTP/2.0") { return 302 https://jahat.example/; }', Sign.REDIRECT),
    "a query": ('if ($arg_s) { return 200 "slot gacor"; }', Sign.ADDED),
    "a doorway": ('location ~ "^/slot-" { return 200 "slot gacor"; }', Sign.ADDED),
    "what is sent": ("error_page 405 =200 /tentang/index.html;", Sign.ADDED),
    "a listing": ("location /media/ { autoindex on; }", Sign.ADDED),
}


@pytest.mark.parametrize("way", NGINX_WAYS)
def test_altered_nginx_is_reported(live: Live, tmp_path: Path, way: str) -> None:
    """Lines that somebody slipped into the configuration of a real server, asked over TLS as browsers do."""
    lines, sign = NGINX_WAYS[way]
    options = options_for(tmp_path, live.folder, free_port(), is_secure=True)
    text = nginx(POLICY, options).replace("    autoindex off;\n", f"    autoindex off;\n    {lines}\n", 1)
    if "error_page 405" in lines:
        text = text.replace("error_page 403 404 405", "error_page 403 404")
    (tmp_path / "mmc.conf").write_text(text)
    modules = "user root;" if os.geteuid() == 0 else ""
    if options.has_brotli:
        modules += "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;"
    (tmp_path / "nginx.conf").write_text(NGINX.format(folder=tmp_path, modules=modules))
    words = [
        program("nginx"),
        "-p",
        str(tmp_path),
        "-e",
        str(tmp_path / "error.log"),
        "-c",
        str(tmp_path / "nginx.conf"),
    ]
    asking = Options(
        POLICY, SITE, timeout=10, workers=4, authority=options.certificate, visits=600, pages=50, suspects=("/slot/",)
    )
    with running(words, options.own_port, tmp_path / "log"):
        url = f"https://localhost:{options.own_port}"
        verdict = audit(url, KEY.public, live.before, asking)[0]

    assert verdict.exit_code == 1
    assert sign in {finding.sign for finding in verdict.findings}, [str(one) for one in verdict.findings]


def led_on(front: Given, url: str, asked: Asked) -> Given:
    """What stands at http: the front as given, all else led on."""
    return front if asked.address == "/" else Given(301, {"Location": url + asked.address})


def test_http_leads_to_https(live: Live, tmp_path: Path) -> None:
    """Who writes `http://` is led to the same page by TLS; another page there is reported."""
    with nginx_server(tmp_path, live.folder, POLICY, is_secure=True) as web:
        few = {"suspects": (), "queries": (), "doorways": (), "pages": 1, "visits": 0, "authority": web.authority}
        led = {
            "right": Given(301, {"Location": f"{web.url}/"}),
            "wrong": Given(200, {"Content-Type": "text/html"}, SPAM),
        }
        found = {}
        for name, given in led.items():
            options = Options(POLICY, SITE, timeout=10, workers=4, **few)  # type: ignore[arg-type]
            with serving(partial(led_on, given, web.url)) as plain:
                found[name] = audit(web.url, KEY.public, live.before, replace(options, plain=plain))[0].findings

    assert found["right"] == ()
    assert {one.sign for one in found["wrong"]} == {Sign.ADDED, Sign.INJECTED}


def test_what_is_packed_behind_the_packing_is_no_secret() -> None:
    """Programs that read only the first part of an answer would be shown what browsers are not."""
    import zstandard

    first, second = (zstandard.ZstdCompressor().compress(text) for text in (b"satu", b"dua"))
    assert unpack(first, "zstd") == b"satu"
    with pytest.raises(ValueError, match="rusak"):
        unpack(first + second, "zstd")


def test_files_of_the_folder_are_compared(live: Live, tmp_path: Path) -> None:
    """A page to which nothing leads is found where the target is a folder."""
    target = LocalTarget(tmp_path / "live")
    made = release(destination_for(target, tmp_path), "1").release
    folder = tmp_path / "live/releases" / made.name
    assert lying_there(target, made.data, made.manifest) == ([], [])

    (folder / "xk29q.html").write_bytes(SPAM)
    (folder / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    found, _ = lying_there(target, made.data, made.manifest)

    assert {(one.sign, one.address) for one in found} == {(Sign.ADDED, "/xk29q.html"), (Sign.CHANGED, "/robots.txt")}


def over_ssh(server: Sshd, root: Path, own: Path) -> SshTarget:
    return SshTarget(Server("127.0.0.1", str(root), server.user, server.port, server.host_key), own, "kantor")


def test_files_of_a_server_are_compared(server: Sshd, web_root: Path, tmp_path: Path) -> None:
    """Over ssh too; a server that cannot be reached is a note, and no alarm."""
    target = over_ssh(server, web_root, tmp_path / "own")
    made = release(destination_for(target, tmp_path), "1").release
    (web_root / "releases" / made.name / "media" / "x.php").write_bytes(b"<?php")
    found, _ = lying_there(target, made.data, made.manifest)
    target.close()

    assert [(one.sign, one.address) for one in found] == [(Sign.ADDED, "/media/x.php")]
    lost = over_ssh(server, tmp_path / "nowhere", tmp_path / "other")
    found, notes = lying_there(lost, made.data, made.manifest)
    lost.close()
    assert [one.sign for one in found] == [Sign.CHAIN]
    assert notes == []


@pytest.fixture(scope="module")
def browser() -> Path:
    """The browser that the tests use."""
    found = programs.find_browser()
    assert found is not None
    return found


def test_what_only_a_script_shows_is_seen_in_the_browser(live: Live, browser: Path) -> None:
    """A script that is another one for the very browser that runs it, and a clean site without alarm."""
    few = {"suspects": (), "queries": (), "doorways": (), "pages": 1, "visits": 0, "browser": browser}
    site_as = partial(check, live, policy=POLICY, **few)  # type: ignore[arg-type]

    def spoil(asked: Asked, given: Given) -> Given:
        is_run = "Linux" in asked.headers.get("sec-ch-ua-platform", "")
        evil = b"document.body.insertAdjacentHTML('beforeend', '<a href=\"https://jahat.example/\">maxwin</a>')"
        headers = {name: value for name, value in given.headers.items() if name != "Content-Encoding"}
        return Given(200, headers, evil) if is_run and asked.address == f"/{SCRIPT}" else given

    assert site_as(spoil=honest).findings == ()
    told = [str(one) for one in site_as(spoil=spoil).findings]
    assert "[sisipan] /: di peramban: tautan ke luar: https://jahat.example/" in told


def test_record_is_the_one_that_was_released(live: Live) -> None:
    """What this file is tried on is what it says it is."""
    assert (live.folder / MANIFEST).read_bytes() == live.manifest.to_bytes()
