"""A deterministic archive of N items for measuring: the same words for everybody, no word of it meant as news."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

CATEGORIES = (
    "Pemerintahan",
    "Pembangunan",
    "Ekonomi",
    "Kesehatan",
    "Pendidikan",
    "Sosial",
    "Budaya & Pariwisata",
    "Lingkungan & Bencana",
)
DISTRICTS = ("Jenamas", "Dusun Hilir", "Karau Kuala", "Dusun Selatan", "Dusun Utara", "Gunung Bintang Awai")
TAGS = tuple(f"topik {number}" for number in range(1, 61))
AUTHORS = tuple(f"Penulis {letter}" for letter in "ABCDEFGHIJKL")
PROSE = (
    "air angin batu bukit daun desa hujan hutan jalan jembatan kabut kampung kapal kebun kota ladang langit muara pagi pasar "
    "perahu pohon rakit rumah rotan sawah sekolah sungai tanah tepian warga anyaman buku cahaya dermaga gerimis jukung kelompok "
    "lentera malam nelayan petang rapat siang taman ulin waduk"
)
WORDS = PROSE.split()
ZONE = timezone(timedelta(hours=7), "WIB")
FIRST = datetime(2012, 1, 2, 8, 0, tzinfo=ZONE)
LAST = datetime(2026, 5, 30, 8, 0, tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up item."""

    number: int
    title: str
    published_at: datetime
    category: str
    district: str
    tags: tuple[str, ...]
    author: str
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return f"contoh-{self.number}"


def stories(count: int) -> list[Story]:
    """`count` items from 2012 to 2026, evenly spread, about 350 words each."""
    chance = random.Random(20260124)
    step = (LAST - FIRST) / max(count - 1, 1)
    return [_story(chance, number, FIRST + step * number) for number in range(count)]


def write_archive(count: int, project: Path) -> None:
    """The archive lies in `content/` of the project, one Markdown file an item."""
    for story in stories(count):
        write_story(story, project)


def write_story(story: Story, project: Path) -> Path:
    """The item's file, as a press officer would have committed it."""
    day = story.published_at
    path = project / "content" / "berita" / f"{day:%Y}" / f"{day:%m}" / f"{day:%Y-%m-%d}-{story.slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = (
        f"---\ntitle: {story.title}\ndate: {day:%Y-%m-%d %H.%M} WIB\ncategory: {story.category}\ndistrict: {story.district}\n"
        f"tags: {', '.join(story.tags)}\nauthor: {story.author}\nid: cth-{story.number}\nstatus: terbit\n---\n\n"
    )
    path.write_text(header + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")
    return path


def _story(chance: random.Random, number: int, moment: datetime) -> Story:
    return Story(
        number=number,
        title=_sentence(chance, 8).rstrip(".") + f" {number}",
        published_at=moment.replace(second=0, microsecond=0) + timedelta(minutes=number % 60),
        category=chance.choice(CATEGORIES),
        district=chance.choice(DISTRICTS),
        tags=tuple(chance.sample(TAGS, 3)),
        author=chance.choice(AUTHORS),
        paragraphs=tuple(_paragraph(chance, at) for at in range(9)),
    )


def _paragraph(chance: random.Random, at: int) -> str:
    text = " ".join(_sentence(chance, chance.randint(8, 16)) for _ in range(3))
    if at == 3:
        return f'"{text}" kata **{chance.choice(WORDS)}** itu.'
    if at == 5:
        return f"## {_sentence(chance, 4).rstrip('.')}\n\n{text}"
    return text


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(length)).capitalize() + "."
