"""The office's colour as a palette: what tokens.css would hold if it had been drawn for that office."""

from __future__ import annotations

import re
from pathlib import Path

from mmc.base.colours import BLACK, SHAPE, TEXT, WHITE, contrast, mixed, readable

# What stands as text on which ground, by the names of tokens.css without `--color-`.
TEXT_PAIRS = (
    *((colour, ground) for colour in ("ink", "muted", "river", "visited") for ground in ("paper", "wash")),
    *((colour, "river-wash") for colour in ("ink", "muted", "river")),
    *((colour, "ochre-wash") for colour in ("ink", "muted", "ochre", "river")),
    *((colour, "alert-wash") for colour in ("ink", "muted", "alert", "river")),
    *(("alert", ground) for ground in ("paper", "wash")),
    *(("ochre", "paper"), ("on-strong", "river"), ("on-alarm", "alarm")),
    *((colour, ground) for colour in ("on-mast", "on-mast-muted", "strand") for ground in ("mast", "mast-deep")),
)
SHAPE_PAIRS = (
    *((colour, ground) for colour in ("edge", "focus") for ground in ("paper", "wash", "river-wash")),
    *(("focus-on-mast", ground) for ground in ("mast", "mast-deep")),
    ("on-alarm", "alarm"),
)
_TOKEN = re.compile(r"--color-([a-z-]+): (#[0-9a-f]{6});")

Colours = dict[str, str]


class TooLight(ValueError):
    """White words on the colour could not be read; `better` is the nearest colour of its kind on which they can."""

    def __init__(self, colour: str) -> None:
        super().__init__(colour)
        self.found = contrast(colour, WHITE)
        self.better = readable(colour, (WHITE,), BLACK)


def tokens(theme: Path) -> tuple[Colours, Colours]:
    """The theme's own colours by day, and by night; none for a theme without tokens."""
    path = theme / "css" / "tokens.css"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    by_day, _, by_night = text.partition("prefers-color-scheme: dark")
    light = dict(_TOKEN.findall(by_day))
    return light, light | dict(_TOKEN.findall(by_night))


def palette(colour: str, theme: Path) -> tuple[Colours, Colours]:
    """
    The colours of the theme for an office of this colour, by day and by night; the theme's own colour gives its own.

    Raises `TooLight` when white words cannot stand on it.
    """
    light, dark = tokens(theme)
    colour = colour.lower()
    if contrast(colour, WHITE) < TEXT:
        raise TooLight(colour)
    if not light or colour == light["mast"]:
        return light, dark
    return light | _by_day(colour, light), dark | _by_night(colour, dark)


def layer(colour: str, theme: Path) -> str:
    """What the style sheet says beside tokens.css for this colour; empty for the theme's own."""
    own, wanted = tokens(theme), palette(colour, theme)
    by_day, by_night = (
        ";".join(f"--color-{name}:{value}" for name, value in there.items() if here[name] != value)
        for here, there in zip(own, wanted, strict=True)
    )
    if not by_day:
        return ""
    return f"@layer tokens{{:root{{{by_day}}}@media screen and (prefers-color-scheme:dark){{:root{{{by_night}}}}}}}"


def _by_day(colour: str, light: Colours) -> Colours:
    grounds = {"wash": mixed(colour, WHITE, 0.94), "river-wash": mixed(colour, WHITE, 0.88)}
    washes = (*grounds.values(), light["paper"], light["ochre-wash"], light["alert-wash"])
    return {
        **grounds,
        **_mast(colour, mixed(colour, BLACK, 0.32), light),
        "river": readable(colour, washes, BLACK),
        "line": mixed(mixed(colour, "#808080", 0.7), WHITE, 0.68),
        "current": mixed(colour, WHITE, 0.16),
    }


def _by_night(colour: str, dark: Colours) -> Colours:
    paper = mixed(mixed(colour, BLACK, 0.8), dark["paper"], 0.7)
    grounds = {"paper": paper, "wash": mixed(paper, WHITE, 0.04), "river-wash": mixed(paper, colour, 0.35)}
    washes = (*grounds.values(), dark["ochre-wash"], dark["alert-wash"])
    mast = mixed(colour, BLACK, 0.42)
    return {
        **grounds,
        **_mast(mast, mixed(colour, BLACK, 0.62), dark),
        "river": readable(mixed(colour, WHITE, 0.4), washes, WHITE, 6.5),
        "line": mixed(paper, WHITE, 0.13),
        "current": mixed(mast, WHITE, 0.12),
        "on-strong": paper,
    }


def _mast(mast: str, deep: str, own: Colours) -> Colours:
    """The masthead's ground and what stands on it; the strand grows paler until it can be read there."""
    return {
        "mast": mast,
        "mast-deep": deep,
        "mast-line": mixed(mast, WHITE, 0.28),
        "on-mast-muted": readable(mixed(mast, WHITE, 0.8), (mast, deep), WHITE),
        "strand": readable(own["strand"], (mast, deep), WHITE),
        "focus-on-mast": readable(own["focus-on-mast"], (mast, deep), WHITE, SHAPE),
    }
