"""A chat exported from WhatsApp (Android or iOS, Indonesian or English): its messages, and which of them look like releases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from mmc.importer.arrival import Line
from mmc.indonesian.dateline import split_dateline
from mmc.indonesian.text import squeeze

_SPACE = "[ \u00a0\u202f]"
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u2068\u2069"
_DAY = r"(?P<a>\d{1,4})[/.-](?P<b>\d{1,2})[/.-](?P<c>\d{2,4})"
_HOUR = rf"(?P<hour>\d{{1,2}})[.:](?P<minute>\d{{2}})(?:[.:](?P<second>\d{{2}}))?(?:{_SPACE}?(?P<half>[AaPp])\.?{_SPACE}?[Mm]\.?)?"
_WHEN = rf"{_DAY},?{_SPACE}(?:pukul{_SPACE})?{_HOUR}"
_HEAD = re.compile(
    rf"[{_MARKS}]*(?:\[{_WHEN}\]{_SPACE}?|{_WHEN.replace('?P<', '?P<_')}{_SPACE}?[-–]{_SPACE})(?P<rest>.*)$"
)
_SENDER = re.compile(rf"[{_MARKS}]*(?P<name>[^:]{{1,60}}?):(?:{_SPACE}|$)(?P<text>.*)$", re.DOTALL)
_FILE = re.compile(
    rf"[{_MARKS}]*(?:<(?:terlampir|lampiran|attached|attachment){_SPACE}?:{_SPACE}?(?P<ios>[^<>\n]{{1,200}})>"
    rf"|(?P<android>[^\n<>:]{{1,200}}\.\w{{2,5}}){_SPACE}\((?:file terlampir|berkas terlampir|file attached)\))"
)
_OMITTED = re.compile(
    rf"[{_MARKS}]*<?(?:media|foto|gambar|image|photo|video|audio|dokumen|document|stiker|sticker|gif|kartu kontak|contact card)"
    rf"{_SPACE}(?:tidak disertakan|dihilangkan|omitted)>?",
    re.IGNORECASE,
)
_EDITED = re.compile(rf"{_SPACE}?[{_MARKS}]*<(?:pesan ini (?:telah )?diedit|this message was edited)>", re.IGNORECASE)
_NAMED_AT = re.compile(r"(20\d{2})-?(\d{2})-?(\d{2})(?:[ _-]+(?:at |pukul )?(\d{1,2})[.:-]?(\d{2})[.:-]?(\d{2})?)?")
NEAR = timedelta(minutes=45)
BEFORE = timedelta(minutes=10)
SHORTEST = 200
DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".html", ".eml")


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `number` is the line of the export on which its words begin; `at` is as the phone's clock told, whatever its zone."""

    number: int
    at: datetime
    sender: str
    text: str
    files: tuple[str, ...] = ()
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What looks like a release: words of a message or a document sent, and the photos that belong to it."""

    title: str
    at: datetime
    sender: str
    lines: tuple[Line, ...] = ()
    document: str = ""
    photos: tuple[tuple[str, str], ...] = ()  # file and caption
    omitted: int = 0


def is_chat(text: str) -> bool:
    """True for an export or several messages copied at once; one message copied with its sender is a text."""
    lines = text.splitlines()[:400]
    return sum(_HEAD.match(line) is not None for line in lines) >= 2


def messages(text: str) -> tuple[Message, ...]:
    """Every message that a person sent, in order; notices of the program are none."""
    lines = text.split("\n")
    heads = [(number, match) for number, line in enumerate(lines, start=1) if (match := _HEAD.match(line.rstrip("\r")))]
    is_month_first = _month_first(match for _, match in heads)
    found: list[Message] = []
    for order, (number, match) in enumerate(heads):
        end = heads[order + 1][0] - 1 if order + 1 < len(heads) else len(lines)
        sender = _SENDER.match(match["rest"])
        at = _moment(match, is_month_first)
        if sender is None or at is None:
            continue
        body = "\n".join([sender["text"].rstrip("\r"), *(line.rstrip("\r") for line in lines[number:end])])
        found.append(_message(number, at, squeeze(sender["name"]), body))
    return tuple(found)


def _message(number: int, at: datetime, sender: str, body: str) -> Message:
    files = tuple((match["ios"] or match["android"]).strip() for match in _FILE.finditer(body))
    body = _FILE.sub("", body)
    omitted = len(_OMITTED.findall(body))
    body = _EDITED.sub("", _OMITTED.sub("", body))
    return Message(number, at, sender, body.rstrip().lstrip(_MARKS), files, omitted)


def _month_first(heads: Iterable[re.Match[str]]) -> bool:
    days = [(int(match["a"] or match["_a"]), int(match["b"] or match["_b"])) for match in heads]
    return any(second > 12 for _, second in days) and not any(12 < first < 32 for first, _ in days)


def _moment(match: re.Match[str], is_month_first: bool) -> datetime | None:
    part = {name: match[name] or match["_" + name] for name in ("a", "b", "c", "hour", "minute", "second", "half")}
    first, second, third = int(part["a"]), int(part["b"]), int(part["c"])
    if first > 31:
        year, month, day = first, second, third
    else:
        year, month, day = third, *((first, second) if is_month_first else (second, first))
    hour = int(part["hour"])
    if part["half"]:
        hour = hour % 12 + 12 * (part["half"].casefold() == "p")
    try:
        year += 2000 * (year < 100)
        return datetime(year, month, day, hour, int(part["minute"]), int(part["second"] or 0), tzinfo=UTC)
    except ValueError:
        return None


def candidates(found: Sequence[Message], places: Iterable[str] = ()) -> tuple[Candidate, ...]:
    """What looks like releases, in order, each with the photos that its sender sent around it."""
    known = {squeeze(place).casefold().replace(" ", "") for place in places}
    starts: list[tuple[int, Candidate]] = []
    for order, message in enumerate(found):
        starts += (
            (order, Candidate(name, message.at, message.sender, document=name))
            for name in message.files
            if name.casefold().endswith(DOCUMENTS)
        )
        if _looks_like_release(message.text, known):
            lines = _lines(message)
            first = squeeze(lines[0].text) if lines else ""
            previous = found[order - 1] if order else None
            if previous and split_dateline(first.strip("*_ "), known) and _is_headline_of(previous, message):
                lines = (*_lines(previous), *lines)
            title = next((squeeze(line.text).strip("*_ ") for line in lines if line.text.strip()), "")
            starts.append((order, Candidate(title, message.at, message.sender, tuple(lines))))
    return tuple(_with_photos(start, starts, found) for start in starts)


def _lines(message: Message) -> tuple[Line, ...]:
    return tuple(Line(message.number + order, text) for order, text in enumerate(message.text.split("\n")))


def _looks_like_release(text: str, places: set[str]) -> bool:
    filled = [squeeze(line).strip("*_ ") for line in text.split("\n") if line.strip()]
    letters = sum(map(len, filled))
    if len(filled) >= 2 and letters > 80 and any(split_dateline(line, places) for line in filled[:8] if len(line) > 40):
        return True
    if len(filled) == 1 and letters > 80 and split_dateline(filled[0], places) is not None:
        return True
    return len(filled) >= 3 and letters >= SHORTEST and max(map(len, filled)) >= 80


def _is_headline_of(previous: Message, message: Message) -> bool:
    text = squeeze(previous.text)
    return (
        previous.sender == message.sender
        and message.at - previous.at <= timedelta(minutes=3)
        and 12 < len(text) <= 200
        and not previous.files
        and not re.match(r"(?:selamat|assalam|izin|mohon|pak|bu|bapak|ibu|siap|ok)\b", text, re.IGNORECASE)
    )


def _with_photos(
    start: tuple[int, Candidate], starts: Sequence[tuple[int, Candidate]], found: Sequence[Message]
) -> Candidate:
    """The candidate with the photos of its sender: those after it until the next one, and those shortly before the first."""
    order, candidate = start
    own = [place for place, other in starts if other.sender == candidate.sender]
    following = min((place for place in own if place > order), default=len(found))
    preceding = max((place for place in own if place < order), default=-1)
    photos: list[tuple[str, str]] = []
    omitted = 0
    for place in range(preceding + 1, following):
        message = found[place]
        apart = message.at - candidate.at
        if message.sender != candidate.sender or apart > NEAR or apart < -BEFORE:
            continue
        if place < order and preceding >= 0:
            continue  # it came after the release before
        if (
            place > order
            and following < len(found)
            and found[following].at - message.at < timedelta(seconds=20) < apart - timedelta(minutes=5)
        ):
            continue  # sent at once with the next one
        caption = "" if place == order and candidate.lines else squeeze(message.text)
        if caption == "" and message.files and place + 1 < following:
            after = found[place + 1]
            is_caption = after.sender == message.sender and not after.files and not after.omitted
            words = squeeze(after.text)
            if is_caption and re.match(r"(?:ket(?:erangan)?\.?(?: foto)?|caption|foto)\s*[:.]", words, re.IGNORECASE):
                caption = words
        photos += ((name, caption) for name in message.files if not name.casefold().endswith(DOCUMENTS))
        omitted += message.omitted
    return replace(candidate, photos=tuple(photos), omitted=omitted)


def named_at(name: str) -> datetime | None:
    """The moment that a photo's name tells: `IMG-20261127-WA0003.jpg`, `WhatsApp Image 2026-11-27 at 08.16.02.jpeg`."""
    match = _NAMED_AT.search(name)
    if match is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
