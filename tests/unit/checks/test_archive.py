"""What only all files together tell, and that looking at what changed finds all that looking at everything would."""

# ruff: noqa: E501  (rows)

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmc.checks import check_archive
from mmc.checks.archive import SCHEMA, Archive
from mmc.checks.claims import Summary
from mmc.indonesian.text import slugify
from tests.unit.checks.newsroom import keeper

EXAMPLES = 20_000 if os.environ.get("MMC_LONG") else 250
CONTEXT = replace(keeper().context, redirects=(("/lama/", "/berita/2026/01/a/"),))
FOLDER = "content/berita/2026/01/"


class Memory:
    """The archive's tables in memory."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.executescript(SCHEMA)

    def read(self, sql: str, *values: Any) -> Any:
        """The rows of a query."""
        return self.connection.execute(sql, values)

    write = read

    def write_many(self, sql: str, rows: Any) -> None:
        """Many rows at once."""
        self.connection.executemany(sql, rows)


def item(name: str = "a", **changes: Any) -> Summary:
    """What the archive knows of an item."""
    usual = Summary(
        path=f"{FOLDER}2026-01-31-{name}.md", kind="berita", id=f"cth-{name}", slug=name, title=f"Judul {name}", url=f"/berita/2026/01/{name}/",
        day="2026-01-31", status="terbit", tags=(), aliases=(), number="", groups=("arsip", "berita", "kategori/ekonomi", "kecamatan/dusun-hilir"), links=(), anchors=(), uses=(), lines={"title": 2, "slug": 3, "tags": 4, "aliases": 5, "id": 6},
    )  # fmt: skip
    usual = usual._replace(**changes)
    return usual._replace(groups=(*usual.groups, *(f"topik/{slugify(tag)}" for tag in usual.tags)))


def archive(*items: Summary, files: tuple[str, ...] = (), published: dict[str, str] | None = None) -> Archive:
    """An archive of these items and files, to be looked at as a whole; `/lama/` leads to the first item `a`."""
    whole = Archive(Memory(), CONTEXT, published)
    for each in items:
        whole.enter(each.path, each)
    if not any(each.slug == "a" for each in items):
        whole.enter(item().path, item())
    for path in files:
        whole.enter(path, None)
    whole.is_whole = True
    return whole


def told(whole: Archive) -> set[tuple[str, str, int, str]]:
    """Code, file, line and weight of every problem."""
    return {(problem.code, problem.path, problem.line, problem.severity.value) for problem in check_archive(whole)}


B = f"{FOLDER}2026-01-31-b.md"


@pytest.mark.parametrize(
    ("items", "answer"),
    [
        ([item(), item("b", id="cth-a")], ("duplicate-id", B, 6, "galat")),
        ([item(), item("b", id="CTH-A")], ("duplicate-id", B, 6, "galat")),
        ([item(number="KLR-2026-001"), item("b", number="klr-2026-001")], ("duplicate-id", B, 1, "galat")),
        ([item(), item("b", url="/berita/2026/01/a/")], ("collision", B, 3, "galat")),
        ([item(), item("b", aliases=("/berita/2026/01/a/",))], ("collision", B, 5, "galat")),
        ([item(), item("b", aliases=("/berita/2026/01/a",))], ("collision", B, 5, "galat")),
        ([item(), item("b", aliases=("/Berita/2026/01/A/",))], ("collision", B, 5, "galat")),
        ([item(), item("b", aliases=("/berita/2026/01/b/",))], ("collision", B, 5, "galat")),
        ([item(), item("b", aliases=("/berita/",))], ("collision", B, 5, "galat")),
        ([item(), item("b", aliases=("/kategori/ekonomi/",))], ("collision", B, 5, "galat")),
        ([item(tags=("padi",)), item("b", aliases=("/topik/padi/",))], ("collision", B, 5, "galat")),
        ([item(aliases=("/dulu/",)), item("b", aliases=("/dulu",))], ("collision", B, 5, "galat")),
        ([item(), item("b", title="Judul A")], ("twin", B, 2, "galat")),
        ([item(), item("b", title="JUDUL  a!")], ("twin", B, 2, "galat")),
        ([item(), item("b", slug="a", url="/berita/2026/02/a/")], ("twin", B, 3, "galat")),
        ([item(), item("b", title="Judul a", day="2026-12-31")], ("twin", B, 2, "catatan")),
        ([item(tags=("padi",)), item("c", tags=("padi",)), item("b", tags=("Padi",))], ("tag-spelling", B, 4, "galat")),
        ([item(tags=("padi sawah",)), item("c", tags=("padi sawah",)), item("b", tags=("padi-sawah",))], ("tag-spelling", B, 4, "galat")),
        ([item("b", links=((9, "/berita/2026/01/hilang/"),))], ("broken-link", B, 9, "galat")),
        ([item("b", links=((9, "/berita/2026/01/a"),))], ("broken-link", B, 9, "galat")),
        ([item("b", links=((9, "/berita/2026/01/a/#hilang"),))], ("broken-link", B, 9, "galat")),
        ([item("b", links=((9, "#hilang"),))], ("broken-link", B, 9, "galat")),
        ([item("b", links=((9, "/topik/hilang/"),))], ("broken-link", B, 9, "galat")),
        ([item("b", links=((9, "/berita/2019/"),))], ("broken-link", B, 9, "galat")),
        ([item("b", links=((9, "/dokumen/hilang.pdf"),))], ("broken-link", B, 9, "galat")),
        ([item(status="draf"), item("b", links=((9, "/berita/2026/01/a/"),))], ("broken-link", B, 9, "galat")),
    ],
)  # fmt: skip
def test_a_conflict_is_told_at_the_later_item(items: list[Summary], answer: tuple[str, str, int, str]) -> None:
    """The finding names the file and line to be changed."""
    assert answer in told(archive(*items))


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        ((f"{FOLDER}sisa.jpg",), ("orphan", f"{FOLDER}sisa.jpg", 0, "galat")),
        (("content/dokumen/surat.pdf",), ("orphan", "content/dokumen/surat.pdf", 0, "peringatan")),
        (("content/dokumen/a.pdf", "content/dokumen/A.pdf"), ("file-collision", "content/dokumen/a.pdf", 0, "galat")),
        (("content/akar/index.html",), ("file-collision", "content/akar/index.html", 0, "galat")),
        (("content/akar/atom.xml",), ("file-collision", "content/akar/atom.xml", 0, "galat")),
        (("content/akar/berita/x.html",), ("file-collision", "content/akar/berita/x.html", 0, "galat")),
        (("content/akar/media/x.png",), ("file-collision", "content/akar/media/x.png", 0, "galat")),
    ],
)
def test_a_file_nobody_wants_is_told(files: tuple[str, ...], answer: tuple[str, str, int, str]) -> None:
    """Photos and documents that nothing shows, and files that would cover a page."""
    assert answer in told(archive(item(), files=files))


def test_what_belongs_together_is_let_alone() -> None:
    """Links that arrive, photos that are shown, listings, feeds, text editions, old addresses and documents."""
    links = [
        "/", "/berita/", "/berita/2026/", "/berita/2026/01/", "/arsip/2026/01/", "/kategori/ekonomi/", "/kecamatan/dusun-hilir/",
        "/topik/padi/", "/penulis/ani/", "/atom.xml", "/topik/padi/atom.xml", "/berita/2026/01/a/", "/berita/2026/01/a/teks/",
        "/berita/2026/01/a/#syarat", "#isi", "/dulu/", "/lama/", "/dokumen/surat.pdf", "/cari/", "/berita/2026/01/a/?x=1", "/kunci.asc",
    ]  # fmt: skip
    target = item(
        tags=("padi",),
        groups=("arsip", "berita", "penulis/ani"),
        anchors=("syarat",),
        aliases=("/dulu/",),
        uses=(f"{FOLDER}a.jpg",),
    )
    whole = archive(
        target,
        item("b", links=[(number, link) for number, link in enumerate(links)]),
        files=(f"{FOLDER}a.jpg", "content/dokumen/surat.pdf", "content/akar/kunci.asc"),
        published={"cth-a": "/berita/2026/01/a/", "cth-b": "/lama/"},
    )

    assert told(whole) == set()


def test_a_published_address_does_not_vanish() -> None:
    """A changed slug wants an alias; a deleted item wants to come back or be led on."""
    known = {"cth-b": "/berita/2026/01/semula/", "cth-z": "/berita/2026/01/z/"}

    assert {("address-gone", B, 3, "galat"), ("address-gone", "data/catatan/alamat", 0, "galat")} <= told(
        archive(item("b"), published=known)
    )
    kept = archive(item("b", aliases=("/berita/2026/01/semula/",)), item("z"), published=known)
    assert told(kept) == set()


@pytest.mark.parametrize(
    "pair", [("/berita/", "/"), ("/x/", "/hilang/"), ("/x/", "/lama/"), ("/berita/2026/01/a/", "/")]
)
def test_a_redirect_that_misleads_is_told(pair: tuple[str, str]) -> None:
    """One that covers a page, leads nowhere, or leads on to another."""
    whole = archive(item())
    whole.context = replace(CONTEXT, redirects=(*CONTEXT.redirects, pair))

    assert "redirect" in {code for code, *_ in told(whole)}


@pytest.mark.parametrize(
    "alias",
    ["/atom.xml", "/robots.txt", "/index.html", "/berita/2026/01/b/index.html", "/BERITA/2026/01/B/", "/./berita/2026/01/b/", "/berita/2026/01/b/teks/",
     "/berita/atom.xml", "/manifest.webmanifest", "/.well-known/mmc/manifest.json", "/.well-known/security.txt", "/aset/x.css", "/media/x", "/cari/indeks/x",
     "/sitemap-berita.xml", "/404.html", "/_redirects", "/CNAME", "/sw.js", "/.git/config", "/x.html.br", "/kunci.asc", "/dokumen/surat.pdf", "/",
     "/cari/?q=a", "/?p=1&p=2"],
)  # fmt: skip
def test_an_old_address_takes_nothing_that_is_used(alias: str) -> None:
    """Neither an item's alias nor a redirect stands where the site or a server has something, however it is written."""
    files = ("content/dokumen/surat.pdf", "content/akar/kunci.asc")
    of_item = archive(item(aliases=(alias,)), item("b"), files=files)
    of_table = archive(item("b"), files=files)
    of_table.context = replace(CONTEXT, redirects=(*CONTEXT.redirects, (alias, "/berita/2026/01/a/")))

    assert "collision" in {code for code, *_ in told(of_item)}
    assert "redirect" in {code for code, *_ in told(of_table)}


