"""Word documents, as offices make them and as attackers would."""

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmc.base.problems import ContentError, Severity
from mmc.importer.reception import read_arrival
from mmc.importer.text.anatomy import Release, take_apart
from mmc.importer.text.markup import body_of
from tests.unit.importer.senders import LEAD, TITLE, changed, document, photo, word
from tests.unit.photos import saved, scene

TEXT = "Pelatihan berlangsung tiga hari dan ditutup dengan pameran kecil."


def release(data: bytes) -> Release:
    """The document taken apart."""
    return take_apart(read_arrival(data, "rilis.docx"), "rilis.docx", ["Buntok"])


def body(data: bytes) -> str:
    """The document's text as Markdown."""
    found = release(data)
    return body_of(found.blocks, found.notes)


def told(data: bytes) -> str:
    """What is told of the document, in one text."""
    return "\n".join(one.message for one in release(data).doubts)


def test_links_marks_and_headings_are_kept() -> None:
    """
    A link keeps its address, bold and italics their letters, a heading its level.
    """
    text = f"{TITLE}\n\nBuntok – {LEAD}\n\n# Materi\n\nLihat [laman dinas](https://barselkab.go.id/a?b=1&c=2), **tebal** dan *miring*."

    assert body(document(text, "docx")).endswith(
        "## Materi\n\nLihat [laman dinas](https://barselkab.go.id/a?b=1&c=2), **tebal** dan *miring*.\n"
    )


def test_lists_keep_their_depth_and_their_numbers() -> None:
    """
    An inner list stands within its entry; a list that goes on after a paragraph goes on counting.
    """
    text = f"{TITLE}\n\nBuntok – {LEAD}\n\n1. Siap\n\n    - bahan\n    - alat\n\n2. Mulai\n\nIstirahat.\n\n3. Selesai\n"

    assert "1. Siap\n    - bahan\n    - alat\n2. Mulai\n\nIstirahat.\n\n3. Selesai" in body(document(text, "docx"))


def test_lists_by_style_are_lists() -> None:
    """
    “List Bullet” and “List Number” are lists although no paragraph says so itself.
    """
    data = word(TITLE, LEAD, ("List Bullet", "satu"), ("List Bullet", "dua"), ("List Number", "tiga"), TEXT)

    assert "- satu\n- dua\n\n1. tiga\n\n" in body(data)


def test_typed_lists_are_lists() -> None:
    """
    “1. …” typed by hand in paragraphs is a list too.
    """
    assert "1. KTP\n2. KK\n\n- pulpen\n- kertas" in body(
        word(TITLE, LEAD, "1. KTP", "2. KK", "- pulpen", "- kertas", TEXT)
    )


def test_a_table_is_a_table_with_its_alignment() -> None:
    """
    Columns stand as they stood; a bar within a cell is no border.
    """
    text = f"{TITLE}\n\n{LEAD}\n\n| Desa | Dana |\n|:---|---:|\n| A \\| B | Rp1.000 |\n"

    assert "| Desa | Dana |\n| :--- | ---: |\n| A \\| B | Rp1.000 |" in body(document(text, "docx"))


def test_footnotes_and_line_breaks_are_kept() -> None:
    """
    A footnote stands at the end under its sign; a soft break is one.
    """
    text = f"{TITLE}\n\n{LEAD}\n\nBaris satu\\\nbaris dua.[^x]\n\n[^x]: Data dinas.\n"

    assert body(document(text, "docx")).endswith("Baris satu  \nbaris dua.[^1]\n\n[^1]: Data dinas.\n")


def test_boxes_old_and_new_become_paragraphs_once() -> None:
    """
    Word keeps a box twice; its words come once, behind the paragraph on which it hangs.
    """
    box = "<w:txbxContent><w:p><w:r><w:t>Isi kotak {}.</w:t></w:r></w:p></w:txbxContent>"
    old = f"<v:textbox>{box.format('lama')}</v:textbox>"
    new = (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
        f"{box.format('baru')}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box.format('baru')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    data = word(
        TITLE,
        LEAD,
        f"<w:p><w:r><w:pict><v:shape>{old}</v:shape></w:pict></w:r></w:p>",
        f"<w:p><w:r>{new}</w:r><w:r><w:t>Pemilik kotak.</w:t></w:r></w:p>",
        TEXT,
    )

    assert body(data) == f"{LEAD}\n\nIsi kotak lama.\n\nPemilik kotak.\n\nIsi kotak baru.\n\n{TEXT}\n"
    assert "Kotak teks menjadi paragraf" in told(data)


