"""A small newsroom on disk for tests of the engine: few categories, a plain theme, items made from a few words."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PIL import Image

from mmc.base.items.schema import rules_for
from mmc.base.settings import Editions, Settings
from mmc.build.run import Summary, build

Step = TypeVar("Step")
THEME = Path(__file__).resolve().parents[1] / "sites" / "plain"
NOW = datetime(2026, 6, 1, 5, 0, tzinfo=UTC)
KANTOR = """
name = "MMC Contoh"
short_name = "MMC"
office = "Dinas Komunikasi dan Informatika"
region = "Kabupaten Contoh"
province = "Kalimantan"
capital = "Kota"
url = "https://mmc.example"
id_prefix = "cth"
"""
CLARIFICATION = {
    "claim_seen_date": "2025-11-01",
    "claim_seen_where": "pesan berantai",
    "answered_by": "Dinas",
    "verdict": "konten palsu",
}


class Silent:
    """A reporter for nobody."""

    def __init__(self) -> None:
        self.notices: list[str] = []

    def track(self, steps: Iterable[Step], total: int, label: str) -> Iterator[Step]:
        """The steps."""
        return iter(steps)

    def notice(self, message: str) -> None:
        """Kept, to be looked at."""
        self.notices.append(message)


@dataclass
class Newsroom:
    """A project folder with content, data and theme."""

    root: Path

    def set_up(self) -> Newsroom:
        """The folder holds everything but content."""
        (self.root / "data").mkdir(parents=True)
        (self.root / "content").mkdir()
        data = {
            "kantor": KANTOR,
            "kategori": '[[category]]\nslug = "ekonomi"\nname = "Ekonomi"\n[[category]]\nslug = "sosial"\nname = "Sosial"\n',
            "wilayah": '[[district]]\nslug = "hilir"\nname = "Hilir"\n',
            "menu": '[[main]]\nlabel = "Berita"\nurl = "/berita/"\n',
            "situs-tepercaya": 'hosts = ["*.go.id"]\n',
        }
        for name, text in data.items():
            (self.root / "data" / f"{name}.toml").write_text(text, encoding="utf-8")
        shutil.copytree(THEME, self.root / "theme")
        shutil.copytree(THEME.parents[2] / "theme" / "worker", self.root / "theme" / "worker")
        return self

    def write(self, path: str, text: str) -> Path:
        """The file below `content/` holds this text."""
        target = self.root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def photo(self, path: str, colour: str) -> None:
        """A small photo of this colour, each with a look of its own, lies below `content/`."""
        target = self.root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        image = Image.new("RGB", (40, 24), "white")
        image.paste(colour, (0, 0, 8 + 3 * len(colour), 4 * len(colour)))
        image.save(buffer, "PNG")
        target.write_bytes(buffer.getvalue())

    def settings(self, name: str = "site", now: datetime = NOW, **changes: object) -> Settings:
        """Settings of a build into the folder of this name with a cache of its own."""
        words = {"listing_size": 3, "feed_size": 2, "editions": Editions(True, False, False, False, False), **changes}
        return Settings(
            root=self.root,
            output=self.root / name,
            cache=self.root / f".cache-{name}",
            site_url="https://mmc.example",
            now=now,
            **words,  # type: ignore[arg-type]
        )

    def build(self, name: str = "site", now: datetime = NOW, **changes: object) -> Summary:
        """The site is in the folder of this name."""
        return build(self.settings(name, now, **changes), Silent())


def item(number: int = 1, *, kind: str = "berita", day: str = "2026-05-01", **fields: str) -> tuple[str, str]:
    """The path below `content/` and the text of an item; fields overwrite the usual ones, an empty one leaves it out."""
    body = fields.pop("body", f"Isi naskah {number} untuk warga.")
    slug = fields.pop("file", f"naskah-{number}")
    if fields.get("photo_alt"):
        fields = {"photo_caption": "Warga di tepi sungai.", "photo_credit": "Ani", **fields}
    header = {
        "title": f"Naskah {number}",
        "date": f"{day} 09.00 WIB",
        "status": "terbit",
        "category": "Ekonomi",
        "id": f"cth-{number}",
        **fields,
    }
    if kind == "klarifikasi":
        header = {**CLARIFICATION, "number": f"KLR-{day[:4]}-{number:03}", "claim": f"Kabar ke-{number}.", **header}
    has = {rule.key for rule in rules_for(kind)}  # what an item was before it changed its kind is left out
    lines = [f"{key}: {value}" for key, value in header.items() if value and key in has]
    path = f"{kind}/{day[:4]}/{day[5:7]}/{day}-{slug}.md"
    return path, "\n".join(["---", *lines, "---", "", body, ""])


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
