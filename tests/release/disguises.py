"""Ways to show a site otherwise to some: by who asks, whence, in which language, for which address; and harmful headers."""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace

import brotli
import zstandard

from mmc.release.paths import CHAIN, MANIFEST, PUBLIC_KEY, SIGNATURE, SOURCES
from mmc.release.servers.serving import Asked, Given

Spoil = Callable[[Asked, Given], Given]
When = Callable[[Asked], bool]
SPAM = b"<h1>slot gacor</h1><a href='https://jahat.example/'>maxwin</a>"
STORY = "/berita/2026/01/kabar-3/"
EXTRA: Mapping[str, str] = {
    "sw.js": "self.addEventListener('fetch', () => {})\n",
    "luring.json": '{"pages": ["/"]}\n',
    "manifest.webmanifest": '{"name": "MMC", "start_url": "/"}\n',
    "aset/baca.0123456789.js": "document.documentElement.dataset.siap = ''\n",
    "feed.json": '{"version": "https://jsonfeed.org/version/1.1", "title": "MMC", "items": []}\n',
    "rss.xml": "<rss version='2.0'><channel><title>MMC</title></channel></rss>\n",
    "media/laporan-0123456789.pdf": "%PDF-1.7 laporan\n",
    ".well-known/security.txt": "Contact: mailto:aduan@mmc.example\n",
}


def agent(*signs: str) -> When:
    """A visitor of this kind, as every program that cloaks tells it."""
    return lambda asked: any(sign in asked.headers.get("user-agent", "") for sign in signs)


def told(name: str, *signs: str) -> When:
    """A visitor who says this in a header."""
    return lambda asked: any(sign in asked.headers.get(name, "") for sign in signs)


def silent(name: str) -> When:
    """A visitor who does not send this header."""
    return lambda asked: name not in asked.headers


def at(*addresses: str) -> When:
    """Who asks for one of these."""
    return lambda asked: asked.address in addresses


def below(*starts: str) -> When:
    """Who asks for something below one of these."""
    return lambda asked: asked.address.startswith(starts)


def ends(*ends: str) -> When:
    """Who asks for a name that ends so."""
    return lambda asked: asked.address.endswith(ends)


def asks(*signs: str) -> When:
    """Who asks with such a query."""
    return lambda asked: any(sign in asked.query for sign in signs)


def both(*whens: When) -> When:
    """All of them at once."""
    return lambda asked: all(when(asked) for when in whens)


def unless(when: When) -> When:
    """Everybody else."""
    return lambda asked: not when(asked)


def now_and_then(asked: Asked) -> bool:
    """One of three times, by chance."""
    return secrets.randbelow(3) == 0


def shown(when: When, body: bytes = SPAM, status: int = 200, kind: str = "text/html; charset=utf-8") -> Spoil:
    """Another body."""

    def spoil(asked: Asked, given: Given) -> Given:
        if not when(asked):
            return given
        headers = {name: value for name, value in given.headers.items() if name not in ("Content-Encoding", "Location")}
        return Given(
            status, {**headers, "Content-Type": kind if given.status != 200 else headers["Content-Type"]}, body
        )

    return spoil


def more(when: When, extra: bytes = b"<p>bandar togel</p>") -> Spoil:
    """The page with something behind it, in whichever packing it goes out."""

    def spoil(asked: Asked, given: Given) -> Given:
        if not when(asked) or given.status != 200:
            return given
        pack = {"gzip": gzip, "br": brotli}.get(given.headers.get("Content-Encoding", ""))
        if pack:
            return replace(given, body=pack.compress(pack.decompress(given.body) + extra))
        if given.headers.get("Content-Encoding") == "zstd":
            return given
        return replace(given, body=given.body + extra)

    return spoil


def sent(when: When, to: str, status: int = 302) -> Spoil:
    """A redirect."""
    return lambda asked, given: Given(status, {**given.headers, "Location": to}) if when(asked) else given


def refused(when: When, status: int) -> Spoil:
    """Another status."""
    return lambda asked, given: Given(status, given.headers, b"") if when(asked) else given


