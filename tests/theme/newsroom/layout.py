"""The newsroom on disk, and built, as it is on a day of one of three weeks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mmc.base.settings import Settings
from mmc.build.run import build
from mmc.indonesian.text import slugify
from tests.theme.newsroom.photographs import photograph
from tests.theme.newsroom.stories import FLOOD, MORE_ON_A_BUSY_DAY, STORIES, Story
from tests.unit.newsroom import Silent

ROOT = Path(__file__).resolve().parents[3]
DAY = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)  # noon in the office
WEEKS = ("tenang", "ramai", "banjir")
QUIET_DAYS = 9  # in the quiet week the newest item is this old
OFFICE = {
    "name": "Media Center Tepian Raya",
    "short_name": "MC Tepian",
    "tagline": "Kabar resmi dari Tepian Raya",
    "office": "Dinas Komunikasi dan Informatika Kabupaten Tepian Raya",
    "region": "Kabupaten Tepian Raya",
    "province": "Kalimantan",
    "capital": "Muara Tepian",
    "region_short": "tepian",
    "url": "https://media-tepian.example",
    "dateline_outlet": "MCTepian",
    "id_prefix": "tpn",
}
CONTACTS = (
    ("Alamat", "Jalan Dermaga 1, Muara Tepian", ""),
    ("Telepon", "(0500) 555-0101", "tel:+625005550101"),
    ("Surel redaksi", "redaksi@media-tepian.example", "mailto:redaksi@media-tepian.example"),
    ("WhatsApp aduan hoaks", "0800-555-0102", "https://wa.me/628005550102"),
    ("Jam layanan", "Senin–Jumat, 08.00–15.30 WIB", ""),
)
LINK_TO_AN_ITEM = re.compile(r"\[([^\]]+)\]\(/[a-z-]+/\d{4}/[^)]*\)")  # those of the project's own content
DISTRICTS = ("Hulu", "Tengah", "Hilir", "Muara")


def stories(week: str) -> Iterator[Story]:
    """What the newsroom has published by the day that is looked at."""
    for story in STORIES:
        yield replace(story, days=story.days + QUIET_DAYS) if week == "tenang" else story
    if week == "ramai":
        categories = ("Pembangunan", "Pemerintahan", "Kesehatan", "Sosial")
        for number, title in enumerate(MORE_ON_A_BUSY_DAY):
            photo = ("meja", "", "bunga", "")[number % 4]
            yield Story(
                *("berita", 0, title, f"{title}, mulai hari ini.", f"{title} mulai hari ini, menurut dinas terkait."),
                categories[number % 4],
                DISTRICTS[number % 4],
                photo,
                "Suasana kegiatan" if photo else "",
            )
    if week == "banjir":
        yield FLOOD


def lay_out(folder: Path, week: str, photos: Path | None = None) -> Path:
    """The project's folder for this week; `photos` is a folder with real ones."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copytree(ROOT / "content" / "halaman", folder / "content" / "halaman")
    for name in ("kategori", "menu", "situs-tepercaya", "sinonim"):
        if (ROOT / "data" / f"{name}.toml").is_file():
            shutil.copy(ROOT / "data" / f"{name}.toml", folder / "data")
    lines = [f'{key} = "{value}"' for key, value in OFFICE.items()]
    lines += [f'\n[[contacts]]\nlabel = "{label}"\ntext = "{text}"\nurl = "{url}"' for label, text, url in CONTACTS]
    (folder / "data/kantor.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    districts = (f'[[district]]\nslug = "{name.lower()}"\nname = "{name}"\n' for name in DISTRICTS)
    (folder / "data/wilayah.toml").write_text("\n".join(districts), encoding="utf-8")
    for page in (folder / "content" / "halaman").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        text = text.replace("MMC Barito Selatan", OFFICE["name"]).replace("Kabupaten Barito Selatan", OFFICE["region"])
        text = LINK_TO_AN_ITEM.sub(r"\1", text)
        page.write_text(text.replace("mmc-barito-selatan.example", "media-tepian.example"), encoding="utf-8")
    for number, story in enumerate(stories(week)):
        _write(folder / "content", number, story, photos)
    return folder


def _write(content: Path, number: int, story: Story, photos: Path | None) -> None:
    day = DAY - timedelta(days=story.days, minutes=number)
    moment = day + timedelta(hours=7)
    slug = slugify(story.title)
    name = f"{moment:%Y-%m-%d}-{slug}"
    place = content / story.kind / f"{moment:%Y}" / f"{moment:%m}"
    place.mkdir(parents=True, exist_ok=True)
    header = [f"title: {story.title}", f"date: {moment:%Y-%m-%d %H.%M} WIB", "status: terbit", f"id: tpn-{number:03}"]
    header += [
        f"{key}: {value}" for key, value in (("category", story.category), ("district", story.district)) if value
    ]
    header += [f"summary: {story.summary}", "author: Ratna Ayu"]
    if story.kind != "infografis":
        header.append("tags: layanan, warga")
    if story.photo:
        photograph(story.photo, number, photos).save(place / f"{name}-1.jpg", quality=88)
        header += [
            f"photo_alt: {story.alt}",
            f"photo_caption: {story.alt} di Kabupaten Tepian Raya.",
            "photo_credit: Ratna Ayu",
        ]
    if story.more:
        header.append("photos:")
        for place_in_row, shape in enumerate(story.more, start=2):
            file = f"{name}-{place_in_row}.jpg"
            photograph(shape, number, photos).save(place / file, quality=88)
            header += [
                f"  - file: {file}",
                f"    alt: Foto {place_in_row} dari rangkaian",
                f"    caption: Suasana hari ke-{place_in_row}.",
                "    credit: Ratna Ayu",
            ]
    if story.fields:
        header.append(_moved(story))
    (place / f"{name}.md").write_text("\n".join(["---", *header, "---", "", story.text, ""]), encoding="utf-8")


def _moved(story: Story) -> str:
    """The story's own fields; a claim was seen no later than the day on which it is answered."""
    day = DAY - timedelta(days=story.days)
    return re.sub(
        r"claim_seen_date: \S+", f"claim_seen_date: {min(day.date().isoformat(), '2026-11-29')}", story.fields
    )


def built(folder: Path, address: str = OFFICE["url"]) -> Path:
    """The site of this newsroom as readers see it on that day."""
    output = folder / "output"
    build(Settings(folder, output, folder / ".cache", address, DAY), Silent())
    return output