@pytest.mark.parametrize(
    "alias",
    ["/dulu/", "/?p=12", "/index.php", "/index.php?id=5&option=com_content", "/2019/05/panen.html", "/topik/lenyap/"],
)
def test_an_old_address_that_is_free_is_taken(alias: str) -> None:
    """What old sites had leads on."""
    whole = archive(item(aliases=(alias,)), item("b"))

    assert not {"collision", "redirect"} & {code for code, *_ in told(whole)}


@pytest.mark.parametrize(
    "rows",
    [
        [("/satu/", "/dua/"), ("/dua/", "/satu/")],
        [("/satu/", "/satu/")],
        [("/satu/", "/Satu")],
        [("/satu/", "/berita/2026/01/a/"), ("/satu", "/berita/2026/01/b/")],
        [("/satu/", "/berita/2026/01/a/"), ("/SATU/", "/berita/2026/01/b/")],
        [("/satu/", "/dulu/")],
        [("/dulu/", "/berita/2026/01/a/")],
        [("/satu/", "//jahat.example/")],
        [("/satu/", "/\\jahat.example/")],
        [("/satu/", "/%2fjahat.example/")],
        [("/?a=1&b=2", "/berita/2026/01/a/"), ("/?b=2&a=1", "/berita/2026/01/b/")],
    ],
)  # fmt: skip
def test_redirects_do_not_cross(rows: list[tuple[str, str]]) -> None:
    """No circle, no address twice, none that an item has, none that leaves the site."""
    whole = archive(item(), item("b", aliases=("/dulu/",)))
    whole.context = replace(CONTEXT, redirects=(*CONTEXT.redirects, *rows))

    assert "redirect" in {code for code, *_ in told(whole)}