def test_hidden_letters_are_left_out_and_told() -> None:
    """
    What Word does not show is not published; what a style hides neither.
    """
    run = '<w:r><w:rPr><w:vanish{}/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    shown = run.format(' w:val="0"', "Tampak.")
    data = word(TITLE, LEAD, f"<w:p>{run.format('', 'rahasia ')}{shown}</w:p>")

    assert body(data) == f"{LEAD}\n\nTampak.\n"
    assert "Teks tersembunyi tidak diambil: “rahasia”" in told(data)


def test_changes_are_accepted_and_comments_left_out_and_told() -> None:
    """
    What an editor struck out is not published, what was put in is.
    """
    change = (
        '<w:p><w:r><w:t xml:space="preserve">Peserta mendapat </w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>uang</w:delText>'
        '</w:r></w:del><w:ins w:id="2" w:author="x"><w:r><w:t>bibit.</w:t></w:r></w:ins></w:p>'
    )
    comments = b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0"/></w:comments>'
    data = changed(word(TITLE, LEAD, change), word__comments_xml=comments)

    assert body(data) == f"{LEAD}\n\nPeserta mendapat bibit.\n"
    assert "Perubahan terlacak" in told(data)
    assert "1 komentar Word tidak diambil" in told(data)


def test_eleven_photos_come_in_the_order_of_the_document() -> None:
    """
    The eleventh is not the second; each has the words that stand beneath it.
    """
    parts = [part for number in range(1, 12) for part in (photo(number), f"Kegiatan hari ke-{number}")]
    found = release(word(TITLE, LEAD, *parts))

    assert [one.data for one in found.photos] == [photo(number) for number in range(1, 12)]
    assert [one.caption for one in found.photos] == [f"Kegiatan hari ke-{number}" for number in range(1, 12)]
    assert body_of(found.blocks) == f"{LEAD}\n"


@pytest.mark.parametrize(
    ("written", "caption", "credit"),
    [
        ("Keterangan foto: Camat menggunting pita.", "Camat menggunting pita.", ""),
        ("Gambar 2. Camat menggunting pita (Foto: Rudi)", "Camat menggunting pita.", "Rudi"),
        ("Camat menggunting pita. Foto: Rudi/Diskominfo", "Camat menggunting pita.", "Rudi/Diskominfo"),
    ],
)
def test_a_caption_is_known_by_its_label(written: str, caption: str, credit: str) -> None:
    """
    The label goes, the photographer's name goes to its field.
    """
    [found] = release(word(TITLE, LEAD, photo(), written, TEXT)).photos

    assert (found.caption, found.credit) == (caption, credit)


def test_the_paragraph_after_a_photo_is_no_caption() -> None:
    """
    A sentence of the story goes on beneath the photo.
    """
    found = release(word(TITLE, LEAD, photo(), TEXT))

    assert found.photos[0].caption == ""
    assert body_of(found.blocks) == f"{LEAD}\n\n{TEXT}\n"


def test_photos_in_a_table_take_the_words_below_them() -> None:
    """
    A table that only places photos is none.
    """
    found = release(word(TITLE, LEAD, [[photo(1), photo(2)], ["Pembukaan", "Penutupan"]], TEXT))

    assert [one.caption for one in found.photos] == ["Pembukaan", "Penutupan"]
    assert body_of(found.blocks) == f"{LEAD}\n\n{TEXT}\n"


def test_the_letterhead_is_set_aside_with_its_logo() -> None:
    """
    Logo, agency and address in a table, number and signature are no part of the story; the photo is.
    """
    logo = saved(scene(200, 200, 9), "PNG")
    head = "PEMERINTAH KABUPATEN BARITO SELATAN\nDINAS PERDAGANGAN\nJl. Panglima Batur No. 5 Buntok Telp. (0525) 21234"
    foot = ("Buntok, 26 November 2026", "KEPALA DINAS,", "", "SITI RAHMA, S.E., M.Si.", "NIP 19750101 200003 2 001")
    found = release(
        word([[logo, head]], "SIARAN PERS", "Nomor : 500/45/2026", TITLE, f"BUNTOK – {LEAD}", photo(), TEXT, *foot)
    )

    assert (found.title, found.dateline, found.is_press_release) == (TITLE, "BUNTOK", True)
    assert [one.data for one in found.photos] == [photo()]
    assert body_of(found.blocks) == f"{LEAD}\n\n{TEXT}\n"
    assert {one.severity for one in found.doubts} == {Severity.NOTE}
    assert sum("disisihkan" in one.message for one in found.doubts) == 2


