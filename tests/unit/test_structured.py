"""Structured data as the programs of search engines and agencies read it."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc import structured
from mmc.base.vocabulary import VERDICTS
from mmc.structured import Agenda, Article, Author, Clarification, Correction, Image, Publisher, Step, Video, serialise

WIB = ZoneInfo("Asia/Pontianak")
SITE = "https://mmc.example/"
URL = f"{SITE}berita/2026/01/panen-raya/"
PUBLISHED = datetime(2026, 1, 31, 9, 0, tzinfo=WIB)
OFFICE = Publisher(
    name="MMC Barito Selatan",
    url=SITE,
    short_name="MMC Barsel",
    parent="Dinas Komunikasi dan Informatika",
    region="Kabupaten Barito Selatan",
    province="Kalimantan Tengah",
    locality="Buntok",
    principles=f"{SITE}pedoman-pemberitaan/",
    corrections=f"{SITE}ralat-hak-jawab/",
)
ARTICLE = Article(url=URL, headline="Panen Raya di Dusun Hilir", published=PUBLISHED, office=OFFICE)


def read(text: str) -> Any:
    """The data as a search engine takes it from the page."""
    page = f'<!doctype html><title>x</title><script type="application/ld+json">{text}</script><p id="after">y</p>'
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    [script] = tree.iter("script")
    assert tree.find(".//p[@id='after']") is not None
    return json.loads(script.text)


def test_an_article_has_what_search_engines_ask_for() -> None:
    """
    Headline, zoned dates, publisher, author and the page it belongs to.
    """
    found = read(serialise(structured.news_article(ARTICLE)))

    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "NewsArticle"
    assert found["headline"] == ARTICLE.headline
    assert found["datePublished"] == found["dateModified"] == "2026-01-31T09:00:00+07:00"
    assert found["mainEntityOfPage"] == URL
    assert found["isAccessibleForFree"] is True
    assert "GovernmentOrganization" in found["publisher"]["@type"]
    assert found["publisher"]["correctionsPolicy"] == OFFICE.corrections
    assert found["publishingPrinciples"] == OFFICE.principles
    assert found["author"]["name"] == OFFICE.name


def test_what_is_not_known_is_not_written() -> None:
    """
    No empty property, no invented place.
    """
    found = structured.news_article(ARTICLE)

    assert all(value not in ("", None, [], {}) for value in found.values())
    assert not {"image", "contentLocation", "correction", "keywords", "wordCount"} & found.keys()


def test_an_article_carries_its_pictures_people_and_place() -> None:
    """
    With size, caption and credit; with the page of the one who wrote.
    """
    article = replace(
        ARTICLE,
        images=(Image(f"{SITE}media/a-1440.jpg", 1440, 1080, "Petani memotong padi.", "Siti"),),
        authors=(Author("Siti", f"{SITE}penulis/siti/"), Author("Budi"), Author("Redaksi", is_desk=True)),
        place="Desa Mahajandau, Dusun Hilir",
        dateline="MMCBarsel-Buntok.",
        modified=PUBLISHED.replace(day=2, month=2),
    )
    found = structured.news_article(article)

    assert found["image"][0] == {
        "@type": "ImageObject", "url": f"{SITE}media/a-1440.jpg", "width": 1440, "height": 1080,
        "caption": "Petani memotong padi.", "creditText": "Siti",
    }  # fmt: skip
    assert [author["name"] for author in found["author"]] == ["Siti", "Budi", "Redaksi"]
    assert [author["@type"] for author in found["author"]] == ["Person", "Person", "Organization"]
    assert "url" not in found["author"][1]
    assert found["contentLocation"]["name"] == "Desa Mahajandau, Dusun Hilir"
    assert found["contentLocation"]["containedInPlace"]["name"] == "Kabupaten Barito Selatan, Kalimantan Tengah"
    assert found["dateModified"] == "2026-02-02T09:00:00+07:00"


def test_corrections_and_withdrawal_are_told_to_machines() -> None:
    """
    Each change note with its time; a withdrawn item says that it is.
    """
    correction = Correction(PUBLISHED, "Jumlah semula tertulis 60 ton.")
    found = structured.news_article(replace(ARTICLE, corrections=(correction,), is_withdrawn=True))

    assert found["correction"][0]["@type"] == "CorrectionComment"
    assert found["correction"][0]["text"] == correction.text
    assert found["correction"][0]["correctedWork"]["@id"] == found["@id"]
    assert found["creativeWorkStatus"] == "Withdrawn"


def test_breadcrumbs_count_from_one() -> None:
    """
    Every step with its name and full address, in order.
    """
    found = structured.breadcrumbs((Step("Beranda", SITE), Step("Berita", f"{SITE}berita/"), Step("Panen", URL)))

    assert [step["position"] for step in found["itemListElement"]] == [1, 2, 3]
    assert found["itemListElement"][2]["item"] == URL


def test_several_nodes_share_one_graph() -> None:
    """
    One script a page, one context.
    """
    found = read(serialise(structured.organization(OFFICE), structured.website(OFFICE)))

    assert [node["@id"] for node in found["@graph"]] == [f"{SITE}#kantor", f"{SITE}#situs"]
    assert found["@graph"][0]["parentOrganization"]["name"] == OFFICE.parent
    assert found["@graph"][1]["publisher"] == {"@id": f"{SITE}#kantor"}
    assert "potentialAction" not in found["@graph"][1]


def test_an_event_has_place_time_and_status() -> None:
    """
    A cancelled one says so; an organiser is named only if somebody is.
    """
    agenda = Agenda(
        url=URL, name="Musrenbang", starts=PUBLISHED, office=OFFICE, place="Aula Camat", organizer="Bapperida"
    )
    found = structured.event(agenda)

    assert found["startDate"] == "2026-01-31T09:00:00+07:00"
    assert found["location"]["name"] == "Aula Camat"
    assert found["location"]["address"]["addressCountry"] == "ID"
    assert found["organizer"]["name"] == "Bapperida"
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert structured.event(replace(agenda, is_cancelled=True))["eventStatus"].endswith("/EventCancelled")
    assert "organizer" not in structured.event(replace(agenda, organizer=""))
    assert "endDate" not in found


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_a_rating(verdict: str) -> None:
    """
    The verdict in words, and a number on the scale; only what is true gets the best.
    """
    clarification = Clarification(
        URL, "Air PDAM beracun", verdict, PUBLISHED, OFFICE, date(2026, 1, 30), "https://archive.example/x"
    )
    found = structured.claim_review(clarification)
    rating = found["reviewRating"]

    assert rating["alternateName"].lower() == verdict
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert (rating["ratingValue"] == rating["bestRating"]) == (verdict == "benar")
    assert found["claimReviewed"] == found["itemReviewed"]["text"] == "Air PDAM beracun"
    assert found["itemReviewed"]["appearance"]["url"] == "https://archive.example/x"
    assert found["author"]["name"] == OFFICE.name
    assert "author" not in found["itemReviewed"]


def test_a_video_without_thumbnail_is_not_described() -> None:
    """
    Search engines refuse it, so nothing is better than half.
    """
    video = Video(
        URL, "Festival", f"{SITE}media/a-1440.jpg", PUBLISHED, OFFICE, "https://video.example/1", duration="3.25"
    )
    found = structured.video_object(video)

    assert found is not None
    assert found["duration"] == "PT3M25S"
    assert found["uploadDate"] == "2026-01-31T09:00:00+07:00"
    assert structured.video_object(replace(video, thumbnail="")) is None


@pytest.mark.parametrize(
    ("written", "iso"), [("3.25", "PT3M25S"), ("0:45", "PT45S"), ("1:02:03", "PT1H2M3S"), ("tiga menit", ""), ("", ""), ("3.75", "")]
)  # fmt: skip
def test_durations_are_read_as_the_newsroom_writes_them(written: str, iso: str) -> None:
    """
    Minutes and seconds, with a point or a colon; anything else is left out.
    """
    assert structured.iso_duration(written) == iso


def test_a_gallery_is_about_its_pictures() -> None:
    """
    It keeps dates, people and pictures and is no article.
    """
    found = structured.image_gallery(replace(ARTICLE, section="Ekonomi", images=(Image(f"{SITE}a.jpg", 2, 1),)))

    assert found["@type"] == "ImageGallery"
    assert found["image"]
    assert "articleSection" not in found


def test_a_time_without_zone_is_refused() -> None:
    """
    It would be another moment to everyone who reads it.
    """
    with pytest.raises(ValueError, match="zone"):
        structured.news_article(replace(ARTICLE, published=PUBLISHED.replace(tzinfo=None)))


@given(st.text(), st.sampled_from(["</script>", "<!--<script>", "]]>", "\u2028\u2029", "&lt;/script&gt;", "<script>"]))
def test_no_text_leaves_its_element(text: str, attack: str) -> None:
    """
    Whatever a headline holds, the browser's parser finds one script and the same words in it.
    """
    headline = f"{text}{attack}{text}"
    document = serialise(structured.news_article(replace(ARTICLE, headline=headline)))

    assert not set("<>&\u2028\u2029") & set(document)
    assert json.loads(document)["headline"] == headline
    assert read(document)["headline"] == headline


def test_ten_thousand_items_take_less_than_a_second() -> None:
    """
    Building and serialising an item's graph costs well under 0.1 ms.
    """
    steps = (Step("Beranda", SITE), Step("Berita", f"{SITE}berita/"), Step("Panen", URL))
    start = time.process_time()
    for _ in range(1000):
        serialise(structured.news_article(ARTICLE), structured.breadcrumbs(steps))

    assert time.process_time() - start < 0.1
