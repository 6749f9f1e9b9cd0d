"""More than sixty ways to alter a live site: its files, or what its server says."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mmc.release.paths import CHAIN, MANIFEST, PUBLIC_KEY, SIGNATURE
from mmc.release.record import manifest as manifests
from mmc.release.record import minisign
from mmc.release.record.manifest import Manifest
from mmc.release.servers.policy import Policy
from mmc.release.servers.serving import Asked, Given
from mmc.release.verify.findings import Sign
from tests.release.destinations import KEY, SITE

POLICY = Policy(redirects={"/lama/": "/berita/"})
SPAM = '<a href="https://slot-gacor.example/">slot gacor maxwin</a>'
PAGE = "tentang/index.html"
STORY = "berita/2026/01/kabar-1/index.html"


@dataclass(frozen=True)
class Live:
    """A released site on disk, the manifest that was last seen, and the one before it."""

    folder: Path
    known: Manifest
    before: Manifest
    before_folder: Path


# ---- Ways to alter the files on the server. Each takes the folder of the live site.


def edit(path: str, change: Callable[[bytes], bytes]) -> Callable[[Live], object]:
    def spoil(live: Live) -> None:
        place = live.folder / path
        data = change(place.read_bytes())
        for copy in ("", ".gz", ".br", ".zst"):  # a careful intruder leaves no copy that would betray him
            (live.folder / (path + copy)).unlink(missing_ok=True)
        place.write_bytes(data)

    return spoil


def put(path: str, data: str | bytes) -> Callable[[Live], object]:
    def spoil(live: Live) -> None:
        place = live.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data if isinstance(data, bytes) else data.encode())

    return spoil


def insert(html: str, before: bytes = b"</body>") -> Callable[[Live], object]:
    return edit(STORY, lambda page: page.replace(before, html.encode() + before))


def remove(*paths: str) -> Callable[[Live], object]:
    def spoil(live: Live) -> None:
        for path in paths:
            (live.folder / path).unlink()

    return spoil


def linked(path: str, data: str) -> Callable[[Live], object]:
    def spoil(live: Live) -> None:
        put(path, data)(live)
        edit("index.html", lambda page: page.replace(b"</ul>", f'<li><a href="/{path}">x</a></ul>'.encode()))(live)

    return spoil


def swap(live: Live, pattern: str, data: bytes) -> None:
    [place] = [path for path in live.folder.glob(pattern) if path.suffix in (".jpg", ".css") and "2'" in _text(path)][
        :1
    ] or [next(live.folder.glob(pattern))]
    place.write_bytes(data)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def old_record(live: Live) -> None:
    for path in (MANIFEST, SIGNATURE):
        shutil.copyfile(live.before_folder / path, live.folder / path)


def old_site(live: Live) -> None:
    shutil.rmtree(live.folder)
    shutil.copytree(live.before_folder, live.folder)


def forged_record(live: Live) -> None:
    data = (live.folder / MANIFEST).read_bytes().replace(b'"builder":"kantor"', b'"builder":"tamu"')
    (live.folder / MANIFEST).write_bytes(data)


def own_record(live: Live) -> None:
    """The intruder signs everything anew with a key of his own, and shows that key."""
    thief = minisign.make_key()
    edit(PAGE, lambda page: page + SPAM.encode())(live)
    data = (live.folder / MANIFEST).read_bytes()
    (live.folder / SIGNATURE).write_bytes(minisign.sign(data, thief, "x", "x"))
    (live.folder / PUBLIC_KEY).write_bytes(thief.public.as_file())


def other_history(live: Live) -> None:
    """Signed with the stolen key, but not after the release that was seen last."""
    forged = replace(live.known, commit="f" * 40)
    data = forged.to_bytes()
    (live.folder / MANIFEST).write_bytes(data)
    (live.folder / SIGNATURE).write_bytes(minisign.sign(data, KEY, "x", "x"))


def longer_history(live: Live) -> None:
    """As before, with a higher number and a chain that leads past the release that was seen last."""
    forged = replace(live.known, sequence=3, previous="0" * 64)
    data = forged.to_bytes()
    (live.folder / MANIFEST).write_bytes(data)
    (live.folder / SIGNATURE).write_bytes(minisign.sign(data, KEY, "x", "x"))
    (live.folder / CHAIN / "000002.json").write_bytes(manifests.link(live.known, forged))


def other_site(live: Live) -> None:
    """The signed record of another site of the same office."""
    data = replace(live.known, site="https://lain.example").to_bytes()
    (live.folder / MANIFEST).write_bytes(data)
    (live.folder / SIGNATURE).write_bytes(minisign.sign(data, KEY, "x", "x"))


def packed(path: str, suffix: str, pack: Callable[[bytes], bytes]) -> Callable[[Live], object]:
    def spoil(live: Live) -> None:
        page = (live.folder / path).read_bytes()
        (live.folder / (path + suffix)).write_bytes(pack(page.replace(b"</body>", SPAM.encode() + b"</body>")))

    return spoil


FILES: Mapping[str, tuple[Callable[[Live], object], Sign]] = {
    "one byte of a story": (edit(STORY, lambda page: page.replace(b"Warga", b"warga", 1)), Sign.CHANGED),
    "one byte of the home page": (edit("index.html", lambda page: page.replace(b"MMC", b"MMD", 1)), Sign.CHANGED),
    "a date in the feed": (edit("atom.xml", lambda feed: feed.replace(b"edisi", b"Edisi")), Sign.CHANGED),
    "an address in the sitemap": (edit("sitemap.xml", lambda text: text.replace(b"kabar-1", b"kabar-9")), Sign.CHANGED),
    "a word in robots.txt": (edit("robots.txt", lambda text: text + b"Disallow: /\n"), Sign.CHANGED),
    "a space at the end": (edit(STORY, lambda page: page + b" "), Sign.CHANGED),
    "a byte order mark": (edit(STORY, lambda page: b"\xef\xbb\xbf" + page), Sign.CHANGED),
    "a page cut in half": (edit(STORY, lambda page: page[: len(page) // 2]), Sign.CHANGED),
    "an empty page": (edit(STORY, lambda _: b""), Sign.CHANGED),
    "a photo": (lambda live: swap(live, "media/*.jpg", b"\xff\xd8 other"), Sign.CHANGED),
    "a style sheet": (lambda live: swap(live, "aset/*.css", b"body{display:none}"), Sign.CHANGED),
    "the error page": (edit("404.html", lambda page: page.replace(b"</body>", SPAM.encode())), Sign.INJECTED),
    "a story swapped with another": (
        lambda live: shutil.copyfile(live.folder / PAGE, live.folder / STORY),
        Sign.CHANGED,
    ),
    "an old page brought back": (
        lambda live: shutil.copyfile(live.before_folder / STORY, live.folder / STORY),
        Sign.CHANGED,
    ),
    "the old feed brought back": (
        lambda live: shutil.copyfile(live.before_folder / "atom.xml", live.folder / "atom.xml"),
        Sign.CHANGED,
    ),
    "a visible link": (insert(SPAM), Sign.INJECTED),
    "a link that is not displayed": (insert(f'<div style="display:none">{SPAM}</div>'), Sign.INJECTED),
    "an invisible link": (insert(f'<p style="visibility: hidden">{SPAM}</p>'), Sign.INJECTED),
    "a transparent link": (insert(f'<p style="opacity:0;">{SPAM}</p>'), Sign.INJECTED),
    "a link of no size": (insert(f'<p style="font-size:0px">{SPAM}</p>'), Sign.INJECTED),
    "a link far to the left": (insert(f'<div style="position:absolute;left:-9999px">{SPAM}</div>'), Sign.INJECTED),
    "an indented link": (insert(f'<div style="text-indent: -9999px">{SPAM}</div>'), Sign.INJECTED),
    "a white link": (insert(f'<span style="color:#ffffff">{SPAM}</span>'), Sign.INJECTED),
    "a link in a hidden element": (insert(f"<div hidden>{SPAM}</div>"), Sign.INJECTED),
    "a link for machines only": (insert(f'<div aria-hidden="true">{SPAM}</div>'), Sign.INJECTED),
    "a link in a comment": (insert(f"<!-- {SPAM} -->"), Sign.INJECTED),
    "a link in noscript": (insert(f"<noscript>{SPAM}</noscript>"), Sign.INJECTED),
    "a marquee one pixel high": (
        insert(f'<marquee style="height:1px;overflow:hidden">{SPAM}</marquee>'),
        Sign.INJECTED,
    ),
    "a foreign script": (insert('<script src="https://jahat.example/x.js"></script>'), Sign.INJECTED),
    "an inline script": (insert("<script>location='https://jahat.example'</script>"), Sign.INJECTED),
    "an event handler": (edit(STORY, lambda page: page.replace(b"<img ", b'<img onload="x()" ')), Sign.INJECTED),
    "a frame": (insert('<iframe src="https://jahat.example/"></iframe>'), Sign.INJECTED),
    "a refresh": (insert('<meta http-equiv="refresh" content="0;url=https://jahat.example/">'), Sign.INJECTED),
    "another base": (insert('<base href="https://jahat.example/">', b"<link"), Sign.INJECTED),
    "another canonical address": (
        insert('<link rel="canonical" href="https://jahat.example/">', b"<link"),
        Sign.INJECTED,
    ),
    "a form that sends elsewhere": (insert('<form action="https://jahat.example/"><input></form>'), Sign.INJECTED),
    "words of gambling": (insert("<p>bandar togel online</p>"), Sign.INJECTED),
    "spam in the gzip copy only": (packed(STORY, ".gz", gzip.compress), Sign.CHANGED),
    "a broken gzip copy": (packed(STORY, ".gz", lambda page: b"\x1f\x8b" + page), Sign.UNREADABLE),
    "the gzip copy of another page": (
        lambda live: shutil.copyfile(live.folder / "index.html.gz", live.folder / (STORY + ".gz")),
        Sign.CHANGED,
    ),
    "a story removed": (remove(STORY, STORY + ".gz", STORY + ".br"), Sign.MISSING),
    "the sitemap removed": (remove("sitemap.xml"), Sign.MISSING),
    "a style sheet removed": (lambda live: next(live.folder.glob("aset/*.css")).unlink(), Sign.MISSING),
    "a photo removed": (lambda live: next(live.folder.glob("media/*.jpg")).unlink(), Sign.MISSING),
    "a gambling folder": (put("slot-gacor/index.html", SPAM), Sign.ADDED),
    "a gambling page": (put("judi.php", "<?php"), Sign.ADDED),
    "a shell": (put("uploads/index.html", "shell"), Sign.ADDED),
    "a copied secret": (put("backup.zip", b"PK"), Sign.ADDED),
    "a page linked from the home page": (linked("xk29/index.html", SPAM), Sign.ADDED),
    "a page named by the sitemap": (
        lambda live: (
            put("tersembunyi.html", SPAM)(live),
            edit(
                "sitemap.xml",
                lambda text: text.replace(
                    b"</urlset>", f"<url><loc>{SITE}/tersembunyi.html</loc></url></urlset>".encode()
                ),
            )(live),
        ),
        Sign.ADDED,
    ),
    "a page linked from an added page": (
        lambda live: (put("judi/index.html", '<a href="/dalam.html">x</a>')(live), put("dalam.html", SPAM)(live)),
        Sign.ADDED,
    ),
    "the record removed": (remove(MANIFEST), Sign.PROOF),
    "the signature removed": (remove(SIGNATURE), Sign.PROOF),
    "the record forged": (forged_record, Sign.PROOF),
    "everything signed by somebody else": (own_record, Sign.PROOF),
    "another public key shown": (put(PUBLIC_KEY, minisign.make_key().public.as_file()), Sign.PROOF),
    "the record of another site": (other_site, Sign.PROOF),
    "the old record brought back": (old_record, Sign.CHAIN),
    "the whole old site brought back": (old_site, Sign.CHAIN),
    "another history": (other_history, Sign.CHAIN),
    "a longer history": (longer_history, Sign.CHAIN),
}


# ---- Ways to alter what the server says. Each takes the question and the honest answer.


def header(name: str, value: str | None, at: str = "/") -> Callable[[Asked, Given], Given]:
    def spoil(asked: Asked, given: Given) -> Given:
        if not asked.address.startswith(at):
            return given
        others = {known: told for known, told in given.headers.items() if known.lower() != name.lower()}
        return replace(given, headers=others if value is None else {**others, name: value})

    return spoil


def redirect(at: str, to: str, status: int = 302) -> Callable[[Asked, Given], Given]:
    return lambda asked, given: Given(status, {**given.headers, "Location": to}) if asked.address == at else given


def shown_to(sign: str, name: str = "user-agent", at: str = "/") -> Callable[[Asked, Given], Given]:
    def spoil(asked: Asked, given: Given) -> Given:
        is_chosen = sign in asked.headers.get(name, "") and asked.address == at
        return Given(200, {"Content-Type": "text/html"}, SPAM.encode()) if is_chosen else given

    return spoil


def everything(asked: Asked, given: Given) -> Given:
    told = {name: value for name, value in given.headers.items() if name != "Content-Encoding"}
    return replace(given, status=200, headers=told, body=SPAM.encode()) if given.status == 404 else given


def weaker(asked: Asked, given: Given) -> Given:
    policy = given.headers.get("Content-Security-Policy", "")
    return replace(
        given, headers={**given.headers, "Content-Security-Policy": policy.replace("'self'", "'self' 'unsafe-inline'")}
    )


ANSWERS: Mapping[str, tuple[Callable[[Asked, Given], Given], Sign]] = {
    "no CSP": (header("Content-Security-Policy", None), Sign.HEADER),
    "a weaker CSP": (weaker, Sign.HEADER),
    "no CSP on one page": (header("Content-Security-Policy", None, "/tentang/"), Sign.HEADER),
    "no HSTS": (header("Strict-Transport-Security", None), Sign.HEADER),
    "HSTS switched off": (header("Strict-Transport-Security", "max-age=0"), Sign.HEADER),
    "no nosniff": (header("X-Content-Type-Options", None), Sign.HEADER),
    "frames allowed": (header("X-Frame-Options", "ALLOWALL"), Sign.HEADER),
    "referrers sent everywhere": (header("Referrer-Policy", "unsafe-url"), Sign.HEADER),
    "the camera allowed": (header("Permissions-Policy", "camera=*"), Sign.HEADER),
    "pages kept for a year": (header("Cache-Control", "max-age=31536000", "/berita/"), Sign.HEADER),
    "a cookie": (header("Set-Cookie", "id=1"), Sign.HEADER),
    "a refresh header": (header("Refresh", "0; url=https://jahat.example/", "/tentang/"), Sign.HEADER),
    "a link header": (header("Link", "<https://jahat.example/x.js>; rel=preload", "/tentang/"), Sign.HEADER),
    "open to every site": (header("Access-Control-Allow-Origin", "*"), Sign.HEADER),
    "hidden from search engines": (header("X-Robots-Tag", "noindex", "/berita/"), Sign.HEADER),
    "a version told": (header("X-Powered-By", "PHP/7.4"), Sign.HEADER),
    "a page as plain text": (header("Content-Type", "text/plain", "/tentang/"), Sign.HEADER),
    "a style sheet as HTML": (header("Content-Type", "text/html", "/aset/"), Sign.HEADER),
    "a download": (header("Content-Disposition", "attachment", "/tentang/"), Sign.HEADER),
    "a story redirected": (redirect("/berita/2026/01/kabar-1/", "https://jahat.example/"), Sign.REDIRECT),
    "the home page redirected": (redirect("/", "/judi/", 301), Sign.REDIRECT),
    "a photo redirected": (
        lambda asked, given: (
            Given(307, {"Location": "//cdn.jahat.example"}) if asked.address.startswith("/media/") else given
        ),
        Sign.REDIRECT,
    ),
    "an old address led elsewhere": (redirect("/lama/", "https://jahat.example/", 301), Sign.REDIRECT),
    "a strange address redirected": (redirect("/slot/", "https://jahat.example/"), Sign.REDIRECT),
    "another page for Google": (shown_to("Googlebot"), Sign.CLOAKED),
    "another page for Bing": (shown_to("bingbot", at="/tentang/"), Sign.CLOAKED),
    "another page for readers from Google": (shown_to("google.com", "referer"), Sign.CLOAKED),
    "another page for telephones": (shown_to("Android"), Sign.CLOAKED),
    "an answer for every address": (everything, Sign.ADDED),
    "another error page": (
        lambda _, given: (
            replace(given, body=SPAM.encode(), headers={"Content-Type": "text/html"}) if given.status == 404 else given
        ),
        Sign.CHANGED,
    ),
    "a program that fails": (
        lambda asked, given: Given(500, {}) if asked.address == "/xmlrpc.php" else given,
        Sign.ADDED,
    ),
    "a story that is gone": (
        lambda asked, given: Given(410, {}) if "kabar-2" in asked.address else given,
        Sign.MISSING,
    ),
    "a server that fails": (lambda asked, given: Given(503, {}) if "kabar-2" in asked.address else given, Sign.MISSING),
}
