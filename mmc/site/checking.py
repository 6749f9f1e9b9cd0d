"""The gate with the site's own prose and pictures: what `inv periksa`, the commit hook and deploy ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from mmc import calendar
from mmc.checks import Gatekeeper, Rendered, house_of
from mmc.checks.budget import FILE_BYTES
from mmc.checks.mend import difference, mend
from mmc.checks.published import read_published
from mmc.checks.tree import Report, examine_tree
from mmc.problems import Problem
from mmc.vocabulary import load_vocabulary

CACHE = Path(".cache") / "periksa.json"


def gatekeeper(root: Path, now: datetime | None = None) -> Gatekeeper:
    """The gate of this project; `ContentError` when `data/` itself is wrong."""
    vocabulary = load_vocabulary(root / "data")
    moment = now or datetime.now(calendar.zone(vocabulary.office.timezone))
    return Gatekeeper(vocabulary, house_of(vocabulary, moment), convert, probe)


def check_content(root: Path, instead: Mapping[str, bytes] | None = None, *, is_cached: bool = True) -> Report:
    """The report on the whole content."""
    cache = root / CACHE if is_cached else None
    published = read_published(root / "data")
    return examine_tree(root, gatekeeper(root), published=published, cache=cache, instead=instead, workers=2)


def convert(body: str) -> Rendered:
    """The body as the site shows it."""
    from mmc.prose import markdown

    return markdown.convert(body)


def probe(data: bytes, path: str) -> Iterable[Problem]:
    """The problems of a photo; Pillow loads only where there is one."""
    from mmc.pictures.probing import probe as probe_picture

    return probe_picture(data, path).problems


def mend_content(root: Path) -> dict[str, str]:
    """Every item mended where that is safe; what changed, by path, as diffs."""
    zone = calendar.zone(load_vocabulary(root / "data").office.timezone)
    changed: dict[str, str] = {}
    for path in sorted((root / "content").rglob("*.md")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > FILE_BYTES:
            continue
        before = path.read_bytes()
        after = mend(before, zone)
        if after != before:
            temporary = path.with_suffix(".baru")
            temporary.write_bytes(after)
            temporary.replace(path)
            shown = path.relative_to(root).as_posix()
            changed[shown] = difference(before, after, shown)
    return changed
