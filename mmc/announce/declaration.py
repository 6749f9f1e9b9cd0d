"""Where the office posts by itself: `data/siaran.toml`; the secrets come from the environment alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mmc.announce.networks import Bluesky, Mastodon, Network, Telegram
from mmc.announce.pings import INDEXNOW
from mmc.base.files.tables import ORIGIN, read_table
from mmc.base.problems import ContentError, Problem

FILE = "siaran.toml"


@dataclass(frozen=True, slots=True)
class TelegramTable:
    """A channel, `@nama` or its number."""

    chat: str = ""
    server: str = field(default="https://api.telegram.org", metadata=ORIGIN.of_field)


@dataclass(frozen=True, slots=True)
class MastodonTable:
    """The server of the account; whose account it is, the secret says."""

    server: str = field(default="", metadata=ORIGIN.of_field)


@dataclass(frozen=True, slots=True)
class BlueskyTable:
    """The account's name and its server."""

    handle: str = ""
    server: str = field(default="https://bsky.social", metadata=ORIGIN.of_field)


@dataclass(frozen=True, slots=True)
class Declared:
    """What is told after a release: networks where they are filled in, and search engines through IndexNow (empty: none)."""

    indexnow: str = INDEXNOW
    telegram: TelegramTable = TelegramTable()
    mastodon: MastodonTable = MastodonTable()
    bluesky: BlueskyTable = BlueskyTable()


def declared(data: Path) -> Declared:
    """The file as it is, or nothing declared where there is none; `ContentError` with every mistake of it."""
    problems: list[Problem] = []
    table = read_table(data / FILE, Declared, problems, may_be_absent=True)
    if table is None:
        raise ContentError(problems)
    return table


def networks(table: Declared, environment: Mapping[str, str] = os.environ) -> tuple[list[Network], list[str]]:
    """The networks that are filled in and whose secret is there, and a sentence for each whose secret is not."""
    wanted: list[tuple[str, str]] = []
    if table.telegram.chat:
        wanted.append(("telegram", "MMC_TELEGRAM_TOKEN"))
    if table.mastodon.server:
        wanted.append(("mastodon", "MMC_MASTODON_TOKEN"))
    if table.bluesky.handle:
        wanted.append(("bluesky", "MMC_BLUESKY_PASSWORD"))
    found = [_network(name, table, environment[secret]) for name, secret in wanted if environment.get(secret)]
    missing = [
        f"{name}: sandinya tidak ada; isi variabel lingkungan {secret}."
        for name, secret in wanted
        if not environment.get(secret)
    ]
    return found, missing


def _network(name: str, table: Declared, secret: str) -> Network:
    if name == "telegram":
        return Telegram(secret, table.telegram.chat, table.telegram.server)
    if name == "mastodon":
        return Mastodon(table.mastodon.server, secret)
    return Bluesky(table.bluesky.handle, secret, table.bluesky.server)