def dropped(when: When) -> Spoil:
    """No answer at all."""

    def spoil(asked: Asked, given: Given) -> Given:
        if when(asked):
            raise ConnectionAbortedError
        return given

    return spoil


def header(when: When, name: str, value: str | None) -> Spoil:
    """A header more, or less."""

    def spoil(asked: Asked, given: Given) -> Given:
        if not when(asked):
            return given
        others = {known: told for known, told in given.headers.items() if known.lower() != name.lower()}
        return replace(given, headers=others if value is None else {**others, name: value})

    return spoil


def packed(encoding: str, change: Callable[[bytes], bytes]) -> Spoil:
    """What is packed in this way is altered in its packing."""

    def spoil(asked: Asked, given: Given) -> Given:
        is_so = given.headers.get("Content-Encoding") == encoding and asked.address == STORY
        return replace(given, body=change(given.body)) if is_so else given

    return spoil


def relabelled(when: When, encoding: str) -> Spoil:
    """The packing has another name."""
    return lambda asked, given: (
        replace(given, headers={**given.headers, "Content-Encoding": encoding}, body=b"x" + given.body)
        if when(asked) and given.status == 200
        else given
    )


PAGE = unless(below("/aset/", "/media/", "/.well-known/"))
GOOGLE, BING, PHONE = agent("Googlebot"), agent("bingbot"), agent("Android", "iPhone")
SEARCHED = told("referer", "google.")
ANYWHERE: When = lambda _: True  # noqa: E731 - a name for a condition
A_STORY = at(STORY)

