"""The signed record and the chain of records."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.release.errors import ReleaseError
from mmc.release.paths import are_safe, is_safe
from mmc.release.record import manifest as manifests
from mmc.release.record.manifest import Entry, Manifest

ENTRIES = st.builds(Entry, st.integers(0, 10**9), st.text("0123456789abcdef", min_size=64, max_size=64), st.just(1))
FILES = st.dictionaries(st.from_regex(r"[a-z]{1,6}(/[a-z é]{1,6}x){0,2}\.html", fullmatch=True), ENTRIES, max_size=6)


def manifest(files: dict[str, Entry], sequence: int = 1, previous: str = "") -> Manifest:
    return Manifest(
        "https://mmc.example",
        f"20260131-020000-r{sequence}",
        sequence,
        previous,
        1769824800,
        "a" * 40,
        "kantor",
        {"berita": 3},
        files,
    )


@given(FILES)
def test_manifest_is_read_as_it_was_written(files: dict[str, Entry]) -> None:
    """Nothing of the record is lost, and there is one way to write it."""
    whole = manifest(files)

    assert manifests.read(whole.to_bytes()).files == files
    assert manifests.read(whole.to_bytes()).to_bytes() == whole.to_bytes()


@given(FILES, FILES, FILES)
def test_chain_gives_back_every_older_manifest(
    one: dict[str, Entry], two: dict[str, Entry], three: dict[str, Entry]
) -> None:
    """From the newest signed manifest every older one can be written again, byte for byte."""
    first = manifest(one)
    second = manifest(two, 2, manifests.digest(first.to_bytes()))
    third = manifest(three, 3, manifests.digest(second.to_bytes()))

    older = manifests.follow(third, manifests.link(second, third))
    oldest = manifests.follow(older, manifests.link(first, second))

    assert older.to_bytes() == second.to_bytes()
    assert oldest.to_bytes() == first.to_bytes()


def test_forged_link_breaks_the_chain() -> None:
    """Nobody can claim afterwards that something else was published."""
    old = manifest({"index.html": Entry(1, "a" * 64, 1)})
    new = manifest({"index.html": Entry(1, "b" * 64, 2)}, 2, manifests.digest(old.to_bytes()))
    forged = manifests.link(old, new).replace(b"a" * 64, b"c" * 64)

    with pytest.raises(ReleaseError, match="Rantai manifes putus"):
        manifests.follow(new, forged)


@pytest.mark.parametrize("path", ["../etc/passwd", "/etc/passwd", "a//b", "a/./b", "a\\b", "a\nb", "", "a/", ".."])
def test_manifest_with_an_unsafe_path_is_refused(path: str) -> None:
    """A manifest can never make a deploy or a check reach outside the site."""
    with pytest.raises(ReleaseError):
        manifests.read(manifest({path: Entry(1, "a" * 64, 1)}).to_bytes())


def test_another_spelling_of_a_manifest_is_refused() -> None:
    """One record, one hash: white space cannot make a second record of it."""
    data = manifest({"index.html": Entry(1, "a" * 64, 1)}).to_bytes()

    with pytest.raises(ReleaseError):
        manifests.read(data.replace(b":[", b": ["))


@given(FILES, FILES)
def test_release_that_comes_back_is_written_from_its_lines(files: dict[str, Entry], others: dict[str, Entry]) -> None:
    """Whether its files are looked into or not, the same bytes are signed, and the same link leads back."""
    data = manifest(files).to_bytes()
    head = manifest(others, 7, "b" * 64)
    now = datetime(2026, 2, 1, tzinfo=UTC)
    from_lines = manifests.restored(manifests.read(data, is_proven=True), (head.sequence, head.digest), now)
    from_files = manifests.restored(manifest(files), (head.sequence, head.digest), now)

    assert from_lines.to_bytes() == from_files.to_bytes()
    assert manifests.link(head, from_lines) == manifests.link(head, from_files)
    assert manifests.follow(from_lines, manifests.link(head, from_lines)).files == others


def test_proven_manifest_is_looked_into_when_it_is_asked_for_a_file() -> None:
    """A signature spares nobody the check of a path that is going to be used."""
    data = manifest({"../etc/passwd": Entry(1, "a" * 64, 1)}).to_bytes()
    proven = manifests.read(data, is_proven=True)

    assert proven.release == "20260131-020000-r1"
    with pytest.raises(ReleaseError):
        proven.files.get("index.html")


@given(st.lists(st.text(st.sampled_from("a/.\\\n\x7fé~ "), max_size=5) | st.text(max_size=300)))
def test_many_paths_are_judged_like_each_of_them(paths: list[str]) -> None:
    """One look at all of them finds what a look at each does."""
    assert are_safe(paths) == all(map(is_safe, paths))


def test_head_is_read_without_the_files() -> None:
    """The list of releases reads the first lines of each manifest only."""
    data = manifest({f"p{number}.html": Entry(1, "a" * 64, 1) for number in range(50)}).to_bytes()
    head = manifests.read_head(data[:500].decode())

    assert head is not None
    assert (head.commit, head.counts, head.sequence) == ("a" * 40, {"berita": 3}, 1)
    assert manifests.read_head("halo") is None


def test_rollback_is_the_next_link() -> None:
    """Bringing back an old release is published like any other change, and says what it brings back."""
    old = manifest({"index.html": Entry(1, "a" * 64, 1)})
    head = manifest({}, 2, manifests.digest(old.to_bytes()))
    back = manifests.restored(old, (head.sequence, head.digest), datetime(2026, 2, 1, tzinfo=UTC))

    assert (back.sequence, back.restores, back.origin) == (3, old.release, 1)
    assert back.previous == manifests.digest(head.to_bytes())
    assert manifests.restored(back, (7, head.digest), datetime(2026, 2, 2, tzinfo=UTC)).restores == old.release
