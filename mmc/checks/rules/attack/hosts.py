"""Hosts by what stands on them: those that lead elsewhere, and those where anybody may publish; the names of sites in a text."""

# ruff: noqa: E501, SIM905  (lists of hosts)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

# Whoever owns one of these addresses is not told by its host: it leads on, or shows another site as its own.
LEADING_ON = frozenset(
    "translate.goog translate.google.com translate.google.co.id webcache.googleusercontent.com ampproject.org l.facebook.com lm.facebook.com "
    "l.instagram.com l.messenger.com l.threads.com out.reddit.com t.umblr.com slack-redir.net exit.sc href.li anonym.to anon.to nullrefer.com "
    "googleadservices.com doubleclick.net r.jina.ai 12ft.io croxyproxy.com proxysite.com kproxy.com hidester.com hide.me translate.yandex.com "
    "safelinks.protection.outlook.com linkprotect.cudasvc.com urldefense.com urldefense.proofpoint.com deref-mail.com cc.bingj.com".split()
)
LEADING_ON_PATHS = re.compile(
    r"(?:^|\.)(?:youtube\.com/redirect|google\.[a-z.]{2,6}/(?:url|amp|imgres|interstitial|aclk|search\?.*btnI)|bing\.com/(?:ck|amp|aclick)|facebook\.com/(?:l\.php|flx/warn)"
    r"|vk\.com/away|linkedin\.com/(?:redir|safety/go)|steamcommunity\.com/linkfilter|medium\.com/r/|tiktok\.com/link|x\.com/i/redirect|duckduckgo\.com/l/|yahoo\.com/.*ru=)"
)
SHORTENERS = frozenset(
    "s.id bit.ly tinyurl.com t.co goo.gl is.gd v.gd ow.ly buff.ly rebrand.ly cutt.ly shorturl.at rb.gy t.ly tiny.cc lnk.bio adf.ly shorte.st "
    "bit.do soo.gd clck.ru vk.cc u.to qr.ae linkjust.com shrinkme.io ouo.io adfoc.us dub.sh dub.co l.ink short.gy tny.im kutt.it rotf.lol "
    "heylink.me linktr.ee lynk.id beacons.ai taplink.cc msha.ke linkin.bio campsite.bio bio.link solo.to carrd.co sor.bz me2.do fb.me m.me "
    "ig.me wa.link wa.site walink.co amzn.to youtu.com g.co maps.app.goo.gl bl.ink lihat.in singkat.in intip.in ringkas.id gg.gg"
    " urlzs.com x.gd da.gd zpr.io snip.ly hyperurl.co trib.al dlvr.it ift.tt lnkd.in page.link app.link onelink.me smarturl.it geni.us".split()
)
ANYBODYS = frozenset(
    "forms.gle docs.google.com drive.google.com sites.google.com script.google.com storage.googleapis.com firebaseapp.com web.app appspot.com "
    "blogspot.com blogger.com wordpress.com wixsite.com weebly.com webflow.io github.io gitlab.io netlify.app vercel.app pages.dev workers.dev "
    "onrender.com herokuapp.com surge.sh glitch.me replit.app repl.co notion.site notion.so telegra.ph medium.com tumblr.com typeform.com "
    "jotform.com forms.office.com forms.cloud.microsoft surveymonkey.com s3.amazonaws.com amazonaws.com cloudfront.net azurewebsites.net "
    "windows.net azureedge.net r2.dev ipfs.io dweb.link canva.site my.canva.site strikingly.com site123.me godaddysites.com mystrikingly.com "
    "000webhostapp.com infinityfreeapp.com epizy.com rf.gd byethost.com ngrok.io ngrok-free.app trycloudflare.com serveo.net duckdns.org "
    "my.id biz.id web.id pastebin.com justpaste.it rentry.co scribd.com issuu.com mediafire.com mega.nz 4shared.com sharepoint.com "
    "zoho.com zohosites.com google.site square.site myshopify.com bubbleapps.io softr.app framer.website framer.app tilda.ws ucoz.com".split()
)
CHATS = frozenset(
    "wa.me api.whatsapp.com web.whatsapp.com chat.whatsapp.com whatsapp.com t.me telegram.me telegram.dog line.me discord.gg discord.com m.me".split()
)

