"""A text edited as in Word comes back as the Markdown that it was, but for what was meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mmc.desk.editor.manuscript import opened
from mmc.desk.editor.wording import KEPT, pasted, shown, written

ROOT = Path(__file__).parents[3]
ITEMS = sorted((ROOT / "content").rglob("*.md"))
IS_LONG = os.environ.get("MMC_LONG") == "1"
PIECES = (
    "Paragraf dengan *miring*, **tebal**, dan [tautan](/berita/2026/01/panen/).",
    "Baris satu\nbaris dua",
    "Baris satu  \nbaris dua",
    "## Judul bagian",
    "### Judul\nlangsung disambung",
    "- satu\n- dua\n    - anak",
    "- longgar\n\n- sekali",
    "3. tiga\n4. empat",
    "> kutipan\n>\n> dua paragraf",
    "| A | B |\n|---|:-:|\n| 1 | *2* |",
    '![Sawah](a.jpg "Petani: Sari")',
    "Tulisan ![Sawah](a.jpg) di tengah.",
    "Catatan[^1] dan [^dua].\n\n[^1]: Isi.\n[^dua]: Isi lain\n    bersambung.",
    "    kode menjorok",
    "`kode` dan ~~coret~~ dan https://contoh.go.id/a_b?c=1.",
    "[rujukan][1]\n\n[1]: https://contoh.go.id",
    "5\\. bukan daftar \\*bintang\\* &amp; <b>tanda</b>",
    "***",
)


def html_of(markdown: str) -> str:
    """What the editor is given."""
    return "".join(block.html for block in shown(markdown))


@pytest.mark.parametrize("path", ITEMS if IS_LONG else ITEMS[::8], ids=lambda path: path.stem)
def test_every_text_of_the_archive_can_be_edited_as_in_word(path: Path) -> None:
    """No block of it must be kept as Markdown, and what nobody touched keeps its letters."""
    body = opened(path.read_bytes(), path.relative_to(ROOT).as_posix()).body

    assert not [block for block in shown(body) if block.is_kept]
    assert written(body, html_of(body)) == body


@settings(max_examples=40)
@given(some.lists(some.sampled_from(PIECES), max_size=6), some.sampled_from(["\n\n", "\n\n\n"]))
def test_a_text_that_nobody_touched_keeps_its_letters(pieces: list[str], space: str) -> None:
    """Whatever stands in it, also what the editor can only keep."""
    markdown = space.join(pieces)

    assert written(markdown, html_of(markdown)) == markdown


@settings(max_examples=20)
@given(some.lists(some.sampled_from(PIECES), max_size=4), some.lists(some.sampled_from(PIECES), max_size=4))
def test_a_paragraph_between_others_leaves_them_as_they_are(before: list[str], after: list[str]) -> None:
    """The new words are Markdown, and every other block keeps its letters."""
    markdown = "\n\n".join([*before, "Di sini.", *after])
    blocks = shown(markdown)
    if not any(block.html == "<p>Di sini.</p>" for block in blocks):
        return  # the whole text hangs together
    html = "".join(
        f"{b.html}<p>Harga <strong>5*6</strong></p>" if b.html == "<p>Di sini.</p>" else b.html for b in blocks
    )

    assert written(markdown, html) == "\n\n".join([*before, "Di sini.", "Harga **5\\*6**", *after])


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>Judul</h2><p>a <em>b</em></p>", "## Judul\n\na *b*"),
        ("<ul><li><p>satu</p></li><li><p>dua</p><ul><li><p>anak</p></li></ul></li></ul>", "- satu\n- dua\n    - anak"),
        ("<ol><li><p>satu</p></li><li><p>dua</p></li></ol>", "1. satu\n2. dua"),
        ('<p><a href="/berita/2026/01/panen/">panen</a></p>', "[panen](/berita/2026/01/panen/)"),
        ('<p><a href="#bagian">turun</a></p>', "[turun](#bagian)"),
        ("<blockquote><p>kata</p></blockquote>", "> kata"),
        ("<p>satu<br>dua</p>", "satu  \ndua"),
        ("<p>[^1] dan # bukan</p><p># bukan judul</p>", "[^1] dan # bukan\n\n\\# bukan judul"),
        ("<table><tbody><tr><th><p>A</p></th></tr><tr><td><p>1</p></td></tr><tr><td>2</td></tr></tbody></table>", ""),
        ('<figure data-foto="a.jpg" data-alt="Sa[wah" data-keterangan="Petani &quot;S&quot;"></figure>', "![Sa(wah](a.jpg \"Petani 'S'\")"),
        ('<p>a<script>alert(1)</script><img src="x" alt="y"> b</p>', "a b"),
        ("telanjang <b>tebal</b>", "telanjang\n\n**tebal**"),
    ],
    ids=["heading", "nested", "numbers", "own link", "anchor", "quotation", "break", "signs", "one column", "photo", "script", "bare"],
)  # fmt: skip
def test_what_is_written_in_the_editor_becomes_the_houses_markdown(html: str, markdown: str) -> None:
    """As the editor gives it, with a paragraph in each list entry."""
    found = written("", html)

    assert found == markdown or (not markdown and "A" in found and "1" in found)


def test_a_block_that_word_does_not_know_is_kept_and_comes_back() -> None:
    """Code and struck words are shown as Markdown; moved between new paragraphs they stay what they are."""
    kept = html_of("    kode *mentah*")

    assert KEPT in kept
    assert written("    kode *mentah*", f"<p>Atas</p>{kept}<p>Bawah</p>") == "Atas\n\n    kode *mentah*\n\nBawah"


def test_what_word_and_google_put_on_the_clipboard_keeps_only_known_marks() -> None:
    """Styles, classes, comments and programs are gone; headings, bold and lists stay."""
    html = (
        '<!--StartFragment--><p class="MsoNormal" style="color:red"><b style="x">Tebal</b><o:p></o:p> biasa</p>'
        '<h1 onclick="x">Judul</h1><ul><li style="font: x">butir</li></ul><script>x</script>'
    )

    assert pasted(html) == '<p><strong>Tebal</strong> biasa</p><h2 id="judul">Judul</h2><ul>\n<li>butir</li>\n</ul>'
