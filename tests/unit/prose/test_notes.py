"""Footnotes lead to their notes and back, and count as no words of the text."""

from __future__ import annotations

import html5lib

from mmc.prose.cleaning import with_full_addresses
from mmc.prose.markdown import convert

BODY = "Naik 12 persen.[^b] Turun.[^a] Lagi.[^b]\n\n[^a]: Dinas *Sosial*.\n[^b]: Data BPKAD.\n\n    Paragraf kedua."


def test_each_reference_leads_to_its_note_and_back() -> None:
    """
    Notes are numbered as the text refers to them; each has a name, a way there and a way back for every reference.
    """
    document = html5lib.parseFragment(convert(BODY).html, namespaceHTMLElements=False)
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    leads = [link.get("href", "")[1:] for link in document.iter("a")]
    [section] = document.iter("section")

    assert sorted(ids) == ["catatan:1", "catatan:2", "rujukan:1", "rujukan:1:2", "rujukan:2"]
    assert sorted(leads) == ["catatan:1", "catatan:1", "catatan:2", "rujukan:1", "rujukan:1:2", "rujukan:2"]
    assert section.get("aria-label") == "Catatan kaki"
    assert ["".join(entry.itertext()).split()[0] for entry in section.iter("li")] == ["Data", "Dinas"]
    assert all(link.get("aria-label") for link in document.iter("a"))


def test_the_number_of_a_note_is_no_word() -> None:
    """
    A summary or a search result made of the text reads “12 persen.”, not “12 persen.1”.
    """
    assert convert(BODY).text.split("\n")[0] == "Naik 12 persen. Turun. Lagi."


def test_notes_lead_to_the_page_from_anywhere() -> None:
    """
    In a feed the reference opens the page at its note.
    """
    html = with_full_addresses(convert(BODY).html, "https://mmc.example/berita/x/")

    assert 'href="https://mmc.example/berita/x/#catatan:1"' in html
    assert html.count('aria-label="Catatan kaki') == 4
