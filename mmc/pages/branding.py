"""The office's own look, from `data/`: its emblem, and the theme in its colour."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path

from mmc import styles
from mmc.base.problems import ContentError, Problem
from mmc.base.vocabulary import Office
from mmc.pages import views
from mmc.rebuild.digest import digest
from mmc.styles.tints import TooLight, palette

MOST_BYTES = 60_000  # on every page of every reader
PNG = b"\x89PNG\r\n\x1a\n"
_HEIGHT = 128  # of the drawing on the page; the sheet makes it smaller
_ACTIVE = re.compile(
    rb"<script|<foreignObject|\son\w+\s*=|javascript:|<!ENTITY|(?:(?:href|src)\s*=|url\()\s*[\"']?(?:https?:)?//",
    re.IGNORECASE,
)
_SVG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_BOX = re.compile(rb"viewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")


@dataclass(frozen=True, slots=True)
class Branding:
    """
    What of the office's look reaches the pages beside the style sheet.

    `emblem` is the file that it supplied and `file` that file as it is published; `card_emblem` is the PNG in `data/`
    that share cards carry, empty when there is none, and `card_seal` the digest of its bytes. The two colours are those of
    the browser's bar by day and by night.
    """

    emblem: views.Picture | None
    file: styles.Asset | None
    card_emblem: str
    card_seal: bytes
    colour: str
    colour_by_night: str


def look(office: Office, data: Path, theme: Path) -> Branding:
    """The look of this office. Raises `ContentError` for a colour or an emblem that cannot be used."""
    try:
        by_day, by_night = palette(office.theme_color, theme)
    except TooLight as error:
        found = f"{error.found:.1f}".replace(".", ",")
        message = f"Warna “{office.theme_color}” terlalu terang: kontras tulisan putih di atasnya {found}, perlu 4,5."
        hint = f"Pakai warna yang lebih tua, misalnya {error.better.upper()}."
        raise _refused(data, "theme_color", message, hint) from None
    emblem = file = None
    if office.emblem:
        file, emblem = _emblem(office, data)
    for_cards = _for_cards(data, office.emblem) if emblem else ""
    return Branding(
        emblem=emblem,
        file=file,
        card_emblem=for_cards,
        card_seal=digest((data / for_cards).read_bytes()) if for_cards else b"",
        colour=by_day.get("mast", office.theme_color),
        colour_by_night=by_night.get("mast", office.theme_color),
    )


def _emblem(office: Office, data: Path) -> tuple[styles.Asset, views.Picture]:
    path, shown = data / office.emblem, f"{data.name}/{office.emblem}"
    suffix = path.suffix.lower()
    if re.search(r"[/\\]", office.emblem) or suffix not in (".svg", ".png"):
        raise _wrong_emblem(
            data, f"Lambang “{office.emblem}” bukan nama berkas .svg atau .png.", "Tulis namanya saja: `lambang.svg`."
        )
    if not path.is_file():
        raise _wrong_emblem(
            data, f"Berkas {shown} tidak ada.", "Salin berkas resmi dari kantor ke sana, atau kosongkan `emblem`."
        )
    content = path.read_bytes()
    if len(content) > MOST_BYTES:
        message = f"Berkas {shown} berukuran {len(content) // 1000} KB; paling besar {MOST_BYTES // 1000} KB."
        raise _wrong_emblem(
            data, message, "Ia tampil di setiap halaman: sederhanakan SVG-nya, atau kecilkan PNG-nya ke 256 piksel."
        )
    share = _svg_share(content) if suffix == ".svg" else _png_share(content)
    if share is None:
        message = f"Berkas {shown} bukan {suffix[1:].upper()} yang utuh, tanpa ukuran (viewBox), atau berisi skrip atau tautan."
        raise _wrong_emblem(data, message, "Minta berkas yang bersih, atau simpan ulang sebagai PNG.")
    asset = styles.published(f"lambang{suffix}", content)
    return asset, views.Picture(asset.url, max(1, round(share * _HEIGHT)), _HEIGHT, f"Lambang {office.region}")


def _wrong_emblem(data: Path, message: str, hint: str) -> ContentError:
    return _refused(data, "emblem", message, hint)


def _svg_share(content: bytes) -> float | None:
    """Width by height of a drawing that does nothing; None for any other."""
    opening = _SVG.search(content)
    box = _BOX.search(opening[0]) if opening else None
    if box is None or _ACTIVE.search(content):
        return None
    width, height = (float(part) for part in box.groups())
    return width / height if width and height else None


def _png_share(content: bytes) -> float | None:
    if not content.startswith(PNG) or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width / height if width and height else None


def _for_cards(data: Path, name: str) -> str:
    """Cards are drawn from pixels: the PNG itself, or the one beside an SVG of the same name."""
    beside = Path(name).with_suffix(".png")
    return beside.name if (data / beside).is_file() else ""


def _refused(data: Path, key: str, message: str, hint: str) -> ContentError:
    path = data / "kantor.toml"
    lines = path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else []
    at = next((number for number, line in enumerate(lines, 1) if re.match(rf"\s*{key}\s*=", line)), 0)
    return ContentError([Problem(f"{data.name}/kantor.toml", at, message, hint, field=key, code="data")])
