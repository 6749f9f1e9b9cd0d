"""An item in every channel: what is told of it, and from that its sheets, its slides and its texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import Change, Item
from mmc.base.vocabulary import EMERGENCY_NUMBERS, VERDICTS, Vocabulary
from mmc.catalogue.catalogue import last_change
from mmc.channels import Telling
from mmc.indonesian.calendar import clock, long_date, plain_date
from mmc.indonesian.text import excerpt, sentences
from mmc.pictures import Colours
from mmc.pictures.sheets.words import SheetText, Slide
from mmc.prose.paragraphs import paragraphs

CALLS = ("112", "115", "119")  # of the emergency numbers, those that a sheet has room for
LONGEST_FACT = 420  # letters of one paragraph on a sheet
MOST_FACTS = 6
SLIDE_LETTERS, MOST_SLIDES = 230, 5  # of a slide's words; slides between the first and the last


def telling(vocabulary: Vocabulary, address: str, item: Item, html: str) -> Telling:
    """What is told of the item; `address` is the site's own, `html` the item's text."""
    verdict = VERDICTS.get(item.verdict)
    latest = _latest(item)
    return Telling(
        title=item.title,
        headline=item.headline,
        url=f"{address}{item.url}",
        office=vocabulary.office.name,
        kind=KINDS[item.kind].label,
        published_at=item.date,
        summary=item.summary,
        paragraphs=paragraphs(html),
        key_points=item.key_points,
        verdict=verdict.word if verdict else "",
        note=verdict.note if verdict else "",
        tone=verdict.tone if verdict else "",
        meaning=verdict.meaning if verdict else "",
        claim=item.claim,
        number=item.number,
        answered_by=item.answered_by,
        notice="Ditarik" if item.withdrawn else latest.kind.capitalize() if latest else "",
        changed=item.withdrawn.text if item.withdrawn else latest.text if latest else "",
        is_urgent=item.urgent,
        starts_at=item.starts,
        ends_at=item.ends,
        place=item.event_place,
        contacts=tuple(f"{each.label}: {each.text}" for each in vocabulary.office.contacts if each.text),
        emergency=tuple(EMERGENCY_NUMBERS.items()) if item.urgent else (),
    )


def _latest(item: Item) -> Change | None:
    """The latest change, if it is a correction that everybody must know of."""
    latest = max(item.corrections, key=lambda change: change.at, default=None)
    return latest if latest and latest.kind != "pembaruan" else None


def sheet_text(told: Telling, item: Item, theme_color: str) -> SheetText:
    """What hangs on the wall."""
    changed = last_change(item) or item.date
    calls = " · ".join(f"{_name(number)} {number}" for number in CALLS) if told.emergency else ""
    is_gone = item.withdrawn is not None
    return SheetText(
        title=told.title,
        label=told.label,
        office=told.office,
        url=told.url,
        issued=f"Keadaan {long_date(changed)}, {clock(changed)}",
        day=(changed.year, changed.month, changed.day),
        verdict="DITARIK" if is_gone else told.verdict,
        note="" if is_gone else told.note,
        tone="salah" if is_gone else told.tone,
        claim="" if is_gone else told.claim,
        span="" if is_gone else _capital(told.span),
        facts=(told.changed,) if is_gone else tuple(islice(_facts(told), MOST_FACTS)),
        foot=tuple(filter(None, (calls, *told.contacts[:1]))),
        is_urgent=told.is_urgent and not is_gone,
        colours=Colours.of(theme_color),
    )


def _name(number: str) -> str:
    return EMERGENCY_NUMBERS[number].partition(",")[0].partition(" (")[0].partition(" dan ")[0]


def _facts(told: Telling) -> Iterator[str]:
    if told.changed:
        yield f"{told.notice}: {told.changed}"
    if told.summary:
        yield told.summary
    for text in told.key_points or told.paragraphs:
        if text not in told.summary:
            yield excerpt(text, LONGEST_FACT)


def slides(told: Telling, theme_color: str) -> tuple[Slide, ...]:
    """The pictures behind the item's card: the rumour with its answer, when and where, what is known, where to read on."""
    parts: list[dict[str, object]] = []
    if told.changed:
        parts.append({"label": told.notice, "text": told.changed})
    if told.notice != "Ditarik":
        if told.claim:
            said = {"is_claim": True, "verdict": told.verdict, "tone": told.tone}
            parts.append({"label": "Kabar yang beredar", "text": f"“{told.claim}”", **said})
        when = "\n".join(filter(None, (_capital(told.span), told.place)))
        if when:
            parts.append({"label": "Waktu dan tempat" if told.place else "Waktu", "text": when})
        label = "Yang diketahui" if told.verdict else told.kind
        known = _grouped(told.key_points or _sentences(told))
        parts += [{"label": label, "text": text} for text in islice(known, MOST_SLIDES)]
    parts.append({"label": "Baca selengkapnya", "text": _ending(told), "url": told.domain})
    count = len(parts) + 1
    colours = Colours.of(theme_color)
    return tuple(
        Slide(brand_name=told.office, place=(number, count), is_urgent=told.is_urgent, colours=colours, **part)  # type: ignore[arg-type]
        for number, part in enumerate(parts, start=2)
    )


def _ending(told: Telling) -> str:
    if told.number:
        return f"Jawaban lengkap dengan sumbernya: cari {told.number} di"
    return f"Terbit {plain_date(told.published_at)}. Selengkapnya di"


def _sentences(told: Telling) -> Iterator[str]:
    yield from sentences(told.summary)
    for text in told.paragraphs:
        yield from (each for each in sentences(text) if each not in told.summary)


def _grouped(texts: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    """As many whole sentences to a slide as it has room for."""
    held = ""
    for text in texts:
        longer = f"{held} {text}".strip()
        if held and len(longer) > SLIDE_LETTERS:
            yield held
            longer = text
        held = longer
    if held:
        yield held


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
