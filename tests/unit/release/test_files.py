"""What of a built folder is published, and what stops a release."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from mmc.release.errors import ReleaseError
from mmc.release.files import published
from tests.release.sites import site


def test_builders_mark_is_left_out_and_well_known_goes(tmp_path: Path) -> None:
    """The mark at the root is the builder's; `/.well-known/` is the public's."""
    folder = site(tmp_path, extra={".mmc": "tanda", ".well-known/security.txt": "Contact: mailto:a@b.example\n"})
    found = published(folder)

    assert ".mmc" not in found
    assert found["index.html"].sha256 == hashlib.sha256((folder / "index.html").read_bytes()).hexdigest()
    assert ".well-known/security.txt" in found


@pytest.mark.parametrize(
    "path", [".env", "berita/.git/config", ".well-known/mmc/manifest.json", "a\\b.html", ".htaccess"]
)
def test_file_that_must_not_go_out_stops_the_release(tmp_path: Path, path: str) -> None:
    """A hidden file in the built folder is a mistake somewhere; nothing goes out until it is known."""
    with pytest.raises(ReleaseError, match="tidak boleh terbit"):
        published(site(tmp_path, extra={path: "rahasia"}))


def test_link_out_of_the_folder_stops_the_release(tmp_path: Path) -> None:
    """A link could publish any file of the machine."""
    folder = site(tmp_path / "output")
    (folder / "data.txt").symlink_to("/etc/hostname")

    with pytest.raises(ReleaseError, match=r"data\.txt"):
        published(folder)


def test_folder_without_a_home_page_is_no_site(tmp_path: Path) -> None:
    """An empty folder never replaces the site."""
    with pytest.raises(ReleaseError, match=r"index\.html"):
        published(tmp_path)
    with pytest.raises(ReleaseError, match="tidak ada"):
        published(tmp_path / "lain")


def test_remembered_hash_follows_every_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file changed without another size, or with its old time, is still seen."""
    now = time.time_ns
    monkeypatch.setattr(
        time, "time_ns", lambda: now() + 10_000_000_000
    )  # long after the last change, so that stamps count
    folder, memory = site(tmp_path / "output"), tmp_path / "hashes.json"
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    before = published(folder, memory)
    assert set(json.loads(memory.read_bytes().partition(b"\n")[2])) == set(before)
    text = (folder / "robots.txt").read_text()
    (folder / "robots.txt").write_text(text.replace("User", "user"))
    os.utime(folder / "robots.txt", (1_700_000_000, 1_700_000_000))
    after = published(folder, memory)

    assert {path for path in before if before[path] != after[path]} == {"robots.txt"}