DISGUISES: Mapping[str, Spoil] = {
    "Google's robot, one story": shown(both(GOOGLE, A_STORY)),
    "Google's robot on a telephone": more(both(agent("Nexus 5X"), PAGE)),
    "Google's robot, one sentence more": more(both(GOOGLE, A_STORY)),
    "Google's image robot, photos": shown(both(agent("Googlebot-Image"), ends(".jpg"))),
    "Google's inspection": more(both(agent("InspectionTool"), at("/"))),
    "Bing": shown(both(BING, at("/tentang/"))),
    "Yandex": shown(both(agent("Yandex"), at("/berita/"))),
    "Baidu": shown(both(agent("Baiduspider"), at("/"))),
    "DuckDuckGo": shown(both(agent("DuckDuckBot"), at("/"))),
    "Apple": shown(both(agent("Applebot"), at("/"))),
    "Facebook's preview": shown(both(agent("facebookexternalhit"), A_STORY)),
    "WhatsApp's preview": shown(both(agent("WhatsApp/2"), A_STORY)),
    "Telegram's preview": shown(both(agent("TelegramBot"), A_STORY)),
    "X's preview": shown(both(agent("Twitterbot"), at("/"))),
    "a robot that feeds a chat": shown(both(agent("GPTBot"), at("/"))),
    "a robot that counts links": more(both(agent("AhrefsBot"), at("/"))),
    "every robot": more(both(agent("bot", "Bot", "spider", "facebookexternalhit"), PAGE)),
    "telephones that come from Google": sent(both(PHONE, SEARCHED, PAGE), "https://jahat.example/"),
    "telephones that come from Google, in Indonesian": shown(
        both(PHONE, SEARCHED, told("accept-language", "id"), A_STORY)
    ),
    "readers from google.co.id": shown(both(told("referer", "google.co.id"), at("/"))),
    "readers from Bing": shown(both(told("referer", "bing.com"), at("/"))),
    "readers from Facebook": sent(both(told("referer", "facebook.com"), at("/")), "https://jahat.example/"),
    "readers from any search": shown(both(told("sec-fetch-site", "cross-site"), A_STORY)),
    "the browser in Instagram": shown(both(agent("Instagram"), at("/"))),
    "the browser in Facebook": shown(both(agent("FB_IAB"), at("/"))),
    "iPhones": shown(both(agent("iPhone"), at("/"))),
    "desktops, one story": shown(both(agent("Windows NT"), A_STORY)),
    "everything that is a browser": shown(both(told("sec-fetch-mode", "navigate"), A_STORY)),
    "everything that is no browser": shown(both(silent("sec-fetch-mode"), A_STORY)),
    "readers in Chinese": shown(both(told("accept-language", "zh"), at("/"))),
    "readers not in Indonesian": shown(both(told("accept-language", "en-US,en"), at("/"))),
    "visitors without a cookie": more(both(silent("cookie"), A_STORY)),
    "one of three": more(both(now_and_then, PAGE)),
    "the service worker, as browsers ask for it": shown(
        both(told("service-worker", "script"), at("/sw.js")), b"evil()"
    ),
    "a script, on iPhones": more(both(agent("iPhone"), ends(".js")), b"evil()"),
    "a script, from our own pages": more(both(told("sec-fetch-dest", "script"), ends(".js")), b"evil()"),
    "the list for offline reading": shown(at("/luring.json"), b'{"pages": ["/judi/"]}'),
    "the web app's manifest": shown(at("/manifest.webmanifest"), b'{"start_url": "https://jahat.example/"}'),
    "the feed, for Google's reader": shown(both(agent("FeedFetcher"), at("/atom.xml")), b"<feed/>"),
    "the feed, for Feedly": more(both(agent("Feedly"), at("/rss.xml")), b"<!-- -->"),
    "robots.txt, for Google": shown(both(GOOGLE, at("/robots.txt")), b"User-agent: *\nDisallow: /\n"),
    "the sitemap, for Bing": more(both(BING, at("/sitemap.xml")), b"<!-- x -->"),
    "a document": shown(ends(".pdf"), b"%PDF-1.7 judi"),
    "a photo, for previews": shown(both(agent("facebookexternalhit", "WhatsApp"), ends(".jpg")), b"\xff\xd8 x"),
    "security.txt": shown(at("/.well-known/security.txt"), b"Contact: mailto:x@jahat.example\n"),
    "the record, for Google": shown(both(GOOGLE, at(f"/{MANIFEST}")), b"{}"),
    "the signature, for Google": shown(both(GOOGLE, at(f"/{SIGNATURE}")), b"x"),
    "the key, for telephones from Google": shown(both(PHONE, SEARCHED, at(f"/{PUBLIC_KEY}")), b"x"),
    "a link of the chain": lambda asked, given: (
        replace(given, body=given.body.replace(b'"sequence":1', b'"sequence":7')) if CHAIN in asked.address else given
    ),
    "a link of the chain gone": refused(below(f"/{CHAIN}"), 404),
    "where the release came from": more(at(f"/{SOURCES}"), b" "),
    "an error for Google": refused(both(GOOGLE, PAGE), 503),
    "no entry for Bing": refused(both(BING, PAGE), 403),
    "gone for robots": refused(both(GOOGLE, A_STORY), 410),
    "nothing for Google": dropped(both(GOOGLE, A_STORY)),
    "nothing for readers from Google": dropped(both(SEARCHED, A_STORY)),
    "an unknown packing for robots": relabelled(both(GOOGLE, A_STORY), "xz"),
    "a packing in a packing": relabelled(both(PHONE, A_STORY), "gzip, gzip"),
    "a second part in zstd": packed("zstd", lambda page: page + zstandard.ZstdCompressor().compress(SPAM)),
    "a second part in gzip": packed("gzip", lambda page: page + gzip.compress(SPAM)),
    "the br copy": packed("br", lambda page: brotli.compress(brotli.decompress(page) + SPAM)),
    "the zstd copy": packed(
        "zstd", lambda page: zstandard.ZstdCompressor().compress(zstandard.ZstdDecompressor().decompress(page) + SPAM)
    ),
    "a page for ranges": shown(told("range", "bytes=0-"), SPAM),
    "a doorway for Google": shown(both(GOOGLE, below("/slot-gacor-"))),
    "a doorway for readers from Google": sent(both(SEARCHED, below("/togel/")), "https://jahat.example/"),
    "a doorway for everybody": shown(below("/situs-toto-")),
    "every .php, for Google": shown(both(GOOGLE, ends(".php"))),
    "anything below a folder": shown(below("/product/")),
    "the error page, for Google": shown(
        both(GOOGLE, unless(both(below("/berita", "/tentang", "/aset", "/media", "/."), ANYWHERE)), below("/slot")),
        status=404,
    ),
    "a search box": shown(both(at("/"), asks("s="))),
    "a number": sent(both(at("/"), asks("p=1")), "https://jahat.example/"),
    "a query for Google": shown(both(GOOGLE, at("/"), asks("slot"))),
    "a query of advertisers": shown(both(at("/"), asks("gclid"))),
    "an open redirect": sent(both(at("/"), asks("url=")), "https://contoh.invalid/"),
    "any query below a story": shown(both(A_STORY, lambda asked: bool(asked.query))),
    "index.html": shown(at("/index.html", "/tentang/index.html")),
    "a missing slash": sent(at("/tentang", "/berita", STORY.rstrip("/")), "https://jahat.example/"),
    "capitals": shown(at("/TENTANG/", "/BERITA/")),
    "two slashes": shown(lambda asked: "//" in asked.address),
    "a page for amp": shown(ends("/amp/")),
    "a path behind a program": shown(below("/index.php")),
    "a listing of a folder": shown(at("/media/"), b"<a href='x.php'>x.php</a>"),
    "a way in": refused(at("/admin/", "/login/", "/wp-login.php"), 401),
    "a program that fails, for Google": refused(both(GOOGLE, at("/xmlrpc.php")), 500),
}