_CANDIDATE = re.compile(
    r"(?<![\w@./:=-])((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,18})(?![\w@-]|\.[a-z0-9])((?::\d{2,5})?(?:/[^\s<>\"')\]]{0,200})?)"
)
_SPOKEN = re.compile(
    r"(?<![\w.])([a-z0-9-]{3,40})[^a-z0-9\n]{0,3}(?<![a-z])(?:dot|titik)(?![a-z])[^a-z0-9\n]{0,3}"
    r"(com|net|org|xyz|id|co|vip|club|win|bet|info|site|online|top|live|biz|me|link|pro|asia)(?![a-z])"
)
_SPACED = re.compile(
    r"(?<![\w.])([a-z0-9-]{4,40})(?: ?[\[({] ?[.,] ?[\])}] ?| +[.,·•] *|[.,·•] +|[,·•])(com|net|org|xyz|vip|biz|club|bet|win)(?![a-z])"
)
_BROKEN = re.compile(r"hxxps?[:\[\]]{0,3}//((?:[a-z0-9-]{1,63}\.)+[a-z]{2,18})")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@((?:[a-z0-9-]{1,63}\.)+[a-z]{2,18})(?![\w-])")
# Ends of sites' names that are words too: `selesai.Media` is a space forgotten, `kunci.pub` a file.
_WORDS = frozenset(
    "ke si se la mu so in to is as do no my me at it be am an by id media info video link digital data radio total bank film bar live group game".split()
)
_FILES = frozenset("md py sh pub zip mov ps ai rs pl cc so".split())


_CASINO = re.compile(
    r"slot|gacor|togel|maxwin|casino|kasino|sbobet|sbotop|joker\d|jokergaming|domino(?:qq|99)|poker|bandarq|pragmaticplay|pgsoft|mahjong|"
    r"judi|jud[o0]l|(?:^|[.-])toto|toto(?:[.-]|\d)|(?<![a-z])qq\d|\dqq|(?:^|\d|[a-z])4d(?:[.-]|$)|bet\d{2,}|\d{2,}bet|(?:1x|m|w|dafa|fun|ub|bk8|188)bet\b|mpo\d|"
    r"rtp(?:live|slot|gacor)|(?:hoki|dewa|raja|naga|sultan|panen|cuan|macan|zeus|bola|jitu|gacha|koin|kaisar|ratu|bos|king|win|play|vip|asia|mega|lucky|"
    r"jaya|indo|garuda|elang|olympus|kakek|pasti|mantap|surga|wede)(?:\d{2,3})(?!\d)|scatter|jackpot|parlay|sabung"
)


USUAL = tuple(
    f".{end}"
    for end in "com net org info xyz site online go.id ac.id co.id or.id sch.id desa.id mil.id who.int".split()
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A site that a text names: where in the text, how it is written, its host, what follows the host."""

    at: int
    written: str
    host: str
    rest: str = ""


@cache
def _list() -> object:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_unknown=False)


@lru_cache(maxsize=16_384)
def is_site(host: str) -> bool:
    """True when the host ends in a name under which sites are registered, and is more than that name."""
    if host.endswith(USUAL):
        return True  # the list takes half a second to read, in every process
    return _list().privatesuffix(host) is not None  # type: ignore[attr-defined]


def is_casino(host: str) -> bool:
    """True for a host that is named as sites for gambling are."""
    return _CASINO.search(host) is not None


def below(host: str, hosts: frozenset[str]) -> bool:
    """True for one of the hosts and everything below it."""
    parts = host.split(".")
    return any(".".join(parts[start:]) in hosts for start in range(len(parts)))


def named_in(folded: str, written: str) -> Iterator[Spoken]:
    """The sites that a folded text names without an address; `written` is the text as it was."""
    if "." in folded:
        for match in _CANDIDATE.finditer(folded):
            if _is_named(match[1], match[2], written):
                yield Spoken(match.start(), match[0], match[1].removeprefix("www."), match[2])
    if "hxx" in folded:
        for match in _BROKEN.finditer(folded):
            yield Spoken(match.start(), match[0], match[1])
    if "dot" in folded or "titik" in folded:
        for match in _SPOKEN.finditer(folded):
            yield Spoken(match.start(), match[0], f"{match[1]}.{match[2]}")
    for match in _SPACED.finditer(folded) if any(end in folded for end in _ENDS) else ():
        yield Spoken(match.start(), match[0], f"{match[1]}.{match[2]}")
    if "@" in folded:
        for match in _MAIL.finditer(folded):
            if is_site(match[1]):
                yield Spoken(match.start(), match[0], match[1])


_ENDS = ("com", "net", "org", "xyz", "vip", "biz", "club", "bet", "win")


def _is_named(host: str, rest: str, written: str) -> bool:
    labels = host.split(".")
    end = labels[-1]
    if host.startswith("www.") or not any(any(map(str.isalpha, label)) for label in labels[:-1]):
        return False
    if len(max(labels[:-1], key=len)) < 3 and not rest.startswith("/"):
        return False
    if not rest and len(labels) == 2:
        if end in _FILES:
            return False
        if end in _WORDS and f"{labels[0]}.{end}" not in written and re.search(rf"\w\.{end.capitalize()}\b", written):
            return False
    return is_site(host)