def test_a_photo_above_the_headline_is_the_photo() -> None:
    """
    Without a letterhead the first picture is no logo, and the headline is not its caption.
    """
    found = release(word(photo(), TITLE, LEAD))

    assert (found.title, len(found.photos), found.photos[0].caption) == (TITLE, 1, "")


def test_the_title_of_words_style_is_the_headline() -> None:
    """
    Pandoc takes a paragraph of the style “Title” for data about the document; here it stands where it stood.
    """
    found = release(word(("Title", TITLE), f"Buntok – {LEAD}", TEXT))

    assert (found.title, found.dateline, len(found.blocks)) == (TITLE, "Buntok", 2)


def test_a_line_between_headline_and_dateline_is_told() -> None:
    """
    A second line of the headline is no paragraph: the lead is still the one with the dateline.
    """
    found = release(word(TITLE, "Peserta dari enam desa", f"Buntok, 26 November 2026 – {LEAD}"))

    assert (found.title, found.dateline) == (TITLE, "Buntok")
    assert found.blocks[0].text == LEAD
    assert any("anak judul" in one.message for one in found.doubts)


def test_a_strict_document_is_read() -> None:
    """
    “Strict Open XML” has other namespaces, and the same words.
    """
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(TITLE, LEAD))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for transitional, other in strict.items():
                content = content.replace(transitional, other)
            new.writestr(name, content)

    assert body(stream.getvalue()) == f"{LEAD}\n"


def test_other_prefixes_for_words_namespaces_are_read() -> None:
    """
    A program may call Word's namespace what it likes.
    """
    data = word(TITLE, LEAD)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml")
    other = (
        xml.replace(b"<w:", b"<x:").replace(b"</w:", b"</x:").replace(b"xmlns:w=", b"xmlns:x=").replace(b" w:", b" x:")
    )

    assert body(changed(data, word__document_xml=other)) == f"{LEAD}\n"


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>', "tidak semestinya"),
        (b"<w><w>", "rusak"),
        (b"<a>" * 5000 + b"</a>" * 5000, "terlalu dalam"),
        (b"<a>" + b" " * 17_000_000 + b"</a>", "terlalu besar"),
    ],
)
def test_a_bomb_is_refused_before_anybody_unpacks_it(xml: bytes, said: str) -> None:
    """
    Entities, depth and size are looked at first; the answer comes at once and in words.
    """
    with pytest.raises(ContentError, match=said):
        read_arrival(changed(word(TITLE), word__document_xml=xml), "rilis.docx")


def test_an_archive_that_claims_little_is_measured_itself() -> None:
    """
    Gigabytes of nothing in a small file are refused by what the file says, none of it unpacked.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("[Content_Types].xml", "<a/>")
        for number in range(3):
            archive.writestr(f"word/media/{number}.bin", bytes(70_000_000))

    with pytest.raises(ContentError, match="terlalu besar"):
        read_arrival(stream.getvalue(), "rilis.docx")


def test_two_thousand_lists_are_read_in_linear_time() -> None:
    """
    Numbering is no reason to wait.
    """
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        for n in range(2000)
    ) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(2000))
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    entry = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>Butir</w:t></w:r></w:p>'
    entries = "".join(entry.format(n + 1) for n in range(2000))
    title = f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p>"
    data = changed(
        word(TITLE),
        word__numbering_xml=f"<w:numbering {namespace}>{numbering}</w:numbering>".encode(),
        word__document_xml=f"<w:document {namespace}><w:body>{title}{entries}</w:body></w:document>".encode(),
    )
    began = time.process_time()
    found = body(data)

    assert found.count("Butir") == 2000
    assert time.process_time() - began < 8


@settings(max_examples=8, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_broken_documents_are_refused_in_words(noise: bytes, place: int) -> None:
    """
    Whatever bytes arrive, the answer is a document or a problem.
    """
    sound = word(TITLE, LEAD)
    for data in (b"PK\x03\x04" + noise, sound[:place] + noise + sound[place + len(noise) :]):
        try:
            assert read_arrival(data, "rilis.docx").lines
        except ContentError as error:
            assert error.problems
