"""Two people on one item: nothing that either wrote is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from mmc.desk.editor.manuscript import edited, opened
from mmc.desk.editor.merging import BOTH, OURS, THEIRS, merged

PATH = "content/berita/2026/01/2026-01-31-panen.md"
BASE = (
    b"---\ntitle: Panen\ndate: 2026-01-31 09.00 WIB\nstatus: draf\nsummary: Ringkas\ntags: padi\nphotos:\n  - file: a.jpg\n"
    b"    alt: Sawah\n---\n\nSatu.\n\nDua.\n\nTiga.\n"
)


def version(values: dict[str, object], body: str | None = None) -> bytes:
    """The item after somebody's edit."""
    return edited(opened(BASE, PATH), values, body)  # type: ignore[arg-type]


def test_neighbouring_fields_and_passages_apart_are_joined() -> None:
    """A title by one, the line below it by another, and two paragraphs: git would ask, the house knows its fields."""
    ours = version({"title": "Panen Raya"}, "Satu sekali.\n\nDua.\n\nTiga.")
    theirs = version({"status": "tinjau", "tags": "padi, sawah"}, "Satu.\n\nDua.\n\nTiga lagi.")

    data = merged(BASE, ours, theirs, PATH).data

    assert data is not None
    joined = opened(data, PATH)
    assert (joined.values["title"], joined.values["status"], joined.values["tags"]) == (
        "Panen Raya",
        "tinjau",
        "padi, sawah",
    )
    assert joined.body == "Satu sekali.\n\nDua.\n\nTiga lagi."


def test_where_two_met_each_version_is_shown_until_one_is_chosen() -> None:
    """The field and the passage, with what was there before; nothing is decided by who came first."""
    ours = version({"title": "Panen Raya"}, "Satu.\n\nDua kami.\n\nTiga.")
    theirs = version({"title": "Panen Besar"}, "Satu.\n\nDua mereka.\n\nTiga.")

    asked = merged(BASE, ours, theirs, PATH)
    told = [(clash.name, clash.before, clash.ours, clash.theirs) for clash in asked.clashes]
    data = merged(BASE, ours, theirs, PATH, {"title": THEIRS, "naskah-1": BOTH}).data

    assert asked.data is None
    assert told == [("title", "Panen", "Panen Raya", "Panen Besar"), ("naskah-1", "Dua.", "Dua kami.", "Dua mereka.")]
    assert data is not None
    assert opened(data, PATH).values["title"] == "Panen Besar"
    assert opened(data, PATH).body == "Satu.\n\nDua mereka.\n\nDua kami.\n\nTiga."


def test_a_file_that_became_unreadable_is_asked_for_as_a_whole() -> None:
    """Somebody saved it in another encoding meanwhile: our text is not lost, and theirs is not written over."""
    ours, theirs = version({"title": "Panen Raya"}), BASE.replace(b"Satu", "Satú".encode("cp1252"))

    assert [clash.name for clash in merged(BASE, ours, theirs, PATH).clashes] == ["berkas"]
    assert merged(BASE, ours, theirs, PATH, {"berkas": OURS}).data == ours


EDITS = some.fixed_dictionaries(
    {},
    optional={
        "title": some.sampled_from(["Panen Raya", "Panen Besar"]),
        "tags": some.sampled_from(["padi, sawah", ""]),
        "key_points": some.sampled_from(["Satu", "Dua\nTiga"]),
        "photos": some.sampled_from([[], [{"file": "a.jpg", "alt": "Sawah luas"}], [{"file": "b.jpg", "alt": "Padi"}]]),
    },
)
BODIES = some.lists(some.sampled_from(["Satu.", "Dua.", "Tiga.", "Empat.", "Lima."]), max_size=5).map("\n\n".join)


@given(EDITS, BODIES, EDITS, BODIES)
def test_what_one_changed_alone_is_in_the_result(
    mine: dict[str, object], my_body: str, other: dict[str, object], other_body: str
) -> None:
    """Every field that one of the two changed has that value; both may choose anything where they met, and then it is whole."""
    ours, theirs, before = version(mine, my_body), version(other, other_body), opened(BASE, PATH)
    asked = merged(BASE, ours, theirs, PATH)
    data = merged(BASE, ours, theirs, PATH, {clash.name: OURS for clash in asked.clashes}).data

    assert data is not None
    result, our, their = (opened(each, PATH) for each in (data, ours, theirs))
    for key, value in result.values.items():
        wanted = our.values[key] if our.values[key] != before.values[key] else their.values[key]
        assert value == wanted