NAMES = ("a", "b", "c")
fields: dict[str, st.SearchStrategy[Any]] = {
    "id": st.sampled_from(["cth-1", "cth-2", "cth-3"]),
    "title": st.sampled_from(["Satu", "satu", "Dua"]),
    "slug": st.sampled_from(NAMES),
    "status": st.sampled_from(["terbit", "draf"]),
    "tags": st.lists(st.sampled_from(["padi", "Padi", "ikan"]), max_size=2),
    "groups": st.lists(st.sampled_from(["penulis/ani", "penulis/budi"]), max_size=1).map(lambda found: ["arsip", "berita", *found]),
    "day": st.sampled_from(["2025-12-01", "2026-01-31"]),
    "aliases": st.lists(st.sampled_from(["/berita/2026/01/c/", "/dulu/", "/topik/padi/", "/berita/2025/"]), max_size=1),
    "anchors": st.lists(st.sampled_from(["x", "y"]), max_size=1),
    "uses": st.lists(st.sampled_from([f"{FOLDER}1.jpg", f"{FOLDER}2.jpg"]), max_size=1),
    "links": st.lists(
        st.sampled_from(
            ["/berita/2026/01/b/", "/berita/2026/01/b/#x", "/dulu/", "/topik/padi/", "/penulis/ani/", "/berita/2025/", "/berita/2025/12/",
             "/dokumen/s.pdf", "/berita/2026/01/c/teks/", "#y"]
        ).map(lambda address: (9, address)),
        max_size=2,
    ),
}  # fmt: skip
summaries = st.tuples(st.sampled_from(NAMES), st.booleans(), st.fixed_dictionaries(fields)).map(
    lambda drawn: item(drawn[0], **drawn[2], url=f"/berita/2026/01/{drawn[0]}{'-baru' * drawn[1]}/")
)
FILES = (f"{FOLDER}1.jpg", f"{FOLDER}2.jpg", "content/dokumen/s.pdf", "content/dokumen/S.pdf")
Change = Callable[[Archive], None]


