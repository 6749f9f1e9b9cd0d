"""What the pages say of the office, of time, and of photos: facts that come from beside the item itself."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mmc.base.problems import ContentError
from tests.unit.newsroom import NOW, Newsroom, item, tree

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 100"><path d="M0 0h80v100z"/></svg>'


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """
    A newsroom without items, built by one process.
    """
    monkeypatch.setenv("MMC_WORKERS", "1")
    return Newsroom(tmp_path / "project").set_up()


def add_to_office(newsroom: Newsroom, line: str) -> None:
    path = newsroom.root / "data" / "kantor.toml"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def page(newsroom: Newsroom, path: str) -> str:
    return html.unescape((newsroom.root / "site" / path).read_text(encoding="utf-8"))


def known_photos(newsroom: Newsroom) -> list[list[str]]:
    """The register of Cek Foto, all years."""
    folder = newsroom.root / "site" / "cek-foto"
    rows = [row for path in sorted(folder.glob("*.json")) for row in json.loads(path.read_text(encoding="utf-8"))]
    assert sum(path.stat().st_size for path in folder.glob("*.bin")) == 16 * len(rows)
    return rows


def test_an_event_moves_from_what_comes_to_what_was_only_because_time_passed(newsroom: Newsroom) -> None:
    """
    The listing of the agenda and the front page are those of a clean build of the day, though no file changed.
    """
    for number, day in ((1, "2026-06-02"), (2, "2026-06-20")):
        newsroom.write(*item(number, kind="agenda", starts=f"{day} 09.00 WIB"))
    newsroom.build("site")
    before = page(newsroom, "agenda/index.html")
    newsroom.build("site", NOW + timedelta(days=3))
    newsroom.build("clean", NOW + timedelta(days=3))
    site, clean = tree(newsroom.root / "site"), tree(newsroom.root / "clean")

    assert [path for path in site.keys() | clean.keys() if site.get(path) != clean.get(path)] == []
    assert before != page(newsroom, "agenda/index.html")


def test_what_comes_stands_before_what_was_the_nearest_first(newsroom: Newsroom) -> None:
    """
    A reader of the agenda asks what is next.
    """
    for number, day in ((1, "2026-05-20"), (2, "2026-06-20"), (3, "2026-06-05")):
        newsroom.write(*item(number, kind="agenda", starts=f"{day} 09.00 WIB"))
    newsroom.build()
    listing = page(newsroom, "agenda/index.html").partition("upcoming=")[2]
    places = [listing.find(f"title='Naskah {number}'") for number in (3, 2, 1)]

    assert places == sorted(places)
    assert places[1] < listing.find(" cards=") < places[2]


def test_a_fixed_page_stays_when_its_change_is_dated_later_today(newsroom: Newsroom) -> None:
    """
    The day's end written in the morning is no reason for the office's contacts to be gone until then.
    """
    newsroom.write(
        "halaman/kontak.md",
        "---\ntitle: Kontak\nstatus: terbit\nmodified: 2026-06-10 23.00 WIB\n---\n\nDatanglah ke kantor kami.\n",
    )
    newsroom.build("site", datetime(2026, 6, 10, 2, tzinfo=UTC))

    assert (newsroom.root / "site/kontak/index.html").is_file()


def test_the_register_of_photos_follows_every_change(newsroom: Newsroom) -> None:
    """
    A photo that is added, replaced or taken away is so in Cek Foto, with the page it stands on.
    """
    newsroom.write(*item(1))
    newsroom.build()
    found = [known_photos(newsroom)]
    path, text = item(1, photo_alt="Perahu")
    newsroom.write(path, text)
    photo = path.replace(".md", "-1.png")
    newsroom.write(*item(1, photo_alt="Perahu"))
    for colour in ("red", "yellow"):
        newsroom.photo(photo, colour)
        newsroom.build()
        found.append(known_photos(newsroom))
    (newsroom.root / "content" / photo).unlink()
    newsroom.write(*item(1))
    newsroom.build()
    found.append(known_photos(newsroom))

    assert [len(rows) for rows in found] == [0, 1, 1, 0]
    assert [found[1][0][place] for place in (0, 1, 2, 4)] == [
        "/berita/2026/05/naskah-1/",
        "Naskah 1",
        "1 Mei 2026",
        "Perahu",
    ]
    assert found[1] != found[2]
    assert not (newsroom.root / "site" / "cek-foto" / "2026-0.json").exists()


def test_corrections_are_plain_words_for_machines_and_a_desk_is_no_person(newsroom: Newsroom) -> None:
    """
    No Markdown in JSON-LD; “Redaksi” and the office's own name are organizations, people are people.
    """
    path, text = item(1, author="Redaksi; Ani, S.Sos.; MMC Contoh")
    change = "\n  - kind: ralat\n    date: 2026-05-02 10.00 WIB\n    text: Bukan **sepuluh** tetapi [enam](/redaksi/)."
    newsroom.write(path, text.replace("\n---\n", f"\ncorrections:{change}\n---\n", 1))
    newsroom.build()
    shown = page(newsroom, "berita/2026/05/naskah-1/index.html")

    assert '"text":"Bukan sepuluh tetapi enam."' in shown
    assert [
        shown.count(f'"@type":"{kind}","name":"{name}"')
        for kind, name in (("Organization", "Redaksi"), ("Organization", "MMC Contoh"), ("Person", "Ani, S.Sos."))
    ] == [1, 1, 1]


def test_the_emblem_of_the_office_is_published_under_a_name_that_follows_its_bytes(newsroom: Newsroom) -> None:
    """
    It stands on every page with its proportions; another file has another address; without it nothing is shown.
    """
    newsroom.build()
    without = page(newsroom, "index.html")
    add_to_office(newsroom, 'emblem = "lambang.svg"')
    (newsroom.root / "data" / "lambang.svg").write_text(DRAWING, encoding="utf-8")
    newsroom.build()
    [emblem] = (newsroom.root / "site" / "aset").glob("lambang.*.svg")
    (newsroom.root / "data" / "lambang.svg").write_text(DRAWING.replace("0 80", "0 90"), encoding="utf-8")
    newsroom.build()
    [other] = (newsroom.root / "site" / "aset").glob("lambang.*.svg")

    assert "lambang" not in without
    assert emblem.name != other.name


WRONG = {
    'theme_color = "#16A75C"': ("terlalu terang: kontras tulisan putih di atasnya 3,1, perlu 4,5", "#12864A"),
    'emblem = "tidak-ada.svg"': ("Berkas data/tidak-ada.svg tidak ada", "kosongkan `emblem`"),
    'emblem = "../rahasia.png"': ("bukan nama berkas .svg atau .png", "Tulis namanya saja"),
    'emblem = "lambang.jpg"': ("bukan nama berkas .svg atau .png", "Tulis namanya saja"),
    'emblem = "skrip.svg"': ("berisi skrip atau tautan", "simpan ulang sebagai PNG"),
    'emblem = "polos.svg"': ("tanpa ukuran (viewBox)", "simpan ulang sebagai PNG"),
    'emblem = "palsu.png"': ("bukan PNG yang utuh", "simpan ulang sebagai PNG"),
    'emblem = "besar.svg"': ("berukuran 70 KB; paling besar 60 KB", "sederhanakan SVG-nya"),
}


@pytest.fixture
def drawings(newsroom: Newsroom) -> None:
    """
    Files of `data/` that no page may carry.
    """
    files = {
        "skrip.svg": DRAWING.replace("</svg>", "<script>1</script></svg>"),
        "polos.svg": DRAWING.replace(' viewBox="0 0 80 100"', ""),
        "palsu.png": "bukan gambar",
        "besar.svg": DRAWING.replace("</svg>", f"<!--{'x' * 70_000}--></svg>"),
    }
    for name, text in files.items():
        (newsroom.root / "data" / name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("drawings")
@pytest.mark.parametrize("line", WRONG)
def test_a_look_that_cannot_be_used_is_refused_with_its_line(newsroom: Newsroom, line: str) -> None:
    """
    Where it stands, what was found, what to do; no site is built.
    """
    add_to_office(newsroom, line)
    with pytest.raises(ContentError) as refused:
        newsroom.build()
    [problem] = refused.value.problems
    message, hint = WRONG[line]

    assert problem.path == "data/kantor.toml"
    assert problem.line == len((newsroom.root / "data" / "kantor.toml").read_text(encoding="utf-8").splitlines())
    assert message in problem.message
    assert hint in problem.hint
