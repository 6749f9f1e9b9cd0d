"""Every kind of item is whole: declared, written from its form, let out by the gate, and met wherever readers look for it."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree, html

from mmc.base.items.kinds import FIXED_PAGE, KINDS, FrontPage, Kind, StructuredData
from mmc.base.items.schema import BY_KEY, PAGE, rules_for
from mmc.base.settings import Editions
from mmc.base.vocabulary import load_vocabulary
from mmc.indonesian.text import slugify
from mmc.pages.structured import MAKERS
from mmc.scaffold import new_item
from tests.unit.newsroom import NOW, Newsroom
from tests.unit.photos import saved, scene

ROOT = Path(__file__).resolve().parents[3]
TITLE = "Perpustakaan keliling singgah di tiga desa"
PHOTO = "foto-perpustakaan.jpg"
TEXT = "Warga dapat meminjam buku tanpa biaya sampai sore. Petugas mencatat setiap pinjaman dan mengingatkan waktu kembalinya."
# What a required field says in a complete item, where its example in the schema is no whole answer.
SAID = {
    "category": load_vocabulary(ROOT / "data").categories[0].name,
    "claim": "Perpustakaan keliling meminta bayaran.",
    "answered_by": "Dinas Perpustakaan dan Kearsipan",
    "photos": f"\n  - file: {PHOTO}\n    alt: Warga memilih buku di bak mobil\n    caption: Warga memilih buku.\n    credit: Ani",
    "video_url": "https://www.youtube.com/watch?v=abcdefghijk",
    "photo": PHOTO,
}
TYPES = {
    StructuredData.ARTICLE: {"NewsArticle"},
    StructuredData.GALLERY: {"ImageGallery"},
    StructuredData.EVENT: {"Event"},
    StructuredData.CLARIFICATION: {"NewsArticle", "ClaimReview"},
    StructuredData.VIDEO: {"NewsArticle"},
}

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@dataclass(frozen=True)
class Built:
    """A site with one complete item of every kind, and where each item is."""

    folder: Path
    urls: dict[str, str]

    def page(self, url: str) -> html.HtmlElement:
        """What stands at this address."""
        return html.document_fromstring((self.folder / url.lstrip("/") / "index.html").read_bytes())

    def links(self, url: str) -> set[str]:
        """All that the main part of a page leads to."""
        return set(self.page(url).xpath("//main//a/@href"))


def said(key: str) -> str:
    """A whole answer to a required field."""
    answer = SAID.get(key) or BY_KEY[key].example
    assert answer, f"give `{key}` an example in mmc/base/items/schema.py"
    return answer


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real theme and the real office, with one item of every kind."""
    newsroom = Newsroom(tmp_path_factory.mktemp("jenis"))
    shutil.copytree(ROOT / "theme", newsroom.root / "theme")
    shutil.copytree(ROOT / "data", newsroom.root / "data")
    urls = {}
    for kind in KINDS.values():
        header = {
            "title": f"{TITLE}, {kind.label}",
            "date": "2026-05-01 09.00 WIB",
            "status": "terbit",
            "id": f"uji-2026-05-01-{kind.slug}",
        }
        header |= {key: said(key) for key in sorted(kind.required - header.keys())}
        lines = [f"{key}: {value}" for key, value in header.items()]
        text = "\n".join(["---", *lines, "---", "", TEXT, ""])
        newsroom.write(f"{kind.slug}/2026/05/2026-05-01-perpustakaan-{kind.slug}.md", text)
        if PHOTO in text:
            (newsroom.root / "content" / kind.slug / "2026/05" / PHOTO).write_bytes(saved(scene(1200, 800)))
        urls[kind.slug] = f"/{kind.slug}/2026/05/perpustakaan-{kind.slug}/"
    summary = newsroom.build(editions=Editions(text=True, cards=False, qr=False, search=False))

    assert (summary.items, summary.drafts) == (len(KINDS), 0)
    return Built(newsroom.root / "site", urls)


@every_kind
def test_a_kind_is_declared_in_full(kind: Kind) -> None:
    """
    It has words for people, a name for addresses, and only fields that the schema knows.
    """
    assert kind.slug == slugify(kind.slug) != PAGE
    assert kind.label
    assert kind.label[0].isupper()
    assert kind.description.endswith(".")
    assert re.fullmatch(r"Tulis \w.*\.\n", kind.starter), "the gate knows a form by this word"
    assert kind.fields | kind.required <= BY_KEY.keys(), "every field is a rule of mmc/base/items/schema.py"
    assert kind.required <= {rule.key for rule in rules_for(kind.slug)}
    assert kind.structured in MAKERS


@every_kind
def test_a_kind_has_its_template_and_its_icon(kind: Kind) -> None:
    """
    The theme shows it: in a template of its name, and with an icon that is drawn.
    """
    icons = etree.parse(ROOT / "theme/static/icons/icons.svg").xpath("//*/@id")

    assert (ROOT / f"theme/templates/{kind.slug}.html").is_file(), f"write theme/templates/{kind.slug}.html"
    assert not kind.icon or kind.icon in icons


@pytest.mark.parametrize("kind", [*KINDS.values(), FIXED_PAGE], ids=[*KINDS, PAGE])
def test_a_kind_has_a_form_with_its_fields(kind: Kind, tmp_path: Path) -> None:
    """
    `baru` writes a file with each field of the kind and none of another.
    """
    path = new_item(kind.slug, TITLE, tmp_path, load_vocabulary(ROOT / "data"), NOW)
    keys = re.findall(r"^(\w+):", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert keys == [rule.key for rule in rules_for(kind.slug)]
    assert kind.fields <= set(keys)


@every_kind
def test_a_kind_has_its_page_and_its_text_edition(kind: Kind, built: Built) -> None:
    """
    A reader finds headline, text and the name of the kind, with styles and without.
    """
    url = built.urls[kind.slug]
    for page in (built.page(url), built.page(f"{url}teks/")):
        words = " ".join(page.text_content().split())

        assert f"{TITLE}, {kind.label}" in page.findtext(".//h1")
        assert "meminjam buku tanpa biaya" in words
    assert f"/{kind.slug}/" in built.links(url)


@every_kind
def test_a_kind_is_told_to_machines(kind: Kind, built: Built) -> None:
    """
    Structured data says what the declaration says, and the kind has feeds with the item in them.
    """
    page = built.page(built.urls[kind.slug])
    [script] = page.xpath("//script[@type='application/ld+json']/text()")
    types = {str(node["@type"]) for node in json.loads(script)["@graph"]}
    feed = (built.folder / kind.slug / "atom.xml").read_text(encoding="utf-8")

    assert types >= TYPES[kind.structured]
    assert built.urls[kind.slug] in feed


@every_kind
def test_a_kind_is_met_where_readers_look(kind: Kind, built: Built) -> None:
    """
    Its own list, its month and the archive lead to the item; the front page does when the kind stands there, and only then.
    """
    url = built.urls[kind.slug]
    card = built.page(f"/{kind.slug}/").xpath(f"//main//a[@href='{url}']")

    assert card
    assert url in built.links(f"/{kind.slug}/2026/05/")
    assert url in built.links("/arsip/2026/05/")
    assert (url in built.links("/")) == (kind.front_page is not FrontPage.NOWHERE)
    assert f"/{kind.slug}/atom.xml" in built.links("/langganan/")


@every_kind
def test_a_date_to_keep_can_be_kept(kind: Kind, built: Built) -> None:
    """
    A kind that is an event has a file for the phone's calendar; no other has.
    """
    assert (built.folder / built.urls[kind.slug].lstrip("/") / "agenda.ics").is_file() == kind.is_event