def entering(path: str, summary: Summary | None = None) -> Change:
    """The file is there."""
    return lambda whole: whole.enter(path, summary)


def removing(path: str) -> Change:
    """The file is gone."""
    return lambda whole: whole.remove(path)


changes = st.one_of(
    summaries.map(lambda each: entering(each.path, each)),
    st.sampled_from(NAMES).map(lambda name: removing(item(name).path)),
    st.sampled_from(FILES).map(entering),
    st.sampled_from(FILES).map(removing),
)
PUBLISHED = {"cth-1": "/berita/2026/01/a/", "cth-2": "/berita/2026/01/c/"}


def problems(tables: Memory, *, after: list[Change], is_whole: bool) -> set[tuple[str, str, int, str]]:
    """What is told after these changes, looking at what they touched or at everything; hints may name what is new."""
    whole = Archive(tables, CONTEXT, PUBLISHED)
    whole.is_whole = is_whole
    for change in after:
        change(whole)
    return {(problem.code, problem.path, problem.line, problem.message) for problem in check_archive(whole)}


@given(
    start=st.lists(summaries, max_size=3),
    rounds=st.lists(st.lists(changes, min_size=1, max_size=3), min_size=1, max_size=4),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_a_change_breaks_is_found_at_the_change(start: list[Summary], rounds: list[list[Change]]) -> None:
    """
    Every problem that was not there before is told, though only what changed was looked at; and nothing else is told.
    """
    tables = Memory()
    before = problems(tables, after=[entering(each.path, each) for each in start], is_whole=True)
    for round_ in rounds:
        at_change = problems(tables, after=round_, is_whole=False)
        everything = problems(tables, after=[], is_whole=True)

        assert everything - before <= at_change <= everything
        before = everything
