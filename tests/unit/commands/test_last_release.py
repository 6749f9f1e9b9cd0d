"""What a machine remembers of a release."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mmc.commands.last_release import Pending, Seen
from mmc.release.files import published
from mmc.release.record.known import Known
from mmc.release.targets.local import LocalTarget
from tests.release.desks import desk_for, release
from tests.release.sites import site


def released(tmp_path: Path) -> tuple[Seen, Path]:
    """A site that was released once, and what is remembered of it."""
    own = tmp_path / "own"
    desk = replace(desk_for(LocalTarget(tmp_path / "live"), tmp_path), known=Known(own / "known.json"))
    release(desk, "1")
    seen = Seen(own)
    seen.note("rules")
    return seen, desk.folder


def test_files_that_were_let_out_need_no_second_look(tmp_path: Path) -> None:
    """Only new and changed ones do."""
    seen, built = released(tmp_path)
    site(built, "1", extra={"berita/baru/index.html": "<title>Baru</title>", "robots.txt": "User-agent: *\n"})

    assert seen.others(published(built), "rules") == frozenset({"berita/baru/index.html", "robots.txt"})
    assert seen.pages() == 8


def test_everything_is_looked_at_when_the_rules_or_the_pages_are_others(tmp_path: Path) -> None:
    """A new check sees old pages; a page that is gone may be linked from any."""
    seen, built = released(tmp_path)
    assert seen.others(published(built), "other rules") is None

    site(built, "1", pages=3)
    assert seen.others(published(built), "rules") is None
    assert Seen(tmp_path / "nothing").others(published(built), "rules") is None


def test_what_nobody_was_told_of_waits(tmp_path: Path) -> None:
    """A deploy that ends before the announcement leaves its paths to the next one."""
    pending = Pending(tmp_path / "own" / "belum.json")
    pending.add(["b", "a"], {"b"})
    pending.add(["b", "c"], {"x"})

    assert Pending(pending.file).paths() == ["a", "b", "c"]
    assert pending.new() == {"b"}
    pending.clear()
    assert pending.paths() == []
