"""The last look at a built site with what this newsroom knows: what is not public yet, which hosts are its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from mmc.base.items.reading import read_draft, written_status
from mmc.base.items.schema import EVER, PAGE, Item
from mmc.base.items.source import Source, read_source
from mmc.base.problems import Problem
from mmc.base.vocabulary import Vocabulary
from mmc.checks.output import MOST_SHRINKAGE, Expectation, look_at_output
from mmc.checks.published_addresses import read_published
from mmc.commands.publication_dates import Header, read_headers

# A run of plain letters is the same in the source and on every page, whatever typography and escaping do to the rest.
_RUN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+){3,11}")
LEAST_LETTERS = 24
RUNS_OF_ITEM = 6
PHOTOS = (".jpg", ".jpeg", ".png", ".webp")


def look_at_site(
    root: Path,
    built: Path,
    vocabulary: Vocabulary,
    now: datetime,
    redirects: Iterable[str] = (),
    pages_before: int = 0,
    shrinkage: float = MOST_SHRINKAGE,
    only: Collection[str] | None = None,
    holds: Collection[str] | None = None,
    headers: Mapping[str, Header] | None = None,
) -> list[Problem]:
    """
    Everything that keeps this folder from being released; `redirects` are addresses that the server leads on.

    With `only`, no more than these files are looked at: all others were let out before, byte for byte. `holds` are the paths
    of all built files, and `headers` what those of the content say, where they were just asked for.
    """
    hidden, public = _sorted_out(root, read_headers(root) if headers is None else headers, vocabulary, now)
    host = urlsplit(vocabulary.office.url).hostname or ""
    expectation = Expectation(
        hosts=frozenset({host}),
        secrets=_secrets(root, hidden, public),
        secret_files=_secret_files(root, hidden, public),
        redirects=frozenset(redirects) | {source for source, _ in vocabulary.redirects},
        published=frozenset(read_published(root / "data").values()),
        pages_before=pages_before,
        shrinkage=shrinkage,
    )
    return look_at_output(built, expectation, only=only, holds=holds)


def _sorted_out(
    root: Path, headers: Mapping[str, Header], vocabulary: Vocabulary, now: datetime
) -> tuple[list[Item], list[str]]:
    """The items that nobody may read yet, and the files of all others; a header that leaves any doubt is read by the schema."""
    hidden: list[Item] = []
    public: list[str] = []
    before = (now - timedelta(days=2)).date().isoformat()  # past in every time zone
    for path, header in headers.items():
        item = None
        if not header.day or header.day >= before:
            item = _item(read_source((root / path).read_bytes(), path), vocabulary)
        if item is not None and not item.is_public(now):
            hidden.append(item)
        else:
            public.append(path)
    return hidden, public


def _item(source: Source, vocabulary: Vocabulary) -> Item:
    """The item as far as it can be read; of one that cannot, the words at least."""
    item, _ = read_draft(source, vocabulary)
    return item or Item(
        source.path, source.body, 1, {}, id="", kind=PAGE, slug="", title="", date=EVER, status=written_status(source)
    )


def _secrets(root: Path, hidden: list[Item], public: list[str]) -> dict[str, str]:
    """Words and addresses that stand in these items and nowhere in what is public."""
    found: dict[str, str] = {}
    for item in hidden:
        for run in (*([item.url] if item.slug else []), *_runs(item)):
            found.setdefault(run, item.path)
    if not found:
        return {}
    pages = (root / path for path in public)
    known = b"\n".join(
        path.read_bytes() for path in (*pages, *(root / "theme").rglob("*.html"), *(root / "data").glob("*.toml"))
    )
    return {text: path for text, path in found.items() if text.encode() not in known}


def _runs(item: Item) -> Iterator[str]:
    """A few runs of plain words: of the title, the summary, the beginning, the middle and the end of the text."""
    for text in (item.title, item.summary):
        yield from _plain(text)[:1]
    runs = _plain(item.body)
    step = max(1, len(runs) // (RUNS_OF_ITEM - 2))
    yield from runs[::step][: RUNS_OF_ITEM - 2]


def _plain(text: str) -> list[str]:
    found = (match[0].rpartition(" ")[0] for match in _RUN.finditer(text))  # the last space may become unbreakable
    return [run for run in found if len(run) >= LEAST_LETTERS]


def _secret_files(root: Path, hidden: list[Item], public: list[str]) -> dict[str, str]:
    """Beginnings of names that only files of these items have: their pages, cards, and the sizes of their photos."""
    found = {item.url.lstrip("/"): item.path for item in hidden if item.slug}
    found |= {f"kartu/{item.id}-": item.path for item in hidden if item.id}
    photos = {path: item.path for item in hidden for path in _photos(root, item)}
    if photos:
        from mmc.pictures.probing import digest_of  # Pillow loads only where there is a photo

        stems = tuple(path.rpartition("/")[2].removesuffix(".md") for path in public)
        shown = {path for path in (root / "content").rglob("*") if path.suffix.lower() in PHOTOS and path not in photos}
        sizes = {path.stat().st_size for path in shown}
        for photo, owner in photos.items():
            data = photo.read_bytes()
            is_shared = len(data) in sizes and any(
                other.stat().st_size == len(data) and other.read_bytes() == data for other in shown
            )
            if not is_shared and not photo.stem.startswith(stems):
                found[f"media/{digest_of(data)}-"] = owner
    return found


def _photos(root: Path, item: Item) -> list[Path]:
    folder = (root / item.path).parent
    stem = item.path.rpartition("/")[2].removesuffix(".md")
    named = {item.photo, *(photo.file for photo in item.photos)}
    return [
        path
        for path in folder.iterdir()
        if path.suffix.lower() in PHOTOS and (path.name in named or path.stem.startswith(f"{stem}-"))
    ]
