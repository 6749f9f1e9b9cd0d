"""The headers of the content, and what is remembered of them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from mmc.commands.publication_dates import Header, header_of, read_headers

ITEM = "---\ntitle: Panen\nstatus: terbit\ndate: 2026-01-31 09.00 WIB\n---\n\nTeks.\n"
OLD = 1_700_000_000


def write(root: Path, text: str, name: str = "content/berita/a.md") -> Path:
    """A file that was written long ago."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (OLD, OLD))
    return path


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look is taken well after the last change, so that stamps count."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10_000_000_000)


@pytest.mark.parametrize(
    ("old", "new", "day"),
    [
        ("", "", "2026-01-31"),
        ("terbit", "draf", ""),
        ("status: terbit\n", "", ""),
        ("status: terbit", "status: terbit\nembargo: 2030-01-01 09.00 WIB", ""),
        ("status: terbit", '"status": draf', ""),
        ("status: terbit", "status: terbit\nStatus: draf", ""),
        ("2026-01-31", "31 Januari 2026", ""),
    ],
)
def test_day_is_said_only_where_there_is_no_doubt(old: str, new: str, day: str) -> None:
    """A draft, an embargo, another spelling: all of them are left to whoever reads headers by their rules."""
    assert header_of(ITEM.replace(old, new).encode()).day == day


@pytest.mark.usefixtures("later")
def test_memory_says_what_the_files_say(tmp_path: Path) -> None:
    """A file that changed, came, went, or has its old time again is seen; a link is read each time."""
    memory = tmp_path / "headers.json"
    first = write(tmp_path, ITEM)
    write(tmp_path, ITEM, "content/berita/b.md")
    target = write(tmp_path, ITEM, "luar.md")
    (tmp_path / "content/c.md").symlink_to(target)
    read_headers(tmp_path, memory)
    write(tmp_path, ITEM.replace("terbit", "drafff"), first.relative_to(tmp_path).as_posix())
    write(tmp_path, ITEM.replace("terbit", "drafff"), "luar.md")
    (tmp_path / "content/berita/b.md").unlink()
    write(tmp_path, ITEM, "content/berita/.d.md")
    found = read_headers(tmp_path, memory)

    assert found == read_headers(tmp_path)
    assert {path: header.day for path, header in found.items()} == {
        "content/berita/.d.md": "2026-01-31", "content/berita/a.md": "", "content/c.md": ""
    }  # fmt: skip


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"code": "x", "files": {}}', '{"files": 1}'])
def test_memory_that_is_not_ours_is_not_believed(tmp_path: Path, spoilt: str) -> None:
    """Neither a broken one nor one of other code."""
    memory = tmp_path / "headers.json"
    write(tmp_path, ITEM)
    read_headers(tmp_path, memory)
    memory.write_text(spoilt)

    assert read_headers(tmp_path, memory) == {"content/berita/a.md": Header("2026-01-31", ("2026-01-31 09.00 WIB",))}


def test_file_that_was_just_written_is_read_again(tmp_path: Path) -> None:
    """Within the clock's tick it may change without another stamp."""
    memory = tmp_path / "headers.json"
    path = tmp_path / "content/a.md"
    path.parent.mkdir()
    path.write_text(ITEM)
    read_headers(tmp_path, memory)

    assert not memory.exists()
