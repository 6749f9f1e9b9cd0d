"""Mails."""

import pytest

from mmc.importer.arrival import Attachment
from mmc.importer.parcels import Reception, receive
from mmc.importer.text.anatomy import take_apart
from mmc.importer.text.markup import body_of
from tests.unit.importer.senders import LEAD, RELEASE, TITLE, mail, outlook, photo, word

TEXT = "Pelatihan berlangsung tiga hari dan ditutup dengan pameran kecil."
SIGNED = "\n-- \nHumas Dinas\nHP 0812-0000-0000\n"


def received(data: bytes) -> Reception:
    """What the mail holds."""
    return receive([Attachment("surat.eml", data)], lambda _, offers: range(len(offers)))


@pytest.mark.parametrize(
    "data",
    [
        mail("Rilis", f"Yth. Diskominfo, mohon dimuat.\n\n{RELEASE}{SIGNED}"),
        mail(
            "Fwd: Rilis",
            f"---------- Forwarded message ---------\nDari: Humas <h@x.go.id>\nSubject: Rilis\n\n{RELEASE}\nSalam,\nHumas\n",
        ),
        mail(
            "Rilis",
            "",
            f"<div>Yth. Bapak,</div><p><b>{TITLE}</b></p><p>MMCBarsel-Buntok. {LEAD}</p><p>{TEXT}</p><div>--<br>Humas</div>",
        ),
        outlook(
            "Rilis",
            f"Yth. MMC,\r\n\r\n{RELEASE}\r\nHormat kami,\r\nHumas\r\n".replace("\r\n", "\n").replace("\n", "\r\n"),
        ),
    ],
    ids=["plain", "forwarded", "page", "outlook"],
)
def test_a_mail_is_the_release_without_the_letter(data: bytes) -> None:
    """
    Greeting, header of a forwarded mail and signature are left out and told.
    """
    [one] = received(data).releases
    found = take_apart(one.arrival, "surat", ["Buntok"])

    assert (found.title, found.dateline) == (TITLE, "MMCBarsel-Buntok")
    assert body_of(found.blocks) == f"{LEAD}\n\n{TEXT}\n"
    assert any("surel" in told.message for told in found.doubts)


def test_the_subject_is_the_headline_where_the_text_has_none() -> None:
    """
    `Rilis: …` and `Fwd:` before it are no part of it.
    """
    [one] = received(mail(f"Fwd: Rilis: {TITLE}", f"MMCBarsel-Buntok. {LEAD}\n\n{TEXT}\n")).releases

    assert take_apart(one.arrival, "surat", ["Buntok"]).title == TITLE


def test_an_attached_document_is_the_release_with_the_photos_beside_it() -> None:
    """
    The letter around it is told, not filed.
    """
    data = mail(
        "Rilis", "Berikut kami lampirkan.\n\nSalam", rilis_docx=word(TITLE, LEAD), a_jpg=photo(1), b_jpg=photo(2)
    )
    [one] = received(data).releases

    assert [each.data for each in one.arrival.photos] == [photo(1), photo(2)]
    assert take_apart(one.arrival, "surat", []).title == TITLE


def test_a_mail_with_nothing_in_it_is_refused() -> None:
    """
    It never becomes a story called “From: …”.
    """
    reception = received(mail("Foto", "Yth. MMC,", foto_jpg=photo()))

    assert reception.releases == []
    assert "hanya berisi foto" in reception.problems[0].message
