"""From an output to the bytes of its files; nothing is read but the output's data and the files that it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmc import feeds
from mmc.base.problems import ContentError
from mmc.base.settings import Settings
from mmc.build.templates import environment, mistake
from mmc.pages import views
from mmc.pages.output import Output


class Renderer:
    """Makes the outputs of one site."""

    def __init__(self, settings: Settings, site: views.Site) -> None:
        self.root, self.site = settings.root, site
        self.environment = environment(settings.theme, settings.additions)

    def render(self, output: Output) -> tuple[bytes, ...]:
        """The bytes of the output's files. Raises `ContentError` for a mistake in a template."""
        kind, _, name = output.renderer.partition(":")
        if kind == "template":
            try:
                template = self.environment.get_template(name)
                return (template.render(site=self.site, page=output.data).encode(),)
            except Exception as error:
                raise ContentError([mistake(name, error)]) from error
        if kind == "copy":
            return ((self.root / output.data).read_bytes(),)
        if kind == "photo":
            path, plan = output.data
            return _photo((self.root / path).read_bytes(), plan)
        if kind == "card":
            text, *files = output.data
            return _card(text, *((self.root / path).read_bytes() if path else b"" for path in files))
        if kind == "format":
            return _format(output.data, self.root)
        return RENDERERS[kind](output.data)


def _feeds(feed: feeds.Feed) -> tuple[bytes, ...]:
    base = feed.self_url
    return (
        feeds.atom(replace(feed, self_url=f"{base}atom.xml")),
        feeds.rss(replace(feed, self_url=f"{base}rss.xml")),
        feeds.json_feed(replace(feed, self_url=f"{base}feed.json")),
    )


def _history(feed: feeds.Feed) -> tuple[bytes, ...]:
    return (feeds.atom(replace(feed, self_url=f"{feed.self_url}atom.xml")),)


# Pillow and segno take longer to load than a small build takes; only the process that needs them loads them.


def _photo(data: bytes, plan: Any) -> tuple[bytes, ...]:
    from mmc.pictures.rendering import render

    made = render(data, plan)
    return tuple(made[variant.name] for variant in plan.variants)


def _card(text: Any, photo: bytes, emblem: bytes) -> tuple[bytes, ...]:
    from mmc.pictures.cards import share_card

    return (share_card(text, photo, emblem),)


def _format(data: Any, root: Path) -> tuple[bytes, ...]:
    from mmc.pictures.cards import FORMATS, draw_card

    form, text, *files = data
    return (draw_card(text, FORMATS[form], *((root / path).read_bytes() if path else b"" for path in files)),)


def _qr(address: str) -> tuple[bytes, ...]:
    from mmc.qr import qr_svg

    return (qr_svg(address),)


def _calendar(event: Any) -> tuple[bytes, ...]:
    from mmc.icalendar import calendar

    return (calendar(event),)


def _sheet(data: Any) -> tuple[bytes, ...]:
    from mmc.pictures.sheets.paper import sheet
    from mmc.qr import qr_rows

    text, form = data
    return (sheet(text, form, qr_rows(text.url)),)


def _slide(slide: Any) -> tuple[bytes, ...]:
    from mmc.pictures.sheets.slides import draw_slide

    return (draw_slide(slide),)


RENDERERS: dict[str, Callable[[Any], tuple[bytes, ...]]] = {
    "bytes": lambda data: (data,),
    "history": _history,
    "feeds": _feeds,
    "icalendar": _calendar,
    "opml": lambda parts: (feeds.opml(*parts),),
    "qr": _qr,
    "sheet": _sheet,
    "slide": _slide,
}
