"""After a release: hubs and search engines are told; what fails waits for the next release and undoes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from mmc.announce.http import RefusedError, UnclearError, ask
from mmc.base.files.journal import OWED, Journal

OLD_NAME = "siaran-tertunda.json"  # until 2026-11-28 one file was rewritten at each release
INDEXNOW = "https://api.indexnow.org/indexnow"
MOST_URLS = 10_000


@dataclass(frozen=True, slots=True)
class Ping:
    """One address that one service is told of: `service` is `websub` or `indexnow`, `to` where it listens."""

    service: str
    to: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """How many were told, and what went wrong; telling twice does no harm, so every failure is tried again."""

    told: int
    problems: tuple[str, ...] = ()


class Owed:
    """The pings that wait, in `data/catatan/terutang/`: a file a release, gone when all of it was told."""

    def __init__(self, data: Path) -> None:
        self._old = data / OLD_NAME
        self._journal = Journal(data, OWED)

    def pings(self) -> list[Ping]:
        """In the order in which they came."""
        old = json.loads(self._old.read_text(encoding="utf-8")) if self._old.is_file() else []
        rows = [[row["service"], row["to"], row["url"]] for row in self._journal.rows()]
        return list(dict.fromkeys(Ping(*row) for row in [*old, *rows]))

    def keep(self, pings: Iterable[Ping], at: datetime) -> None:
        """These wait, and no others do; a file is taken away or stays as it is, so that two clones never clash over one."""
        before = self._journal.rows()
        wanted = dict.fromkeys(pings)
        known = {Ping(row["service"], row["to"], row["url"]) for row in before}
        new = [ping for ping in wanted if ping not in known]
        done = [row for row in before if Ping(row["service"], row["to"], row["url"]) not in wanted]
        self._journal.write(at, *(asdict(ping) for ping in new))
        self._journal.forget(done)
        self._old.unlink(missing_ok=True)


def after_release(owed: Owed, pings: Iterable[Ping], host: str, key: str, now: datetime) -> Told:
    """
    What is new and what waited since earlier is told; what could not be told waits on.
    """
    due = list(dict.fromkeys([*owed.pings(), *pings]))
    owed.keep(due, now)  # before the first request: a crash loses none
    left, problems = [], []
    for (service, to), group in _groups(due):
        try:
            _tell(service, to, [ping.url for ping in group], host, key)
        except (RefusedError, UnclearError) as error:
            left += group
            problems.append(f"{service}: {error}")
    owed.keep(left, now)
    return Told(len(due) - len(left), tuple(problems))


def _groups(pings: list[Ping]) -> list[tuple[tuple[str, str], list[Ping]]]:
    places = sorted({(ping.service, ping.to) for ping in pings})
    return [(place, [ping for ping in pings if (ping.service, ping.to) == place]) for place in places]


def _tell(service: str, to: str, urls: Sequence[str], host: str, key: str) -> None:
    if service == "websub":
        ask("POST", to, form=[("hub.mode", "publish"), *(("hub.url", url) for url in urls)])
        return
    for start in range(0, len(urls), MOST_URLS):
        data = {
            "host": host,
            "key": key,
            "keyLocation": f"https://{host}/{key}.txt",
            "urlList": urls[start : start + MOST_URLS],
        }
        ask("POST", to, data=data)
