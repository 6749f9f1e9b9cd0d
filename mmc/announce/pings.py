"""After a release: hubs and search engines are told; what fails waits for the next release and undoes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmc.announce.http import RefusedError, UnclearError, ask

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


def after_release(waiting: Path, pings: Iterable[Ping], host: str, key: str) -> Told:
    """
    What is new and what waited since earlier is told; what could not be told waits in the file `waiting`.
    """
    due = list(dict.fromkeys([*read(waiting), *pings]))
    keep(waiting, due)  # before the first request: a crash loses none
    left, problems = [], []
    for (service, to), group in _groups(due):
        try:
            _tell(service, to, [ping.url for ping in group], host, key)
        except (RefusedError, UnclearError) as error:
            left += group
            problems.append(f"{service}: {error}")
    keep(waiting, left)
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


def read(waiting: Path) -> list[Ping]:
    """The pings that wait; none if the file is not there."""
    if not waiting.exists():
        return []
    return [Ping(*row) for row in json.loads(waiting.read_text(encoding="utf-8"))]


def keep(waiting: Path, pings: Iterable[Ping]) -> None:
    """The file holds exactly these pings, by rename."""
    rows = [[ping.service, ping.to, ping.url] for ping in pings]
    if not rows:
        waiting.unlink(missing_ok=True)
        return
    waiting.parent.mkdir(parents=True, exist_ok=True)
    beside = waiting.with_name(f"{waiting.name}.baru")
    beside.write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    beside.replace(waiting)
