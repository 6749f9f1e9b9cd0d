"""Chats exported from WhatsApp."""

from collections.abc import Callable, Sequence

import pytest

from mmc.importer.arrival import Attachment
from mmc.importer.parcels import Reception, receive
from mmc.importer.readers.whatsapp import Candidate, candidates, messages
from mmc.importer.text.anatomy import take_apart
from tests.unit.importer.senders import LEAD, TITLE, photo, word

TEXT = "Pelatihan berlangsung tiga hari dan ditutup dengan pameran kecil."
STORY = f"*{TITLE}*\n\nMMCBarsel-Buntok. {LEAD}\n\n{TEXT}"
ANDROID = """26/11/26 08.12 - Pesan dan panggilan dienkripsi secara end-to-end. Pelajari selengkapnya.
26/11/26 08.13 - Editor menambahkan Rudi
26/11/26 08.15 - Rudi: Selamat pagi pak, izin kirim rilis
26/11/26 08.15 - Rudi: {story}
26/11/26 08.16 - Rudi: IMG-20261126-WA0003.jpg (file terlampir)
Penyerahan alat anyam
26/11/26 08.16 - Rudi: <Media tidak disertakan>
26/11/26 08.17 - Editor: Siap, terima kasih
"""
IOS = """[26/11/26 08.12.44] Grup MMC: \u200ePesan dan panggilan terenkripsi secara end-to-end.
[26/11/26 08.15.40] Rudi: {story}
\u200e[26/11/26 08.16.02] Rudi: Penyerahan alat anyam \u200e<terlampir: 00000012-PHOTO-2026-11-26-08-16-02.jpg>
[26/11/26 08.17.30] Editor: Siap
[26/11/26 08.18.00] +62 812-0000-0000: \u200ePesan ini dihapus.
"""
ENGLISH = """[11/26/26, 8:12:44\u202fAM] MMC: \u200eMessages and calls are end-to-end encrypted.
\u200e[11/26/26, 8:15:20\u202fAM] Rudi: \u200e<attached: 00000012-PHOTO-2026-11-26-08-15-20.jpg>
[11/26/26, 8:15:40\u202fAM] Rudi: {story}
[11/26/26, 1:02:00\u202fPM] Editor: ok
"""
ANDROID_ENGLISH = """11/26/26, 8:12 AM - Messages and calls are end-to-end encrypted. Tap to learn more.
11/26/26, 8:15 AM - Rudi: IMG-20261126-WA0001.jpg (file attached)
{story}
11/26/26, 8:16 AM - Ani: Siap
"""


def everything(_: str, offers: Sequence[Candidate]) -> Sequence[int]:
    """All that is offered."""
    return range(len(offers))


def received(
    text: str, choose: Callable[[str, Sequence[Candidate]], Sequence[int]] = everything, **files: bytes
) -> Reception:
    """What a folder with this chat and these files holds; `_` in a name stands for a point."""
    beside = [Attachment(name.replace("_", "."), data) for name, data in files.items()]
    return receive([Attachment("_chat.txt", text.encode()), *beside], choose, ["Buntok"])


@pytest.mark.parametrize(
    ("chat", "file", "caption"),
    [
        (ANDROID, "IMG-20261126-WA0003.jpg", "Penyerahan alat anyam"),
        (IOS, "00000012-PHOTO-2026-11-26-08-16-02.jpg", "Penyerahan alat anyam"),
        (ENGLISH, "00000012-PHOTO-2026-11-26-08-15-20.jpg", ""),
        (ANDROID_ENGLISH, "IMG-20261126-WA0001.jpg", ""),
    ],
    ids=["android", "ios", "ios english", "android english"],
)
def test_the_release_of_a_chat_comes_with_its_photo(chat: str, file: str, caption: str) -> None:
    """
    One message is the release; the photo that its sender sent beside it is its photo, with the words beneath it.
    """
    files = [Attachment("_chat.txt", chat.format(story=STORY).encode()), Attachment(file, photo())]
    [one] = receive(files, everything, ["Buntok"]).releases
    found = take_apart(one.arrival, "chat", ["Buntok"])

    assert (found.title, found.dateline) == (TITLE, "MMCBarsel-Buntok")
    assert [block.text for block in found.blocks] == [LEAD, TEXT]
    assert [(each.data, each.caption) for each in found.photos] == [(photo(), caption)]


def test_media_that_were_not_exported_are_told() -> None:
    """
    The count, and the names and words of those that have one.
    """
    [one] = received(ANDROID.format(story=STORY)).releases
    [told] = [each.message for each in one.arrival.doubts if "tidak disertakan" in each.message]

    assert told.startswith("2 foto atau video")
    assert "IMG-20261126-WA0003.jpg: “Penyerahan alat anyam”" in told


