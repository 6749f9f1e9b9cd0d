"""An incremental build gives, byte for byte, what a clean one gives, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.unit.newsroom import NOW, Newsroom, item, tree
from tests.unit.photos import saved

SEQUENCES = 2000 if os.environ.get("MMC_LONG") else 150
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # hundreds of small sites: no disk need see them
DAYS = ("2025-11-30", "2025-12-31", "2026-01-01", "2026-03-10", "2026-04-02", "2026-05-01", "2026-05-31", "2026-06-02")
KINDS = ("berita", "klarifikasi", "berita", "pengumuman")


class Story:
    """A sequence of things that a newsroom does to its files between builds."""

    def __init__(self, root: Path) -> None:
        self.newsroom = Newsroom(root).set_up()
        self.now: datetime = NOW
        self.changes: dict[str, object] = {}
        self.items: dict[int, dict[str, str]] = {}
        self.newsroom.write(
            "halaman/redaksi.md",
            "---\ntitle: Redaksi\nstatus: terbit\nmodified: 2026-01-01\n---\n\nKami menulis untuk warga.\n",
        )

    def path(self, number: int) -> str:
        return item(number, **self.items[number])[0]

    def save(self, number: int, **fields: str) -> None:
        content = self.newsroom.root / "content"
        before = self.path(number) if number in self.items else ""
        self.items[number] = {**self.items.get(number, {}), **fields}
        after, text = item(number, **self.items[number])
        self.newsroom.write(after, text)
        if before and before != after:
            (content / before).unlink()
            if (photo := content / before.replace(".md", "-1.png")).exists():
                photo.rename(content / after.replace(".md", "-1.png"))

    def act(self, what: str, number: int, choice: int) -> None:
        if what == "add" or number not in self.items:
            self.save(number, day=DAYS[choice % len(DAYS)], kind=KINDS[choice % len(KINDS)], urgent="")
            return
        actions: dict[str, Callable[[], None]] = {
            "body": lambda: self.save(number, body=f"Isi **baru** nomor {choice} untuk warga."),
            "title": lambda: self.save(number, title=f"Judul {choice} untuk {number}: lain"),
            "tags": lambda: self.save(number, tags=("", "padi", "padi, ikan", "ikan, karet")[choice % 4]),
            "category": lambda: self.save(number, category=("Ekonomi", "Sosial")[choice % 2]),
            "district": lambda: self.save(number, district=("", "Hilir")[choice % 2]),
            "author": lambda: self.save(number, author=("", "Ani, S.Sos.", "Budi; Ani, S.Sos.")[choice % 3]),
            "date": lambda: self.save(number, day=DAYS[choice % len(DAYS)]),
            "rename": lambda: self.save(number, file=f"nama-{number}-{choice}"),
            "slug": lambda: self.save(number, slug=("", f"alamat-{number}-{choice}")[choice % 2]),
            "status": lambda: self.save(number, status=("terbit", "draf")[choice % 2]),
            "embargo": lambda: self.save(
                number, embargo=("", "2026-06-02 10.00 WIB", "2026-06-05 10.00 WIB")[choice % 3]
            ),
            "urgent": lambda: self.save(number, kind="pengumuman", urgent=("ya", "tidak")[choice % 2]),
            "verdict": lambda: self.save(
                number, kind="klarifikasi", verdict=("benar", "satire", "konten palsu")[choice % 3]
            ),
            "agenda": lambda: self.save(
                number, kind="agenda", urgent="", starts=f"2026-0{5 + choice % 2}-0{choice % 4 + 1} 10.00 WIB"
            ),
            "correct": lambda: self.save(number, modified=f"2026-06-02 {choice % 3 + 10}.00 WIB"),
            "photo": lambda: self.photograph(number, choice),
            "unphoto": lambda: self.unphotograph(number),
            "delete": lambda: self.delete(number),
        }
        actions[what]()

    def photograph(self, number: int, choice: int) -> None:
        self.newsroom.photo(self.path(number).replace(".md", "-1.png"), ("red", "green", "blue")[choice % 3])
        self.save(number, photo_alt="Warna cerah")

    def unphotograph(self, number: int) -> None:
        (self.newsroom.root / "content" / self.path(number).replace(".md", "-1.png")).unlink(missing_ok=True)
        self.save(number, photo_alt="")

    def delete(self, number: int) -> None:
        self.unphotograph(number)
        (self.newsroom.root / "content" / self.path(number)).unlink()
        del self.items[number]

    def surround(self, what: str, choice: int) -> None:
        root = self.newsroom.root
        if what == "clock":
            self.now = NOW + timedelta(days=choice % 6)
        elif what == "glance":  # as the preview builds while somebody waits
            self.newsroom.build("site", self.now, **self.changes, pages_first=True)
        elif what == "template":
            name = ("footer", "berita", "listing")[choice % 3]
            path = root / "theme" / "templates" / f"{name}.html"
            path.write_text(path.read_text(encoding="utf-8") + f"<!-- {choice} -->\n", encoding="utf-8")
        elif what == "style":
            (root / "theme" / "css" / "mmc.css").write_text(f"body {{ margin: {choice}px }}\n", encoding="utf-8")
        elif what == "setting":
            self.changes = {"listing_size": 2 + choice % 3, "drafts": bool(choice % 2)}
        elif what == "office":
            path = root / "data" / "kantor.toml"
            path.write_text(path.read_text(encoding="utf-8") + f"# {choice}\n", encoding="utf-8")
        elif what == "emblem":
            path = root / "data" / "kantor.toml"
            text = path.read_text(encoding="utf-8")
            path.write_text(text if "emblem" in text else text + 'emblem = "lambang.svg"\n', encoding="utf-8")
            drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {choice + 1} 9"></svg>'
            (root / "data" / "lambang.svg").write_text(drawing, encoding="utf-8")
        elif what == "page":
            self.newsroom.write(
                "halaman/redaksi.md",
                f"---\ntitle: Redaksi\nstatus: terbit\nmodified: 2026-01-0{choice % 9 + 1}\n---\n\nKami menulis {choice} untuk warga.\n",
            )
        elif what == "document":
            target = root / "content" / "dokumen" / f"surat-{choice % 2}.pdf"
            target.parent.mkdir(exist_ok=True)
            target.unlink() if target.exists() else target.write_bytes(
                saved(Image.new("RGB", (20 + choice, 20)), "PDF")
            )

    def check(self) -> None:
        """The site as built step by step is the site as built at once by one worker from nothing."""
        self.newsroom.build("site", self.now, **self.changes)
        shutil.rmtree(self.newsroom.root / "clean", ignore_errors=True)
        shutil.rmtree(self.newsroom.root / ".cache-clean", ignore_errors=True)
        self.newsroom.build("clean", self.now, **self.changes)
        site, clean = tree(self.newsroom.root / "site"), tree(self.newsroom.root / "clean")
        differing = [path for path in site.keys() | clean.keys() if site.get(path) != clean.get(path)]

        assert sorted(differing) == []


ITEM_ACTIONS = (
    *(
        "add",
        "add",
        "body",
        "title",
        "tags",
        "tags",
        "category",
        "district",
        "author",
        "date",
        "date",
        "rename",
        "slug",
    ),
    *("status", "embargo", "urgent", "verdict", "agenda", "agenda", "correct", "photo", "unphoto", "delete"),
)
SURROUNDINGS = (
    "clock",
    "clock",
    "glance",
    "glance",
    "template",
    "style",
    "setting",
    "office",
    "emblem",
    "page",
    "document",
)
actions = st.one_of(
    st.tuples(st.sampled_from(ITEM_ACTIONS), st.integers(1, 7), st.integers(0, 11)),
    st.tuples(st.sampled_from(ITEM_ACTIONS), st.integers(1, 7), st.integers(0, 11)),
    st.tuples(st.sampled_from(SURROUNDINGS), st.just(0), st.integers(0, 11)),
)
steps = st.lists(st.lists(actions, min_size=1, max_size=4), min_size=2, max_size=5)


@given(start=st.lists(st.integers(0, 11), min_size=4, max_size=7), story=steps)
@settings(
    max_examples=SEQUENCES,
    deadline=None,
    phases=[
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ],  # a failing sequence is short already; shrinking takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_incremental_build_equals_clean_build(
    monkeypatch: pytest.MonkeyPatch, start: list[int], story: list[list[tuple[str, int, int]]]
) -> None:
    """
    After any sequence of edits, additions, deletions, renames, new tags, dates, templates, settings and photos.
    """
    monkeypatch.setenv("MMC_WORKERS", "1")
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        told = Story(Path(folder) / "project")
        for number, choice in enumerate(start, start=1):
            told.act("add", number, choice)
        told.check()
        for step in story:
            for what, number, choice in step:
                told.surround(what, choice) if number == 0 else told.act(what, number, choice)
            told.check()
