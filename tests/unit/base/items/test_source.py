"""A content file taken apart: whatever somebody typed, nothing is lost and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.base.items.source import Source, Value, read_source

PATH = "content/berita/2026/01/2026-01-31-panen-raya.md"


def read(text: str) -> Source:
    return read_source(text.encode(), PATH)


def fields(text: str) -> dict[str, str]:
    return {field.key: field.value.text for field in read(text).fields}


def value(text: str) -> Value:
    [field] = read(f"---\n{text}\n---\n\nIsi.\n").fields
    return field.value


def test_header_and_body_are_parted() -> None:
    """
    Every field knows its line, and so does the body.
    """
    source = read("---\ntitle: Panen\n\n# catatan\ndate: 2026-01-31\n---\n\n\nPadi.\n\nLagi.\n")

    assert [(field.key, field.line) for field in source.fields] == [("title", 2), ("date", 5)]
    assert source.body == "Padi.\n\nLagi.\n"
    assert source.body_line == 9
    assert source.problems == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("title: Panen: besar dan ramai", "Panen: besar dan ramai"),
        ('title: "Panen: besar"', "Panen: besar"),
        ("title: 'Jum''at berkah'", "Jum'at berkah"),
        ('title: "Kata \\"baku\\""', 'Kata "baku"'),
        ('title: "Panen" dan "pasar"', '"Panen" dan "pasar"'),
        ("title: Panen # bukan catatan", "Panen # bukan catatan"),
        ("title: Panen raya\n  di tiga desa", "Panen raya di tiga desa"),
        ("title:\n  Panen raya\n  di tiga desa", "Panen raya di tiga desa"),
        ("title: >\n  Panen raya\n  di tiga desa", "Panen raya di tiga desa"),
        ("title: |\n  Panen raya\n  di tiga desa", "Panen raya\ndi tiga desa"),
        ("title: !!python/object:os.system rm", "!!python/object:os.system rm"),
        ("title: *acuan", "*acuan"),
        ("title:", ""),
        ("title:\tPanen", "Panen"),
    ],
)
def test_a_value_is_what_a_writer_means(written: str, meant: str) -> None:
    """
    A colon, a hash or a star needs no quotes; quotes around all of it are taken off; nothing runs, nothing refers.
    """
    assert value(written).text == meant


def test_lists_are_written_in_three_ways() -> None:
    """
    Indented or not, or on one line.
    """
    for written in ("tags:\n  - padi\n  - ikan", "tags:\n- padi\n- ikan", "tags: [padi, ikan]"):
        assert [item.text for item in value(written).items] == ["padi", "ikan"]


def test_a_list_of_maps_keeps_its_lines() -> None:
    """
    Every part of every entry can be pointed at.
    """
    entries = value("corrections:\n  - kind: ralat\n    text: Nama: Ani\n  - kind: koreksi").items

    assert [[(part.key, part.value.text, part.line) for part in entry.fields] for entry in entries] == [
        [("kind", "ralat", 3), ("text", "Nama: Ani", 4)],
        [("kind", "koreksi", 5)],
    ]


def test_pelicans_own_header_says_the_same() -> None:
    """
    `Key: value` lines up to the first empty one; deeper lines add to the key above.
    """
    source = read("Title: Panen: besar\nTags: padi\n    ikan\nDate: 2026-01-31\n\nPadi.\n")

    assert [(field.key, field.line) for field in source.fields] == [("title", 1), ("tags", 2), ("date", 4)]
    assert [item.text for item in source.fields[1].value.items] == ["padi", "ikan"]
    assert source.body == "Padi.\n"


@pytest.mark.parametrize("prefix", ["", "\ufeff", "\n\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_editor_does_not_matter(prefix: str, line_end: str) -> None:
    """
    Windows' line ends, a byte-order mark or empty lines above change nothing.
    """
    text = prefix + "---\ntitle: Panen\n---\n\nPadi.\n".replace("\n", line_end)

    assert fields(text) == {"title": "Panen"}
    assert read(text).body == "Padi.\n"


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ("district:Dusun", "`district: Dusun`"),
        ("Photo Alt: Petani", "`photo_alt: Petani`"),
        ("Panen dimulai", "satu kolom satu baris"),
        ("https://contoh.go.id", "satu kolom satu baris"),
    ],
)
def test_a_line_that_is_almost_a_field_is_answered_with_the_field(line: str, mend: str) -> None:
    """
    Only what can be known is proposed.
    """
    [problem] = read(f"---\ntitle: Panen\n{line}\n---\n\nPadi.\n").problems

    assert problem.line == 3
    assert mend in problem.hint


WRITTEN = st.text(st.sampled_from("ab:-#'\"[]|> \t\n\r\ufeff—é0"), max_size=60)


@given(
    st.one_of(
        st.binary(max_size=80), st.builds(lambda head, body: f"---\n{head}\n---\n{body}".encode(), WRITTEN, WRITTEN)
    )
)
def test_no_file_breaks_the_reader(data: bytes) -> None:
    """
    Any bytes give a source; what is wrong with them stands on a line that the file has.
    """
    source = read_source(data, PATH)
    lines = data.count(b"\n") + data.count(b"\r") + 2

    assert all(0 <= problem.line <= lines for problem in source.problems)
    assert all(1 <= field.line <= lines for field in source.fields)
    assert len({field.key for field in source.fields}) == len(source.fields)
