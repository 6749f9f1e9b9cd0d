"""What every page of the theme keeps, whatever its data: read through a parser, as a machine would."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml.html import HtmlElement

from tests.theme.conftest import Gallery
from tests.theme.fixtures.pages import samples

NAMES = [sample.name for sample in samples()]
FULL = [sample.name for sample in samples() if sample.template != "text.html"]
every_page = pytest.mark.parametrize("name", NAMES)
every_full_page = pytest.mark.parametrize("name", FULL)


def levels(page: HtmlElement) -> list[int]:
    return [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@every_page
def test_a_page_has_one_first_heading_and_skips_no_level(gallery: Gallery, name: str) -> None:
    """
    A reader who goes from heading to heading loses nothing.
    """
    found = levels(gallery.page(name))

    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found)), found


@every_page
def test_no_style_or_script_stands_inside_a_page(gallery: Gallery, name: str) -> None:
    """
    A strict Content-Security-Policy blocks nothing that we wrote; JSON-LD is data and never runs.
    """
    page = gallery.page(name)

    assert not page.xpath("//style|//@style")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert all(
        script.get("type") in {"application/ld+json", "application/json"} or script.get("src")
        for script in page.xpath("//script")
    )


@every_page
def test_a_page_loads_nothing_from_other_hosts(gallery: Gallery, name: str) -> None:
    """
    Fonts, styles, scripts and pictures come from this site alone.
    """
    page = gallery.page(name)
    loaded = page.xpath(
        "//script/@src|//link[@rel='stylesheet' or @rel='icon' or @rel='manifest']/@href|//img/@src|//source/@srcset"
    )

    assert all(re.match(r"/(?!/)", url) for url in loaded), loaded


@every_page
def test_every_picture_has_words_and_a_size(gallery: Gallery, name: str) -> None:
    """
    Nothing moves when a photo arrives, and nobody is left without it; beside its own headline it is silent.
    """
    for image in gallery.page(name).xpath("//img"):
        assert image.get("alt") or image.xpath("ancestor::article[contains(@class, 'card')]")
        assert int(image.get("width")) > 0
        assert int(image.get("height")) > 0


@every_page
def test_every_link_and_button_has_a_name_of_its_own(gallery: Gallery, name: str) -> None:
    """
    A link makes sense when it is read alone.
    """
    for element in gallery.page(name).xpath("//a|//button|//summary"):
        assert len(words(element)) > 0, element.get("href")


@every_page
def test_an_id_stands_once_and_every_reference_is_answered(gallery: Gallery, name: str) -> None:
    """
    Labels, descriptions and anchors lead somewhere.
    """
    page = gallery.page(name)
    ids = page.xpath("//@id")
    wanted = [*page.xpath("//@aria-labelledby"), *page.xpath("//@aria-describedby"), *page.xpath("//label/@for")]
    wanted += [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]

    assert len(ids) == len(set(ids))
    assert set(wanted) <= set(ids)


@every_page
def test_the_head_tells_what_the_page_is(gallery: Gallery, name: str) -> None:
    """
    Language, title, address and description; and no word about what made it.
    """
    page = gallery.page(name)

    assert page.get("lang") == "id"
    assert words(page.find(".//title"))
    assert page.xpath("//link[@rel='canonical']/@href")[0].startswith("https://")
    assert page.xpath("//meta[@name='description']/@content")[0]
    assert not page.xpath("//meta[@name='generator']")


@every_full_page
def test_a_shared_link_shows_the_title_alone(gallery: Gallery, name: str) -> None:
    """
    WhatsApp shows `og:title`: the headline, without the site's name behind it.
    """
    page = gallery.page(name)

    assert page.xpath("//meta[@property='og:title']/@content") == [gallery.samples[name].page.title]
    assert page.xpath("//meta[@property='og:url']/@content") == page.xpath("//link[@rel='canonical']/@href")


@every_full_page
def test_landmarks_and_the_skip_link_are_in_place(gallery: Gallery, name: str) -> None:
    """
    The first link leads to the one main part; parts of one sort have names that differ.
    """
    page = gallery.page(name)
    first = page.xpath("//body//a")[0]
    named = [
        nav.get("aria-label") or page.get_element_by_id(nav.get("aria-labelledby")).text_content()
        for nav in page.xpath("//nav")
    ]

    assert first.get("href") == "#" + page.xpath("//main/@id")[0]
    assert len(page.xpath("//header[not(ancestor::main)]")) == len(page.xpath("//footer[not(ancestor::main)]")) == 1
    assert len(named) == len(set(named))


def test_the_menu_says_where_the_reader_is(gallery: Gallery) -> None:
    """
    The current page is marked as such, the section of a story as the section.
    """
    listing, story = gallery.page("daftar"), gallery.page("berita")
    current = "//nav[@aria-label='Utama']//a[@aria-current]"

    assert [(link.get("href"), link.get("aria-current")) for link in listing.xpath(current)] == [("/berita/", "page")]
    assert [(link.get("href"), link.get("aria-current")) for link in story.xpath(current)] == [("/berita/", "true")]


def test_a_story_tells_event_publication_and_update_apart(gallery: Gallery) -> None:
    """
    Three facts, three names, in Indonesian and in WIB.
    """
    page = gallery.page("berita")
    facts = {words(row.find("dt")): words(row.find("dd")) for row in page.xpath("//dl[@class='credits']/div")}
    [byline] = page.xpath("//p[@class='byline']")

    assert facts["Peristiwa"].startswith("Jumat, 30 Januari 2026, Desa Contoh")
    assert "Terbit Sabtu, 31 Januari 2026, pukul 09.00 WIB" in words(byline)
    assert "Diperbarui Minggu, 1 Februari 2026, pukul 14.30 WIB" in words(byline)


def test_share_links_need_no_script_and_whatsapp_comes_first(gallery: Gallery) -> None:
    """
    The most used way stands first; the two buttons that need a script are not links.
    """
    share = gallery.page("berita").xpath("//section[@class='share']//li/*")

    assert [element.tag for element in share] == ["a", "a", "a", "a", "button", "button"]
    assert share[0].get("href").startswith("https://wa.me/?text=")


def test_a_clarification_gives_the_verdict_before_its_headline(gallery: Gallery) -> None:
    """
    The verdict in words, then the truth as headline, then the claim as a quotation that says what it is.
    """
    article = gallery.page("klarifikasi").xpath("//article[@data-kind='klarifikasi']")[0]
    order = [
        element for element in article.iter() if element.get("class") in ("answer", "claim") or element.tag == "h1"
    ]

    assert [element.get("class") for element in order] == ["answer", "answer__truth", "claim"]
    assert "TIDAK BENAR" in words(order[0])
    assert words(order[2].find(".//h2")) == "Klaim yang beredar"
    assert "bukan pemeriksaan fakta independen" in words(article)


def test_corrections_stand_above_the_text_with_their_dates(gallery: Gallery) -> None:
    """
    Nobody reads a mistake before its correction.
    """
    text = words(gallery.page("berita-diralat").xpath("//article")[0])

    assert text.index("Ralat Rabu, 6 Maret 2019, pukul 10.15 WIB") < text.index("MMCBarsel-Buntok.")


def test_a_withdrawn_story_keeps_its_page_and_says_why(gallery: Gallery) -> None:
    """
    The headline stays, the reason is told, and no empty text stands below it.
    """
    page = gallery.page("berita-ditarik")

    assert words(page.find(".//h1"))
    assert "Data yang menjadi dasar naskah ini keliru" in words(page.get_element_by_id("ditarik").getparent())
    assert not page.xpath("//*[@class='prose']")


def test_an_agenda_offers_its_date_as_a_file(gallery: Gallery) -> None:
    """
    When, where, who, and a file for the phone's own calendar.
    """
    box = gallery.page("agenda").xpath("//*[@class='date-box']")[0]

    assert box.xpath(".//a/@href")[0].endswith("agenda.ics")
    assert "pukul 08.00–11.30 WIB" in words(box)


def test_an_urgent_notice_is_on_the_page_with_its_end(gallery: Gallery) -> None:
    """
    Text only, before everything else, and a clock can say that it is over.
    """
    notice = gallery.page("beranda").xpath("//section[@aria-label='Informasi serta-merta']/div")[0]

    assert notice.get("data-after") == "2036-02-02T18:00:00+07:00"
    assert "Berlaku sampai Sabtu, 2 Februari 2036, pukul 18.00 WIB" in words(notice)


def test_the_text_edition_has_no_pictures_and_leads_back(gallery: Gallery) -> None:
    """
    Words alone, with everything that makes them trustworthy.
    """
    page = gallery.page("berita-teks")

    assert not page.xpath("//img|//picture|//script|//svg")
    assert page.xpath("//footer//a/@href") == page.xpath("//link[@rel='canonical']/@href")
    assert "Penulis: Penulis Contoh" in words(page)
    assert "(//Pubdok//diskominfobarsel//R1//)" in words(page)


def test_another_language_is_marked_on_the_story_alone(gallery: Gallery) -> None:
    """
    The frame speaks Indonesian, the story what it is written in.
    """
    page = gallery.page("berita-inggris")

    assert (page.get("lang"), page.xpath("//main/article/@lang")) == ("id", ["en"])


def test_search_without_a_script_leads_to_the_archive(gallery: Gallery) -> None:
    """
    The form keeps its words in the address, and the archive is one link away.
    """
    page = gallery.page("cari")

    assert page.xpath("//form/@action") == ["/cari/"]
    assert page.xpath("//noscript//a/@href") == ["/arsip/"]


def test_empty_lists_say_so(gallery: Gallery) -> None:
    """
    No page ends in nothing.
    """
    for name in ("beranda-kosong", "daftar-kosong", "kategori-kosong"):
        assert gallery.page(name).xpath("//p[@class='empty']"), name
