"""Smaller parts of the editor: differences, photos, the preview's page, the gate beside the field."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from mmc.desk.editor.checking import examine, mended, told
from mmc.desk.editor.differing import differences
from mmc.desk.editor.manuscript import edited, opened
from mmc.desk.editor.previewing import Preview, style_within, within
from mmc.importer.photos import MOST_SIDE, for_keeping
from tests.unit.photos import saved, scene, with_exif

ROOT = Path(__file__).parents[3]
PATH = "content/berita/2026/01/2026-01-31-panen.md"
ITEM = (
    b"---\ntitle: Panen\ndate: 2026-01-31 09.00 WIB\nstatus: terbit\nid: mmc-2026-01-31-a2b3\ncategory: Ekonomi\n---\n\n"
    b"Petani memanen padi di Dusun Hilir.\n\nHasilnya enam ton.\n"
)


def test_a_difference_reads_as_words_that_came_and_went() -> None:
    """Field by its label, text by its words, and nothing of what stayed."""
    after = edited(
        opened(ITEM, PATH), {"title": "Panen Raya"}, "Petani memanen padi di Dusun Hilir.\n\nHasilnya lima ton."
    )
    found = differences(ITEM, after, PATH)

    assert [each.label for each in found] == ["Judul", "Naskah"]
    assert [(piece.sort, piece.text) for piece in found[1].pieces] == [
        ("tetap", "Hasilnya "),
        ("hilang", "enam"),
        ("baru", "lima"),
        ("tetap", " ton."),
    ]
    assert [piece.sort for each in differences(None, ITEM, PATH) for piece in each.pieces] == ["baru"] * 6
    assert differences(ITEM, b"\xff\xfe\x00", PATH)[0].label == "Berkas"


def test_a_phones_photo_is_kept_upright_reduced_and_without_its_place() -> None:
    """Held sideways, with GPS, larger than any screen: what is kept is none of that; what is no photo is not kept."""
    data = for_keeping(with_exif(scene(3200, 2400), orientation=6, has_gps=True))
    assert data is not None
    image = Image.open(io.BytesIO(data))

    assert (image.format, max(image.size), image.width < image.height) == ("JPEG", MOST_SIDE, True)
    assert not dict(image.getexif())
    assert for_keeping(b"<html>") is None
    assert for_keeping(saved(scene(1600, 1200))[:4000]) is None
    assert for_keeping(saved(scene(100, 100))) is None


def test_the_gate_answers_for_what_is_typed_beside_field_and_line() -> None:
    """The field's own problem by its key, that of the text with its line and its words; nothing of it is in the file."""
    data = edited(
        opened(ITEM, PATH), {"category": "Ekonomy"}, "Petani memanen padi.Hasilnya enam ton.\n\n![Sawah](tidak-ada.jpg)"
    )
    found = told(examine(ROOT, data, PATH), data, PATH)

    assert any(each.field == "category" and "Ekonomi" in each.mend for each in found)
    assert any(not each.field and each.line == 1 and "padi.Hasilnya" in each.quote for each in found)


def test_a_safe_mend_keeps_the_item_readable_and_changes_only_that() -> None:
    """The month as it is spelled today; a file in which nothing is to be mended keeps its bytes."""
    data = edited(opened(ITEM, PATH), {}, "Panen pada 3 Nopember.")

    assert mended(ROOT, data, PATH) == data.replace(b"Nopember", b"November")
    assert mended(ROOT, ITEM, PATH) == ITEM


def test_the_previews_page_leads_nowhere_but_to_the_preview_and_runs_nothing() -> None:
    """Every address of the site below the desk's own, foreign ones as they are, no program."""
    page = within(
        b'<link rel="stylesheet" href="/aset/a.css"><script src="/x.js"></script><a href="/berita/">B</a>'
        b'<a href="https://lain.go.id/">L</a><img src="/foto/a.jpg" srcset="/foto/a.jpg 1x, /foto/b.jpg 2x">',
        "/naskah/pratinjau",
    ).decode()

    assert "<script" not in page
    assert 'href="/naskah/pratinjau/berita/"' in page and 'href="https://lain.go.id/"' in page
    assert 'srcset="/naskah/pratinjau/foto/a.jpg 1x, /naskah/pratinjau/foto/b.jpg 2x"' in page
    assert style_within(b"src: url(/aset/h.woff2)", "/p") == b"src: url(/p/aset/h.woff2)"


def test_what_is_typed_lies_beside_the_real_content_and_never_in_it(tmp_path: Path) -> None:
    """The mirror follows the folder, holds the typed bytes, and gives the real file's back when they are let go."""
    real = tmp_path / PATH
    real.parent.mkdir(parents=True)
    real.write_bytes(ITEM)
    (real.parent / "lain.md").write_bytes(b"lain")
    preview = Preview(tmp_path)
    mirrored = preview.content / PATH.removeprefix("content/")

    preview.mirror({PATH: b"diketik", "content/berita/2026/01/baru-1.jpg": b"foto"})
    typed, stayed = mirrored.read_bytes(), real.read_bytes()
    new = sorted(each.name for each in mirrored.parent.iterdir())
    (real.parent / "lain.md").unlink()
    preview.mirror({})

    assert (typed, stayed, mirrored.read_bytes()) == (b"diketik", ITEM, ITEM)
    assert new == ["2026-01-31-panen.md", "baru-1.jpg", "lain.md"]
    assert [each.name for each in mirrored.parent.iterdir()] == ["2026-01-31-panen.md"]
