"""What is read out: the script of a minute for the radio, and the whole item for the spoken edition."""

from __future__ import annotations

from collections.abc import Iterator

from mmc.base import addresses
from mmc.channels.sms import sms
from mmc.channels.telling import Telling
from mmc.indonesian.calendar import clock, long_date
from mmc.indonesian.spoken import seconds, spoken
from mmc.indonesian.text import sentences, squeeze

RADIO_SECONDS = 60  # beyond it, nothing but what must be said
WIDTH = 72  # letters in a line, as a newsreader's sheet has


def radio(told: Telling) -> str:
    """
    A sheet for the newsreader: what it is and how long it takes, then the words, each as it is spoken.

    It begins and ends with what must be known; in between stand as many sentences as fit into a minute.
    """
    return _sheet(told, "NASKAH RADIO", _minute(told))


def texts(told: Telling) -> dict[str, str]:
    """The scripts and the short message, by the names of their files."""
    return {addresses.RADIO: radio(told), addresses.SPOKEN: spoken_edition(told), addresses.SMS: f"{sms(told)}\n"}


def length(told: Telling) -> int:
    """How many seconds the radio script takes."""
    return seconds("\n\n".join(_minute(told)))


def _minute(told: Telling) -> list[str]:
    opening, closing = list(_opening(told)), list(_closing(told))
    kept: list[str] = []
    for sentence in _facts(told):
        if seconds("\n\n".join([*opening, *kept, sentence, *closing])) > RADIO_SECONDS:
            break
        kept.append(sentence)
    return [*opening, *([" ".join(kept)] if kept else []), *closing]


def spoken_edition(told: Telling) -> str:
    """The whole item as it is spoken, for a recording or for who reads it to others."""
    middle = [] if told.notice == "Ditarik" else [said for text in told.paragraphs if (said := spoken(text))]
    return _sheet(told, "EDISI SUARA", [*_opening(told), *middle, *_closing(told)])


def _sheet(told: Telling, name: str, words: list[str]) -> str:
    text = "\n\n".join(words)
    taken = seconds(text)
    minutes = f" ({taken // 60} menit {taken % 60} detik)" if taken >= 60 else ""
    head = (
        f"{name} · {told.label}",
        f"Judul: {squeeze(told.title)}",
        f"Terbit: {long_date(told.published_at)}, {clock(told.published_at)}",
        f"Lama baca: {taken} detik{minutes}, {len(text.split())} kata",
        f"Sumber: {told.office}, {told.url}",
    )
    return "\n".join([*head, "", "─" * 24, "", *_wrapped(text)]) + "\n"


def _wrapped(text: str) -> Iterator[str]:
    """Lines short enough to be read from a stand; an empty one between paragraphs."""
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > WIDTH:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        yield line


def _opening(told: Telling) -> Iterator[str]:
    title = _sentence(told.title)
    if told.notice:
        changed = f" {_sentence(told.changed)}" if told.changed else ""
        yield spoken(f"{told.notice} dari {told.office}. {title}{changed}")
        return
    if told.verdict:
        claim = f"Ada kabar yang beredar: {_sentence(told.claim)}" if told.claim else ""
        by = f" Dijawab oleh {_sentence(told.answered_by)}" if told.answered_by else ""
        yield spoken(f"Klarifikasi resmi dari {told.office}. {title}{by}")
        yield spoken(f"{claim} {_answer(told)}")
    else:
        yield spoken(f"{_capital(told.label)} dari {told.office}. {title}")
    if told.span:
        held = "Waktunya" if told.kind == "Agenda" else "Berlaku"
        yield spoken(f"{held} {told.span}.{f' Tempatnya {_sentence(told.place)}' if told.place else ''}")


def _answer(told: Telling) -> str:
    """The answer in a sentence; written in capitals it is a sign, spoken it is a word."""
    return (
        f"Kabar itu {told.verdict.lower()}. {_sentence(told.meaning)}" if told.tone != "benar" else "Kabar itu benar."
    )


def _facts(told: Telling) -> Iterator[str]:
    """What is known, a spoken sentence at a time; nothing of an item that was withdrawn."""
    if told.notice == "Ditarik":
        return
    if told.summary:
        yield from sentences(spoken(_sentence(told.summary)))
    seen = spoken(told.summary)
    for paragraph in told.paragraphs:
        yield from (each for each in sentences(spoken(paragraph)) if each not in seen)


def _closing(told: Telling) -> Iterator[str]:
    if told.is_urgent and told.emergency:
        number, whom = told.emergency[0]
        yield spoken(f"Dalam keadaan darurat, hubungi {number}, {whom.lower()}.")
    if told.is_urgent or told.verdict:
        yield spoken(f"Sekali lagi: {_sentence(told.title)}")
    yield spoken(f"Selengkapnya di https://{told.domain}. Demikian dari {told.office}.")


def _sentence(text: str) -> str:
    text = squeeze(text)
    return text if not text or text[-1] in '.!?…”"' else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
