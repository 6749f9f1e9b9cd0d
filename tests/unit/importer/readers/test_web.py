"""Web pages, saved and copied."""

from mmc.importer.reception import read_arrival
from mmc.importer.text.anatomy import Release, take_apart
from mmc.importer.text.markup import body_of
from tests.unit.importer.senders import LEAD, TITLE, photo

TEXT = "Pelatihan berlangsung tiga hari dan ditutup dengan pameran kecil."
PAGE = f"""<!DOCTYPE html><html><head><title>{TITLE} - Dinas Perdagangan</title>
<link rel="canonical" href="https://dagang.contoh.go.id/2026/11/x/"></head><body class="single">
<div id="masthead"><h1 class="site-title"><a href="/">Dinas Perdagangan</a></h1><nav><ul><li>Beranda</li></ul></nav></div>
<div id="content"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta">Oleh admin | 26 November 2026</div>
<div class="entry-content"><p>BUNTOK – {LEAD}</p>
<figure><img src="x_files/foto.jpg" alt="Camat menggunting pita"><figcaption>Pembukaan pelatihan.</figcaption></figure>
<h2>Materi</h2><ol><li>Belah</li><li>Isi <a href="/formulir/">formulir</a></li></ol>
<table><tr><th>Desa</th><th>Hari</th></tr><tr><td>Sanggu</td><td>Senin</td></tr></table>
<blockquote><p>“Rotan napas kami.”</p></blockquote><p style="display:none">judi slot gacor</p>
<div class="sharedaddy"><h3>Bagikan ini:</h3></div></div></div>
<aside><h3>Berita Terkait</h3></aside><footer>Hak cipta</footer></body></html>"""


def release(page: str) -> Release:
    """The page taken apart, with one photo saved beside it."""
    arrival = read_arrival(page.encode(), "x.html", lambda name: photo() if name == "x_files/foto.jpg" else None)
    return take_apart(arrival, "x.html", ["Buntok"])


def test_the_story_comes_without_the_page_around_it() -> None:
    """
    Headline, photo with caption, heading, list with a completed link, table, quotation; no menu, footer, byline or hidden text.
    """
    found = release(PAGE)
    told = " ".join(one.message for one in found.doubts)

    assert (found.title, found.dateline) == (TITLE, "BUNTOK")
    assert body_of(found.blocks) == (
        f"{LEAD}\n\n## Materi\n\n1. Belah\n2. Isi [formulir](https://dagang.contoh.go.id/formulir/)\n\n"
        "| Desa | Hari |\n| --- | --- |\n| Sanggu | Senin |\n\n> “Rotan napas kami.”\n"
    )
    assert [(one.alt, one.caption) for one in found.photos] == [("Camat menggunting pita", "Pembukaan pelatihan.")]
    assert "Beranda" in told
    assert "disembunyikan" in told


def test_a_photo_that_was_not_saved_is_told_with_its_words() -> None:
    """
    A caption without its photo is no paragraph.
    """
    found = take_apart(read_arrival(PAGE.encode(), "x.html"), "x.html", ["Buntok"])

    assert "Pembukaan" not in body_of(found.blocks)
    assert any("foto.jpg" in one.message and "Pembukaan pelatihan." in one.message for one in found.doubts)


def test_a_copy_from_google_docs_keeps_its_marks_and_true_links() -> None:
    """
    Its bold is a style, its links go by way of Google, its footnotes link to each other.
    """
    page = (
        '<html><head><style>.c4{font-weight:700}.c5{font-style:italic}</style></head><body class="doc-content">'
        f"<p><span>{TITLE}</span></p><p><span>Buntok – {LEAD}</span></p>"
        '<p><span class="c4">Tebal</span><span> dan </span><span class="c5">miring</span><span>, </span>'
        '<a href="https://www.google.com/url?q=https://barselkab.go.id/a%3Fb&amp;sa=D">laman</a><span>.</span>'
        '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p>'
        '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Data dinas.</span></p></div></body></html>'
    )
    found = release(page)

    assert body_of(found.blocks, found.notes) == (
        f"{LEAD}\n\n**Tebal** dan *miring*, [laman](https://barselkab.go.id/a?b).[^1]\n\n[^1]: Data dinas.\n"
    )


def test_a_page_saved_by_word_has_lists_and_no_hidden_text() -> None:
    """
    Word's bullets are signs in a paragraph; what it hides stays hidden.
    """
    entry = "<p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>{}</p>"
    page = (
        f"<html><body lang=IN><p class=MsoNormal>{TITLE}</p><p class=MsoNormal>BUNTOK&nbsp;– {LEAD}<o:p></o:p></p>"
        f"{entry.format('Belah')}{entry.format('Anyam')}"
        f"<p class=MsoNormal><span style='display:none'>rahasia</span>{TEXT}</p></body></html>"
    )
    found = release(page)

    assert found.dateline == "BUNTOK"
    assert body_of(found.blocks) == f"{LEAD}\n\n- Belah\n- Anyam\n\n{TEXT}\n"


def test_links_that_the_site_cannot_have_are_told() -> None:
    """
    `javascript:` is never a link, `http:` is written with an s and told.
    """
    page = (
        f"<p>{TITLE}</p><p>{LEAD} <a href='javascript:x()'>klik</a> <a href='http://a.go.id/'>sana</a></p><p>{TEXT}</p>"
    )
    found = release(page)

    assert body_of(found.blocks) == f"{LEAD} klik [sana](https://a.go.id/)\n\n{TEXT}\n"
    assert sum("Tautan" in one.message for one in found.doubts) == 2


def test_an_address_that_is_none_breaks_nothing() -> None:
    """
    `https://[` looks like an address and cannot be taken apart.
    """
    head = "<head><base href='https://['></head>"
    page = f'<html>{head}<body><p>{TITLE}</p><p>{LEAD} <a href="https://[">klik</a></p><p>{TEXT}</p></body></html>'

    assert body_of(release(page).blocks).startswith(LEAD)
