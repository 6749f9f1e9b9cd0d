"""Who may ask for a page: browsers of readers, search engines and the fetchers of messengers, each as it really asks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
NEXUS = "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P)"
DOCUMENT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"
PLAIN_DOCUMENT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PACKED = "gzip, deflate, br, zstd"
INDONESIAN = "id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7"
LANGUAGES = (INDONESIAN, "id", "en-US,en;q=0.9", "ms-MY,ms;q=0.9,en;q=0.8", "zh-CN,zh;q=0.9")
SEARCH = ("https://www.google.com/", "https://www.google.co.id/")
REFERRERS = (
    *SEARCH,
    "https://www.bing.com/",
    "https://duckduckgo.com/",
    "https://search.yahoo.com/",
    "https://yandex.com/",
    "https://l.facebook.com/",
    "https://m.facebook.com/",
    "https://l.instagram.com/",
    "https://l.wl.co/",
    "https://t.co/",
    "android-app://com.google.android.googlequicksearchbox/",
)
FIRST_BYTES = 500_000  # what some fetchers ask for at most, as a range
# How a browser asks for what a page needs: the destination, the mode, and what it would take.
WANTED: Mapping[str, tuple[str, str, str]] = {
    ".css": ("style", "no-cors", "text/css,*/*;q=0.1"),
    ".js": ("script", "no-cors", "*/*"),
    ".mjs": ("script", "cors", "*/*"),
    ".woff2": ("font", "cors", "*/*"),
    ".webmanifest": ("manifest", "cors", "*/*"),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", ".ico"),
        ("image", "no-cors", "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"),
    ),
    **dict.fromkeys((".json", ".bin", ".wasm", ".vtt"), ("empty", "cors", "*/*")),
}
WORKER = "sw.js"  # a browser asks for it in a way of its own


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    One kind of visitor; `engine` names the browser whose TLS and HTTP/2 it speaks (empty: a program's own).

    `has_ranges` asks for the first bytes only, as link previews do; `is_old` speaks HTTP/1.1 also where HTTP/2 is offered.
    """

    name: str
    agent: str
    engine: str = ""
    accept: str = "*/*"
    encoding: str = PACKED
    hints: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_browser: bool = False
    has_ranges: bool = False
    is_old: bool = False

    def headers(self, path: str, referrer: str = "", language: str = INDONESIAN, own: str = "") -> dict[str, str]:
        """What it says when it asks for a file; `own` is the site, from whose pages a browser asks for what they need."""
        if not self.is_browser:
            told = {"User-Agent": self.agent, "Accept": self.accept, "Accept-Encoding": self.encoding, **self.hints}
            return {**told, "Referer": referrer} if referrer else told
        wanted = WANTED.get(PurePosixPath(path).suffix)
        if wanted is None:
            accept, fetched = self.accept, {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}
            fetched |= {"Sec-Fetch-Site": "cross-site" if referrer else "none", "Sec-Fetch-User": "?1"}
            fetched["Upgrade-Insecure-Requests"] = "1"
        else:
            destination, mode, accept = wanted
            fetched = {"Sec-Fetch-Dest": destination, "Sec-Fetch-Mode": mode, "Sec-Fetch-Site": "same-origin"}
            referrer = own
            if path == WORKER:
                fetched |= {
                    "Sec-Fetch-Dest": "serviceworker",
                    "Sec-Fetch-Mode": "same-origin",
                    "Service-Worker": "script",
                }
        told = {**self.hints, "User-Agent": self.agent, "Accept": accept, **fetched}
        if referrer:
            told["Referer"] = referrer
        return {**told, "Accept-Encoding": self.encoding, "Accept-Language": language}


def _chrome(version: int, platform: str, *, is_phone: bool) -> dict[str, str]:
    return {
        "Sec-CH-UA": f'"Chromium";v="{version}", "Google Chrome";v="{version}", "Not?A_Brand";v="24"',
        "Sec-CH-UA-Mobile": "?1" if is_phone else "?0",
        "Sec-CH-UA-Platform": f'"{platform}"',
    }


def _browser(name: str, agent: str, engine: str, accept: str = DOCUMENT, **more: object) -> Visitor:
    return Visitor(name, agent, engine, accept, is_browser=True, **more)  # type: ignore[arg-type]


def _robot(name: str, agent: str, encoding: str = "gzip, deflate, br", **more: object) -> Visitor:
    return Visitor(name, agent, encoding=encoding, **more)  # type: ignore[arg-type]


