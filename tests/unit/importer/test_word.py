"""Word documents."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.importer.word import WordError, read_word

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word(body: str, **others: bytes) -> bytes:
    """A document with this XML between the body's tags."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, data in others.items():
            archive.writestr(f"word/{name.replace('__', '/').replace('_', '.')}", data)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_paragraph_is_its_runs_without_bold() -> None:
    """
    Word cuts a sentence into runs; together they are the sentence, to the letter.
    """
    document = read_word(
        word(f"<w:p>{run('Panen ')}{run('raya', '<w:rPr><w:b/></w:rPr>')}{run(' &amp; “syukur”.')}</w:p>")
    )

    assert [paragraph.text for paragraph in document.paragraphs] == ["Panen raya & “syukur”."]


def test_a_line_break_and_a_tab_are_kept_apart() -> None:
    """
    A soft break begins a new line, a tab is a space.
    """
    document = read_word(word("<w:p><w:r><w:t>Judul</w:t><w:br/><w:t>Isi</w:t><w:tab/><w:t>naskah</w:t></w:r></w:p>"))

    assert document.paragraphs[0].text == "Judul\nIsi naskah"


def test_a_list_keeps_its_form() -> None:
    """
    Bullets and numbers come from the document's own numbering.
    """
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    ).encode()
    entry = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>{}</w:p>'
    document = read_word(word(entry.format(3, run("satu")) + entry.format(9, run("dua")), numbering_xml=numbering))

    assert [(paragraph.marker, paragraph.text) for paragraph in document.paragraphs] == [
        ("number", "satu"),
        ("bullet", "dua"),
    ]


def test_deleted_text_and_second_copies_are_left_out() -> None:
    """
    What an editor struck out is not published; what Word keeps twice appears once.
    """
    body = (
        f"<w:p><w:del>{run('hapus')}</w:del><w:ins>{run('tetap')}</w:ins></w:p>"
        f"<mc:AlternateContent><mc:Choice><w:p>{run('kotak')}</w:p></mc:Choice>"
        f"<mc:Fallback><w:p>{run('kotak')}</w:p></mc:Fallback></mc:AlternateContent>"
    )
    document = read_word(word(body))

    assert [paragraph.text for paragraph in document.paragraphs] == ["tetap", "kotak"]
    assert document.has_changes


def test_photos_inside_come_along() -> None:
    """
    Press officers paste photos into the text; they are handed on.
    """
    document = read_word(word(f"<w:p>{run('Isi')}</w:p>", media__foto_jpeg=b"\xff\xd8\xff"))

    assert document.pictures == (("foto.jpeg", b"\xff\xd8\xff"),)


def test_an_entity_bomb_is_refused() -> None:
    """
    A document type could make a small file grow without end; no real document has one.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>')

    with pytest.raises(WordError, match="tidak semestinya"):
        read_word(stream.getvalue())


@given(st.binary(max_size=200), st.integers(0, 400))
def test_broken_documents_are_refused_in_words(noise: bytes, place: int) -> None:
    """
    Whatever bytes arrive, the answer is a document or a `WordError`.
    """
    sound = word(f"<w:p>{run('Isi')}</w:p>")
    for data in (b"PK\x03\x04" + noise, sound[:place] + noise + sound[place + len(noise) :]):
        try:
            read_word(data)
        except WordError as error:
            assert error.message
