"""What a machine remembers of a release."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from mmc.commands.last_release import Pending, Seen
from mmc.release.files import published
from mmc.release.record.known import Known
from mmc.release.targets.local import LocalTarget
from tests.release.destinations import destination_for, release
from tests.release.sites import site


def released(tmp_path: Path) -> tuple[Seen, Path]:
    """A site that was released once, and what is remembered of it."""
    own = tmp_path / "own"
    destination = replace(destination_for(LocalTarget(tmp_path / "live"), tmp_path), known=Known(own / "known.json"))
    release(destination, "1")
    seen = Seen(own)
    seen.note("rules")
    return seen, destination.folder


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


def test_memory_that_somebody_has_forged_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who can write into the project, but not into the user's own folder, cannot make the last look pass over a file."""
    seen, built = released(tmp_path)
    memory = tmp_path / "hashes.json"
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10_000_000_000)  # long after the last change
    published(built, memory)
    assert seen.others(published(built), "rules") == frozenset()

    note = tmp_path / "own" / "dilihat.txt"
    good = note.read_bytes()
    for forged in (b"rules", b"0" * 64 + good[64:], good.replace(b"rules", b"other")):
        note.write_bytes(forged)
        assert seen.others(published(built), "rules") is None
    note.write_bytes(good)
    known = tmp_path / "own" / "known.json"
    known.write_bytes(known.read_bytes().replace(b'"builder":"kantor"', b'"builder":"kontor"'))
    assert Seen(tmp_path / "own").others(published(built), "rules") is None

    right = published(built)["index.html"]
    data = memory.read_bytes()
    memory.write_bytes(data.replace(right.sha256.encode(), b"0" * 64))
    assert published(built, memory)["index.html"] == right
