"""When a timer has something to do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mmc.commands.next_change import next_moment
from mmc.commands.publication_dates import read_headers
from mmc.indonesian.calendar import zone

WIB = zone("Asia/Pontianak")
NOW = datetime(2026, 1, 31, 2, 0, tzinfo=UTC)  # 09.00 WIB


def test_embargo_and_urgent_notice_are_moments(tmp_path: Path) -> None:
    """The nearest one after now counts, whichever field names it; what is over does not."""
    write(tmp_path, "a", "date: 2026-01-31 08.00 WIB\nembargo: 2026-01-31 15.00 WIB\n")
    write(tmp_path, "b", "date: 2025-12-01 09.00 WIB\nstarts: 2026-01-31 07.00 WIB\nends: 2026-01-31 11.30 WIB\n")

    assert next_moment(read_headers(tmp_path).values(), NOW, WIB) == datetime(2026, 1, 31, 11, 30, tzinfo=WIB)


def test_a_day_ends_at_midnight_of_the_office(tmp_path: Path) -> None:
    """Some pages show what is of today, so a timer looks again when the office's day is over."""
    write(tmp_path, "a", "date: 2026-03-01 08.00 WIB\n")

    assert next_moment(read_headers(tmp_path).values(), NOW, WIB) == datetime(2026, 2, 1, tzinfo=WIB)


def test_a_text_that_names_a_field_is_no_header(tmp_path: Path) -> None:
    """Only the header of an item counts."""
    path = write(tmp_path, "a", "date: 2026-01-31 08.00 WIB\n")
    path.write_text(path.read_text("utf-8") + "\ndate: 2026-01-31 10.00 WIB\n", "utf-8")

    assert next_moment(read_headers(tmp_path).values(), NOW, WIB) == datetime(2026, 2, 1, tzinfo=WIB)


def write(folder: Path, name: str, header: str) -> Path:
    path = folder / "content/berita" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: Panen\n{header}---\n\nTeks.\n", "utf-8")
    return path