def test_photos_given_beside_a_bare_chat_are_matched_by_time() -> None:
    """
    A photo saved by hand bears the moment of its message in its name.
    """
    chat = (
        f"26/11/26 08.15 - Rudi: {STORY}\n26/11/26 08.16 - Rudi: <Media tidak disertakan>\n26/11/26 08.17 - Ani: ok\n"
    )
    files = [
        Attachment("WhatsApp Image 2026-11-26 at 08.16.02.jpeg", photo(1)),
        Attachment("WhatsApp Image 2026-11-20 at 10.00.00.jpeg", photo(2)),
    ]
    [one] = receive([Attachment("chat.txt", chat.encode()), *files], everything, ["Buntok"]).releases

    assert one.arrival.photos[0].data == photo(1)
    assert not any("tidak disertakan" in each.message for each in one.arrival.doubts)


def test_two_releases_are_offered_and_each_keeps_its_photos() -> None:
    """
    What is not chosen is not filed, nor are its photos.
    """
    other = (
        "*Harga Karet Naik di Pasar Lama*\n\nBuntok – Harga karet di Pasar Lama naik menjadi Rp12.000 per kilogram, "
        "Kamis (26/11/2026).\n\nPedagang senang."
    )
    chat = (
        f"26/11/26 08.15 - Rudi: {STORY}\n26/11/26 08.16 - Rudi: a.jpg (file terlampir)\n"
        f"26/11/26 09.15 - Ani: {other}\n26/11/26 09.16 - Ani: b.jpg (file terlampir)\nPedagang menimbang karet\n"
    )
    seen: list[str] = []

    def second(_: str, offers: Sequence[Candidate]) -> Sequence[int]:
        seen.extend(offer.title for offer in offers)
        return [1]

    reception = received(chat, second, a_jpg=photo(1), b_jpg=photo(2))

    assert seen == [TITLE, "Harga Karet Naik di Pasar Lama"]
    assert [[(each.data, each.caption) for each in one.arrival.photos] for one in reception.releases] == [
        [(photo(2), "Pedagang menimbang karet")]
    ]
    assert reception.photos == []


def test_a_headline_sent_by_itself_joins_its_story() -> None:
    """
    Reporters often send the headline first, and the text a moment later.
    """
    chat = (
        f"26/11/26 08.15 - Rudi: {TITLE}\n26/11/26 08.15 - Rudi: Buntok – {LEAD}\n\n{TEXT}\n26/11/26 08.17 - Ani: ok\n"
    )
    [one] = received(chat).releases

    assert take_apart(one.arrival, "chat", ["Buntok"]).title == TITLE


def test_a_document_sent_in_a_chat_is_a_release() -> None:
    """
    The chat around it is left.
    """
    chat = "26/11/26 08.15 - Rudi: rilis.docx (file terlampir)\n26/11/26 08.16 - Rudi: a.jpg (file terlampir)\n26/11/26 08.17 - Ani: ok\n"
    reception = received(chat, rilis_docx=word(TITLE, LEAD), a_jpg=photo())
    releases = [take_apart(one.arrival, "chat", []) for one in reception.releases]

    assert TITLE in [one.title for one in releases]
    assert reception.problems == []


def test_a_chat_without_a_release_is_refused() -> None:
    """
    Small talk is no story.
    """
    reception = received("26/11/26 08.15 - Rudi: Pagi\n26/11/26 08.16 - Ani: Pagi juga\n")

    assert reception.releases == []
    assert "tidak ada yang tampak seperti rilis" in reception.problems[0].message


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        ("26/11/26 08.15 - ", "2026-11-26 08:15"),
        ("26/11/2026, 20:15 - ", "2026-11-26 20:15"),
        ("11/26/26, 8:15\u202fPM - ", "2026-11-26 20:15"),
        ("[26/11/26 pukul 08.15.40] ", "2026-11-26 08:15"),
        ("[2026-11-26, 12:15:40 AM] ", "2026-11-26 00:15"),
        ("\u200e[26.11.26, 08:15:40] ", "2026-11-26 08:15"),
    ],
)
def test_every_form_of_the_moment_is_read(head: str, moment: str) -> None:
    """
    Phones write day and hour as their country does, with marks that nobody sees.
    """
    [found] = messages(f"{head}Rudi: halo")

    assert f"{found.at:%Y-%m-%d %H:%M}" == moment
    assert found.text == "halo"


def test_no_chat_is_a_candidate_twice() -> None:
    """
    A message is one candidate, whatever it holds.
    """
    assert len(candidates(messages(ANDROID.format(story=STORY)))) == 1
