"""What waits is found in a built folder wherever it got, by its words, its address and its files; nothing public is taken for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mmc.base.vocabulary import Vocabulary, load_vocabulary
from mmc.commands.leak_check import LEAST_LETTERS, PHOTOS, look_at_site
from mmc.commands.publication_dates import Header, read_headers
from mmc.pictures.probing import digest_of
from tests.unit.newsroom import NOW, Newsroom, item

EMPTY = "<!doctype html><html lang=id><title>Situs</title><h1>Situs</h1>"
SENTENCES = tuple(
    f"{first} warga bertemu kepala {second} membahas rencana {third} bersama-sama."
    for first, second, third in (
        ("Pagi", "sekolah", "perpustakaan desa"),
        ("Siang", "puskesmas", "imunisasi balita"),
        ("Sore", "pasar", "penataan kios ikan"),
        ("Malam", "balai", "pentas seni tari"),
        ("Subuh", "dermaga", "jadwal kapal feri"),
        ("Esok", "kantor pos", "kiriman barang besar"),
        ("Lusa", "terminal", "rute angkutan desa"),
        ("Nanti", "bengkel", "pelatihan las listrik"),
    )
)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """An office with one public item, and a built folder that holds its front page alone."""
    made = Newsroom(tmp_path).set_up()
    made.write(*item(1))
    (made.root / "site").mkdir()
    (made.root / "site/index.html").write_text(EMPTY, encoding="utf-8")
    return made


def look(newsroom: Newsroom, now: datetime = NOW, vocabulary: Vocabulary | None = None, **more: object) -> list[str]:
    """The messages of the last look at the folder."""
    known = vocabulary or load_vocabulary(newsroom.root / "data")
    found = look_at_site(newsroom.root, newsroom.root / "site", known, now, **more)  # type: ignore[arg-type]
    return [f"{problem.path} {problem.message}" for problem in found]


def built(newsroom: Newsroom, path: str, text: str | bytes = "") -> None:
    """The folder holds this file as well."""
    target = newsroom.root / "site" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else f"{EMPTY}<p>{text}</p>".encode())


def waiting(newsroom: Newsroom, number: int = 7, day: str = "2026-05-01", **fields: str) -> Path:
    """An item that nobody may read yet: a draft, unless the fields say otherwise."""
    return newsroom.write(*item(number, day=day, **{"status": "draf", "body": "\n\n".join(SENTENCES), **fields}))


@pytest.mark.parametrize(
    ("now", "date", "zone"),
    [
        ("2026-06-01T05:00+00:00", "2026-06-02 09.00 WIB", "Asia/Pontianak"),  # tomorrow
        ("2026-06-01T05:00+00:00", "2026-06-01 12.01 WIB", "Asia/Pontianak"),  # in a minute
        ("2026-06-01T17:30+00:00", "2026-06-02 00.31 WIB", "Asia/Pontianak"),  # in a minute, and tomorrow already here
        (
            "2026-06-02T10:30+00:00",
            "2026-06-01 23.45",
            "Pacific/Pago_Pago",
        ),  # in a quarter of an hour, where it is still yesterday
        ("2026-06-01T05:00+00:00", "2027-01-01 09.00 WIB", "Asia/Pontianak"),
    ],
)
def test_a_story_of_later_stays_in(newsroom: Newsroom, now: str, date: str, zone: str) -> None:
    """
    By its date alone, whatever the hour and wherever the office is.
    """
    vocabulary = load_vocabulary(newsroom.root / "data")
    vocabulary = replace(vocabulary, office=replace(vocabulary.office, timezone=zone))
    waiting(newsroom, day=date[:10], date=date, status="terbit")
    built(newsroom, "bocor/index.html", SENTENCES[0])
    messages = look(newsroom, datetime.fromisoformat(now), vocabulary)

    assert any("bocor" in message and "naskah-7" in message for message in messages)


@pytest.mark.parametrize("age", [0, 1, 2, 3, 400])
def test_a_story_that_is_out_may_be_read(newsroom: Newsroom, age: int) -> None:
    """
    What became public a moment or a year ago is no secret.
    """
    moment = NOW - timedelta(days=age, minutes=1) + timedelta(hours=7)
    waiting(newsroom, day=f"{moment:%Y-%m-%d}", date=f"{moment:%Y-%m-%d %H.%M} WIB", status="terbit")
    built(newsroom, "bocor/index.html", SENTENCES[0])

    assert look(newsroom) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draf"},
        {"status": "tinjau"},
        {"status": "terbit", "embargo": "2026-06-01 12.01 WIB"},
        {"status": "terbit", "embargo": "1 Juni 2026 12.01 WIB"},
        {"status": "terbit", "embargo": "2030-01-01 12.01 WIB"},
    ],
)
def test_a_story_that_is_held_back_stays_in(newsroom: Newsroom, fields: dict[str, str]) -> None:
    """
    Drafts, items in review and embargoed ones, however old their date is.
    """
    waiting(newsroom, 7, "2026-05-01", **fields)
    built(newsroom, "bocor/index.html", SENTENCES[0])

    assert len(look(newsroom)) >= 1


@pytest.mark.parametrize("place", ["title", "summary", "beginning", "middle", "end"])
def test_every_part_of_a_story_is_looked_for(newsroom: Newsroom, place: str) -> None:
    """
    One sentence of it is enough to be found, wherever in it that stands.
    """
    title, summary = (
        "Rapat besar tentang jembatan gantung baru",
        "Ringkasan singkat untuk pembaca tentang rapat besar itu",
    )
    waiting(newsroom, title=title, summary=summary)
    text = {"title": title, "summary": summary, "beginning": SENTENCES[0], "middle": SENTENCES[4], "end": SENTENCES[6]}
    built(newsroom, "bocor/index.html", text[place])

    assert [message.split()[0] for message in look(newsroom)] == ["site/bocor/index.html"]


def test_words_that_are_public_as_well_betray_nothing(newsroom: Newsroom) -> None:
    """
    A sentence that a public item, a template or the office's data has too is no leak.
    """
    waiting(newsroom, body="\n\n".join(SENTENCES[:3]))
    newsroom.write(*item(2, body=SENTENCES[0]))
    (newsroom.root / "theme/templates/sama.html").write_text(SENTENCES[1], encoding="utf-8")
    (newsroom.root / "data/lain.toml").write_text(f'text = "{SENTENCES[2]}"', encoding="utf-8")
    built(newsroom, "index.html", " ".join(SENTENCES[:3]))

    assert look(newsroom) == []


def test_a_few_short_words_are_no_sign(newsroom: Newsroom) -> None:
    """
    Only runs of words that are long enough to be its own are looked for.
    """
    few = "satu dua tiga empat"
    assert len(few) < LEAST_LETTERS
    waiting(newsroom, body=f"{few}!", title="Judul")
    built(newsroom, "index.html", f"{few}! Judul")

    assert look(newsroom) == []


def test_a_run_of_just_enough_letters_is_a_sign(newsroom: Newsroom) -> None:
    """
    The shortest run that is looked for is found.
    """
    run = "Empat kata tepat di sini"
    assert len(run) == LEAST_LETTERS
    waiting(newsroom, body=f"{run} saja.", title="Judul")
    built(newsroom, "index.html", f"{run} saja.")

    assert len(look(newsroom)) == 1


@pytest.mark.parametrize(
    "path",
    ["berita/2026/05/naskah-7/index.html", "berita/2026/05/naskah-7/qr.svg", "kartu/cth-7-abcdef01.jpg"],
)
def test_a_file_of_a_story_betrays_it(newsroom: Newsroom, path: str) -> None:
    """
    Its page, the small files beside it, and its card.
    """
    waiting(newsroom)
    built(newsroom, path)

    assert any(path in message and "milik naskah yang belum terbit" in message for message in look(newsroom))


def test_its_address_betrays_it(newsroom: Newsroom) -> None:
    """
    A list that leads to it says that there is something.
    """
    waiting(newsroom)
    built(newsroom, "index.html", "/berita/2026/05/naskah-7/")

    assert any("bocor" in message for message in look(newsroom))


FOLDER = "content/berita/2026/05"


def photo_problem(newsroom: Newsroom, photo: Path) -> list[str]:
    """What is said of the published form of this photo."""
    built(newsroom, f"media/{digest_of(photo.read_bytes())}-360.jpg", b"x")
    return [message for message in look(newsroom) if "media/" in message]


@pytest.mark.parametrize("suffix", PHOTOS)
def test_its_photos_betray_it(newsroom: Newsroom, suffix: str) -> None:
    """
    The photo that bears its name, in every form that a photo may have.
    """
    waiting(newsroom)
    photo = newsroom.root / FOLDER / f"2026-05-01-naskah-7-1{suffix.upper()}"
    photo.write_bytes(b"foto rahasia")

    assert len(photo_problem(newsroom, photo)) == 1


def test_the_photos_that_it_names_betray_it(newsroom: Newsroom) -> None:
    """
    In `photo`, and in the list of a gallery.
    """
    waiting(newsroom, photo="lain.jpg", photo_alt="Perahu di dermaga")
    photo = newsroom.root / FOLDER / "lain.jpg"
    photo.write_bytes(b"foto rahasia")

    assert len(photo_problem(newsroom, photo)) == 1


def test_a_photo_of_a_public_story_betrays_nothing(newsroom: Newsroom) -> None:
    """
    The same bytes shown elsewhere, and a photo that lies in the folder for another item.
    """
    waiting(newsroom, photo="2026-05-01-naskah-1-1.jpg", photo_alt="Perahu")
    shared, public = (
        newsroom.root / FOLDER / "2026-05-01-naskah-7-1.jpg",
        newsroom.root / FOLDER / "2026-05-01-naskah-1-2.jpg",
    )
    shared.write_bytes(b"foto bersama")
    public.write_bytes(b"foto bersama")
    named = newsroom.root / FOLDER / "2026-05-01-naskah-1-1.jpg"
    named.write_bytes(b"foto naskah satu")

    assert photo_problem(newsroom, shared) == []
    assert photo_problem(newsroom, named) == []


def test_a_photo_of_the_same_size_is_another_photo(newsroom: Newsroom) -> None:
    """
    Bytes are compared, not how many they are.
    """
    waiting(newsroom)
    secret, public = (
        newsroom.root / FOLDER / "2026-05-01-naskah-7-1.jpg",
        newsroom.root / FOLDER / "2026-05-01-naskah-1-1.jpg",
    )
    secret.write_bytes(b"foto rahasia")
    public.write_bytes(b"foto terbuka")

    assert len(photo_problem(newsroom, secret)) == 1
    assert photo_problem(newsroom, public) == photo_problem(newsroom, secret)  # the public one adds nothing


def test_a_photo_that_nobody_waits_for_is_let_out(newsroom: Newsroom) -> None:
    """
    A draft makes no secret of the photos of others.
    """
    waiting(newsroom)
    public = newsroom.root / FOLDER / "2026-05-01-naskah-1-1.jpg"
    public.write_bytes(b"foto terbuka")

    assert photo_problem(newsroom, public) == []


def test_the_site_is_compared_with_the_one_before(newsroom: Newsroom) -> None:
    """
    Pages and published items that are gone are told, up to the share that may be missing.
    """
    assert look(newsroom, pages_before=1) == []
    assert any("menyusut" in message for message in look(newsroom, pages_before=2))
    assert look(newsroom, pages_before=2, shrinkage=0.5) == []


def test_only_what_is_new_is_read(newsroom: Newsroom) -> None:
    """
    With `only`, the words of other files are not asked; their names always are, from `holds` where it is given.
    """
    waiting(newsroom)
    built(newsroom, "bocor/index.html", SENTENCES[0])
    betraying = ["index.html", "kartu/cth-7-abcdef01.jpg"]

    assert look(newsroom, only=["index.html"]) == []
    assert len(look(newsroom, only=["bocor/index.html"])) == 1
    assert len(look(newsroom, only=[], holds=betraying)) == 1


def test_what_the_content_says_may_have_been_asked_before(newsroom: Newsroom) -> None:
    """
    The given headers are believed and the files not listed again; one that leaves doubt is read.
    """
    path = waiting(newsroom).relative_to(newsroom.root).as_posix()
    built(newsroom, "bocor/index.html", SENTENCES[0])
    headers = read_headers(newsroom.root)

    assert len(look(newsroom, headers=headers)) == 1
    assert look(newsroom, headers={**headers, path: Header("2026-05-01", ())}) == []
    assert look(newsroom, headers={}) == []
    assert len(look(newsroom, headers={path: Header("", ())})) == 1


def test_old_addresses_lead_on(newsroom: Newsroom) -> None:
    """
    A link to what the server leads on is alive: by the list that was given, and by the office's own.
    """
    built(newsroom, "index.html", '<a href="/lama/">Lama</a> <a href="/pindah/">Pindah</a>')
    (newsroom.root / "data/pengalihan.toml").write_text(
        '[[redirect]]\nfrom = "/pindah/"\nto = "/berita/"\n', encoding="utf-8"
    )

    assert len(look(newsroom)) == 1
    assert look(newsroom, redirects=["/lama/"]) == []


def test_the_sites_own_host_is_its_own(newsroom: Newsroom) -> None:
    """
    Its scripts may come from its own address, and from no other.
    """
    built(newsroom, "index.html", '<script src="https://mmc.example/a.js"></script>')
    own = look(newsroom)
    built(newsroom, "index.html", '<script src="https://lain.example/a.js"></script>')

    assert [message for message in own if "lain" in message] == []
    assert look(newsroom) != own
