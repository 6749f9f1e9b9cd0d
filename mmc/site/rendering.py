"""From an output to its bytes in the spare tree; runs in every process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mmc import feeds
from mmc.rebuild.digest import digest
from mmc.rebuild.tree import write_file
from mmc.site import views
from mmc.site.outputs import Output
from mmc.site.templates import environment


@dataclass(frozen=True, slots=True)
class Job:
    """An output to be made, and the digests of its files as they stand in the tree (empty: not there)."""

    output: Output
    standing: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a job: the digest of each file, and how many had to be written."""

    digests: tuple[bytes, ...]
    written: tuple[str, ...]


class Workshop:
    """Makes outputs for one site and writes what differs into the spare tree."""

    def __init__(self, root: Path, theme: Path, spare: Path, kept: Path, site: views.Site) -> None:
        self.root, self.spare, self.kept, self.site = root, spare, kept, site
        self.environment = environment(theme)

    def make(self, job: Job) -> Made:
        """The output's files are in the spare tree; those whose bytes are as before were left alone."""
        output = job.output
        contents = self._kept(output) if output.is_costly else self.render(output)
        digests = tuple(digest(data) for data in contents)
        written = []
        for path, data, seal, standing in zip(output.paths, contents, digests, job.standing, strict=True):
            if seal != standing:
                write_file(self.spare, path, data)
                written.append(path)
        return Made(digests, tuple(written))

    def _kept(self, output: Output) -> tuple[bytes, ...]:
        """The files as an earlier build made and sealed them, else made now and kept."""
        name = output.fingerprint.hex()
        found = _read_sealed([self.kept / name[:2] / f"{name}-{number}" for number in range(len(output.paths))])
        if found is not None:
            return found
        contents = self.render(output)
        for number, data in enumerate(contents):
            write_file(self.kept, f"{name[:2]}/{name}-{number}", digest(data) + data)
        return contents

    def render(self, output: Output) -> tuple[bytes, ...]:
        """The bytes of the output's files."""
        kind, _, name = output.renderer.partition(":")
        if kind == "template":
            template = self.environment.get_template(name)
            return (template.render(site=self.site, page=output.data).encode(),)
        if kind == "copy":
            return ((self.root / output.data).read_bytes(),)
        if kind == "photo":
            path, plan = output.data
            return _photo((self.root / path).read_bytes(), plan)
        if kind == "card":
            text, path = output.data
            return _card(text, (self.root / path).read_bytes() if path else b"")
        return RENDERERS[kind](output.data)


def _read_sealed(paths: list[Path]) -> tuple[bytes, ...] | None:
    try:
        blobs = [path.read_bytes() for path in paths]
    except FileNotFoundError:
        return None
    size = len(digest())
    if any(digest(blob[size:]) != blob[:size] for blob in blobs):
        return None
    return tuple(blob[size:] for blob in blobs)


def _feeds(feed: feeds.Feed) -> tuple[bytes, ...]:
    base = feed.self_url
    return (
        feeds.atom(replace(feed, self_url=f"{base}atom.xml")),
        feeds.rss(replace(feed, self_url=f"{base}rss.xml")),
        feeds.json_feed(replace(feed, self_url=f"{base}feed.json")),
    )


def _year_feed(feed: feeds.Feed) -> tuple[bytes, ...]:
    return (feeds.atom(replace(feed, self_url=f"{feed.self_url}atom.xml")),)


# Pillow and segno take longer to load than a small build takes; only the process that needs them loads them.


def _photo(data: bytes, plan: Any) -> tuple[bytes, ...]:
    from mmc.pictures.rendering import render

    made = render(data, plan)
    return tuple(made[variant.name] for variant in plan.variants)


def _card(text: Any, photo: bytes) -> tuple[bytes, ...]:
    from mmc.pictures.cards import share_card

    return (share_card(text, photo),)


def _qr(address: str) -> tuple[bytes, ...]:
    from mmc.qr import qr_svg

    return (qr_svg(address),)


def _calendar(event: Any) -> tuple[bytes, ...]:
    from mmc.icalendar import calendar

    return (calendar(event),)


RENDERERS: dict[str, Callable[[Any], tuple[bytes, ...]]] = {
    "bytes": lambda data: (data,),
    "feed-year": _year_feed,
    "feeds": _feeds,
    "icalendar": _calendar,
    "opml": lambda parts: (feeds.opml(*parts),),
    "qr": _qr,
}

_workshop: Workshop | None = None


def set_up(*arguments: Any) -> None:
    """This process can make outputs."""
    global _workshop  # noqa: PLW0603 - one per process
    _workshop = Workshop(*arguments)


def make(job: Job) -> Made:
    """See `Workshop.make`; needs `set_up`."""
    assert _workshop is not None
    return _workshop.make(job)