DESKTOP = _browser(
    "Chrome di Windows",
    f"{WINDOWS} {WEBKIT} Chrome/146.0.0.0 Safari/537.36",
    "chrome146",
    hints=_chrome(146, "Windows", is_phone=False),
)
PHONE = _browser(
    "Chrome di Android",
    f"{ANDROID} {WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36",
    "chrome131_android",
    hints=_chrome(131, "Android", is_phone=True),
)
BROWSERS = (
    DESKTOP,
    PHONE,
    _browser("Safari di iPhone", f"{IPHONE} Version/18.0 Mobile/15E148 Safari/604.1", "safari180_ios", PLAIN_DOCUMENT),
    _browser(
        "Firefox",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:147.0) Gecko/20100101 Firefox/147.0",
        "firefox147",
        PLAIN_DOCUMENT,
    ),
    _browser(
        "Chrome lama",
        f"{WINDOWS} {WEBKIT} Chrome/124.0.0.0 Safari/537.36",
        "chrome124",
        hints=_chrome(124, "Windows", is_phone=False),
        is_old=True,
    ),
    _browser(
        "peramban di WhatsApp",
        f"Mozilla/5.0 (Linux; Android 13; wv) {WEBKIT} Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 WhatsApp/2.24.20.89",
        "chrome131_android",
        hints={"X-Requested-With": "com.whatsapp"},
    ),
    _browser(
        "peramban di Facebook",
        f"Mozilla/5.0 (Linux; Android 13; wv) {WEBKIT} Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 "
        "[FB_IAB/FB4A;FBAV/486.0.0.66.70;]",
        "chrome131_android",
        hints={"X-Requested-With": "com.facebook.katana"},
    ),
    _browser(
        "peramban di Instagram",
        f"{IPHONE} Mobile/22A3354 Instagram 350.0.0.20.100 (iPhone14,5; iOS 18_0; id_ID; id; scale=3.00; 1170x2532)",
        "safari180_ios",
        PLAIN_DOCUMENT,
    ),
)
GOOGLE = _robot(
    "Googlebot di telepon",
    f"{NEXUS} {WEBKIT} Chrome/146.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    accept=PLAIN_DOCUMENT,
)
ROBOTS = (
    GOOGLE,
    _robot(
        "Googlebot",
        f"Mozilla/5.0 {WEBKIT.removesuffix(')')}; compatible; Googlebot/2.1; +http://www.google.com/bot.html) "
        "Chrome/146.0.0.0 Safari/537.36",
        accept=PLAIN_DOCUMENT,
    ),
    _robot("Googlebot lama", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
    _robot("Googlebot-Image", "Googlebot-Image/1.0"),
    _robot("Google-InspectionTool", "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)", accept=PLAIN_DOCUMENT),
    _robot(
        "Bingbot",
        f"Mozilla/5.0 {WEBKIT.removesuffix(')')}; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) "
        "Chrome/146.0.0.0 Safari/537.36",
        accept=PLAIN_DOCUMENT,
    ),
    _robot("YandexBot", "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", "gzip, deflate"),
    _robot(
        "Baiduspider", "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)", "gzip"
    ),
    _robot("DuckDuckBot", "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)", "gzip"),
    _robot("Applebot", "Mozilla/5.0 (compatible; Applebot/0.1; +http://www.apple.com/go/applebot)"),
    _robot(
        "pengambil Facebook",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "deflate, gzip",
        has_ranges=True,
    ),
    _robot("pengambil WhatsApp", "WhatsApp/2.24.20.89 A", "identity", is_old=True),
    _robot("TelegramBot", "TelegramBot (like TwitterBot)", "identity", is_old=True),
    _robot("Twitterbot", "Twitterbot/1.0", "gzip, deflate"),
    _robot("Feedfetcher-Google", "FeedFetcher-Google; (+http://www.google.com/feedfetcher.html)", "gzip"),
    _robot("Feedly", "Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)", "gzip"),
    _robot(
        "GPTBot",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    ),
    _robot("AhrefsBot", "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "gzip"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor, where it comes from, and the language it prefers."""

    visitor: Visitor = DESKTOP
    referrer: str = ""
    language: str = INDONESIAN

    @property
    def name(self) -> str:
        """Who it is, in the words of the office."""
        where = self.referrer.partition("//")[2].rstrip("/")
        return f"{self.visitor.name} yang datang dari {where}" if where else self.visitor.name

    def headers(self, path: str, own: str) -> dict[str, str]:
        """What it says."""
        return self.visitor.headers(path, self.referrer, self.language, own)


# Whom those who alter a site nearly always mean: each is tried on every page.
MEANT = (Visit(GOOGLE), Visit(PHONE, SEARCH[0]))


def visits() -> list[Visit]:
    """Every kind of visitor: the meant ones first, readers also as they come from a search; the rest is drawn anew each time."""
    draw = secrets.SystemRandom()
    found = [
        *MEANT,
        *(Visit(one) for one in ROBOTS if one is not GOOGLE),
        *(Visit(one, "", draw.choice(LANGUAGES)) for one in BROWSERS),
        *(Visit(one, draw.choice(SEARCH)) for one in BROWSERS if one is not PHONE),
        *(Visit(draw.choice((DESKTOP, PHONE)), "", language) for language in LANGUAGES),
        *(Visit(draw.choice(BROWSERS), referrer, draw.choice(LANGUAGES)) for referrer in REFERRERS),
    ]
    rest = found[len(MEANT) :]
    draw.shuffle(rest)
    return [*MEANT, *rest]
