"""
The server's own log as a few sums: pages read by day, by page and by where the reader came from.

Addresses of readers are never looked at, let alone kept: of each line only its moment, what was asked for, how it was
answered, the page that linked there and the kind of program are read.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mmc.base.addresses import place_of
from mmc.monthly.figures import Month, Visits

# Common and combined log format, as nginx and Apache write it; what stands before the moment is passed over.
LINE = re.compile(
    r'[^\[]*\[(?P<at>\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4})\] "(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" '
    r'(?P<code>\d{3}) \S+(?: "(?P<from>[^"]*)" "(?P<with>[^"]*)")?'
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|curl|wget|python|java/|go-http|okhttp|libwww|httpclient|monitor|uptime|preview|fetch"
    r"|scan|whatsapp/|facebookexternalhit|headless|feed|rss|^-?$",
    re.IGNORECASE,
)
SHOWN = 20
SENDERS: Mapping[str, tuple[str, ...]] = {
    "WhatsApp": ("whatsapp.com", "wa.me"),
    "Facebook": ("facebook.com", "fb.me"),
    "Instagram": ("instagram.com",),
    "Telegram": ("telegram.org", "t.me", "telegram.me"),
    "X": ("twitter.com", "x.com", "t.co"),
    "Google": ("google.com", "google.co.id"),
    "Bing": ("bing.com",),
}
DIRECT, OTHERS = "tidak disebut (dibuka langsung, dari aplikasi, atau dirahasiakan)", "situs lain"


class Hit(NamedTuple):
    """What is taken from one line of a log."""

    at: datetime
    method: str
    path: str
    code: int
    origin: str
    program: str


class NoLog(Exception):
    """The file is no log of a server; the message says why."""


def visits_of(files: Iterable[Path], month: Month, home: str, titles: Mapping[str, str]) -> Visits:
    """
    What these logs say of the month. `home` is the site's own host, `titles` the titles of its items by their address.

    Raises `NoLog` when not a single line of a file can be read.
    """
    by_day: Counter[date] = Counter()
    pages: Counter[str] = Counter()
    origins: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    days: set[date] = set()
    for file in files:
        read = 0
        for hit in _hits(file):
            if hit is None:
                sums["unreadable"] += 1
                continue
            read += 1
            if not month.holds(hit.at):
                sums["outside"] += 1
                continue
            day = hit.at.astimezone(month.zone).date()
            days.add(day)
            address = hit.path.partition("?")[0].partition("#")[0]
            if hit.code in (404, 410):
                sums["not_found"] += 1
            elif hit.method == "GET" and hit.code in (200, 304) and is_page(address):
                if MACHINES.search(hit.program):
                    sums["machines"] += 1
                    continue
                by_day[day] += 1
                pages[address] += 1
                origins[_origin(hit.origin, home)] += 1
        if not read:
            raise NoLog(f"Tidak ada baris log server yang terbaca dalam {file.name}.")
    origins.pop("", None)  # from one of our own pages to the next
    return Visits(
        pages.total(),
        [(each, by_day[each]) for each in month.days()],
        [(titles.get(address, address), address, number) for address, number in pages.most_common(SHOWN)],
        origins.most_common(),
        sums["machines"],
        sums["not_found"],
        sums["unreadable"],
        sums["outside"],
        min(days, default=None),
        max(days, default=None),
    )


def is_page(address: str) -> bool:
    """True for the address of a page that this site can have."""
    return address.endswith("/") and place_of(address) is not None


def _hits(file: Path) -> Iterator[Hit | None]:
    with file.open("rb") as stream:
        is_packed = stream.read(2) == b"\x1f\x8b"
    with gzip.open(file, "rb") if is_packed else file.open("rb") as lines:
        try:
            for line in lines:
                if line.strip():
                    yield _of_caddy(line) if line.startswith(b"{") else _of_line(line.decode("utf-8", "replace"))
        except (OSError, EOFError) as error:
            raise NoLog(f"Log {file.name} tidak dapat dibaca sampai akhir: arsipnya rusak.") from error


def _of_line(line: str) -> Hit | None:
    found = LINE.match(line)
    if found is None:
        return None
    day, month, rest = found["at"].split("/", 2)
    try:
        number = MONTHS.index(month) + 1
        at = datetime.strptime(f"{day}/{number:02}/{rest}", "%d/%m/%Y:%H:%M:%S %z")
    except ValueError:
        return None
    program = "tidak ditulis" if found["with"] is None else found["with"]
    return Hit(at, found["method"], found["path"], int(found["code"]), found["from"] or "", program)


def _of_caddy(line: bytes) -> Hit | None:
    """A line of Caddy, which writes JSON."""
    try:
        row = json.loads(line)
        request = row["request"]
        headers = {key.casefold(): value for key, value in request.get("headers", {}).items()}
        at = datetime.fromtimestamp(float(row["ts"]), UTC)
        origin, program = ((headers.get(name) or [""])[0] for name in ("referer", "user-agent"))
        return Hit(at, request["method"], request["uri"], int(row["status"]), origin, program)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, OSError):
        return None


def _origin(address: str, home: str) -> str:
    """The name of who sent the reader; empty for the site itself."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    if not host:
        return DIRECT
    if host == home.removeprefix("www."):
        return ""
    for name, hosts in SENDERS.items():
        if any(host == each or host.endswith(f".{each}") for each in hosts):
            return name
    return OTHERS