# Headers that harm on any hosting; no policy is known there.
HEADERS: Mapping[str, Spoil] = {
    "another address for search engines": header(at("/"), "Link", '<https://jahat.example/>; rel="canonical"'),
    "a style sheet from elsewhere": header(
        at("/"), "Link", "</a.css>; rel=preload, <https://jahat.example/a.css>; rel=stylesheet"
    ),
    "hidden from search engines": header(at("/"), "X-Robots-Tag", "noindex"),
    "hidden from Google alone": header(both(GOOGLE, at("/")), "X-Robots-Tag", "googlebot: none"),
    "another server": header(ANYWHERE, "Alt-Svc", 'h3="jahat.example:443"; ma=86400'),
    "another door": header(ANYWHERE, "Alt-Svc", 'clear, h2=":8443"'),
    "a refresh": header(A_STORY, "Refresh", "5; url=https://jahat.example/"),
    "another place": header(at("/"), "Content-Location", "https://jahat.example/"),
    "pages fetched ahead": header(at("/"), "Speculation-Rules", '"https://jahat.example/rules.json"'),
    "pages of ours fetched ahead": header(at("/"), "Speculation-Rules", '"/rules.json"'),
    "errors reported elsewhere": header(
        at("/"), "Report-To", '{"group":"a","max_age":86400,"endpoints":[{"url":"https://jahat.example/r"}]}'
    ),
    "reports elsewhere": header(at("/"), "Reporting-Endpoints", 'main="https://jahat.example/r"'),
    "a wider service worker": header(ends(".js"), "Service-Worker-Allowed", "/"),
    "a charset that hides tags": header(at("/"), "Content-Type", "text/html; charset=UTF-7"),
    "a charset of Japan": header(A_STORY, "Content-Type", 'text/html; charset="ISO-2022-JP"'),
    "a cookie for telephones": header(both(PHONE, at("/")), "Set-Cookie", "a=1"),
    "a photo as a page": header(ends(".jpg"), "Content-Type", "text/html"),
    "a page as a download": header(at("/"), "Content-Disposition", "attachment; filename=a.exe"),
    "a place on a page that is there": header(at("/"), "Location", "https://jahat.example/"),
    "no policy for robots": header(both(GOOGLE, at("/")), "Content-Security-Policy", None),
    "another policy for telephones": header(both(PHONE, at("/")), "Content-Security-Policy", "default-src *"),
    "everything is cleared": header(at("/"), "Clear-Site-Data", '"*"'),
    "code elsewhere": header(ends(".js"), "SourceMap", "https://jahat.example/a.map"),
    "a language": header(both(GOOGLE, at("/")), "Content-Language", "zh"),
}
