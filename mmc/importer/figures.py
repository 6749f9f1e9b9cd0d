"""The photos of a document in its order, each with the words that stand beneath it; a letterhead's logo is none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mmc.base.problems import Problem
from mmc.importer.arrival import Attachment, Line, aside
from mmc.importer.photos import size_of
from mmc.indonesian.text import squeeze

LABEL = re.compile(
    r"(?:(?:ket(?:erangan)?\.?|caption|teks)\s*(?:foto|gambar)?|(?:foto|gambar)(?=\s*[\d]{0,3}\s*[:.]))\s*\d{0,3}\s*[:.]\s*",
    re.IGNORECASE,
)
BARE = re.compile(r"(?:foto|gambar)\s*\d{1,3}\.?", re.IGNORECASE)
CREDIT = re.compile(
    r"[\s.,;]*[(\[]?\s*(?:(?:foto|photo|dok(?:umentasi)?|kredit)\s*(?:oleh)?\s*[:/.]\s*|©\s*)(?P<name>[^()\[\]]{2,60}?)\s*[)\]]?\.?$",
    re.IGNORECASE,
)
LONGEST = 300
LOGO = 420  # a logo is at most this wide or high …
LOGO_AREA = 300_000
SMALLEST_LEAD = 600  # … and a photo above the headline at least this wide


@dataclass(frozen=True, slots=True)
class Figures:
    """The lines without photos and captions, the photos in order, and what was set aside."""

    lines: tuple[Line, ...]
    photos: tuple[Attachment, ...]
    told: tuple[Problem, ...] = ()


def figures(lines: Sequence[Line], photos: Sequence[Attachment], path: str, *, has_head: bool) -> Figures:
    """Every photo with its caption; those of the letterhead are left out and told."""
    title = next((order for order, line in enumerate(lines) if line.text.strip() or line.source), len(lines))
    captions = _captions(lines, title)
    taken = {place for place, _ in captions.values()}
    kept: list[Attachment] = []
    left: list[str] = []
    for order, line in enumerate(lines):
        if line.marker != "photo" or not 0 <= line.photo < len(photos):
            continue
        photo = photos[line.photo]
        if order < title and not photo.caption and order not in captions and _is_logo(photo, has_head):
            left.append(photo.name)
            continue
        caption = photo.caption or (captions[order][1] if order in captions else "")
        kept.append(with_caption(photo, caption))
    told = [aside(path, 0, f"Logo kop surat tidak dijadikan foto: {', '.join(left)}.")] if left else []
    shown = {line.photo for line in lines if line.marker == "photo"}
    kept += (with_caption(photo, photo.caption) for number, photo in enumerate(photos) if number not in shown)
    rest = tuple(line for order, line in enumerate(lines) if line.marker != "photo" and order not in taken)
    return Figures(rest, tuple(kept), tuple(told))


def with_caption(photo: Attachment, caption: str) -> Attachment:
    """The photo with these words beneath it, its label and the photographer's name apart from them."""
    words = squeeze(caption).strip("*_ ")
    if not BARE.fullmatch(words):
        label = LABEL.match(words)
        words = words[label.end() :] if label else words
    match = CREDIT.search(words)
    credit = photo.credit
    if (match and match.start() > 0) or (match and not words[: match.start()].strip()):
        credit = credit or match["name"].strip()
        words = words[: match.start()].rstrip(" (,;")
        words = f"{words}." if words and words[-1] not in ".!?”" else words
    return replace(photo, caption=words, credit=credit)


def _is_logo(photo: Attachment, has_head: bool) -> bool:
    width, height = size_of(photo.data)
    if not width:
        return has_head
    is_small = max(width, height) <= LOGO or (width * height < LOGO_AREA and width < SMALLEST_LEAD)
    is_tall_or_square = height >= 0.8 * width
    return is_small or (has_head and (is_tall_or_square or width < SMALLEST_LEAD or width > 4 * height))


def _captions(lines: Sequence[Line], title: int) -> dict[int, tuple[int, str]]:
    """For the place of each photo, the place and words of its caption; photos beside each other share one."""
    found: dict[int, tuple[int, str]] = {}
    runs = _runs(lines)
    after = [(run, _next_words(lines, run[-1])) for run in runs]
    story = [place for run, place in after if run[0] > title]
    captioned = sum(place is not None and _may_caption(lines[place]) for place in story)
    are_series = len(story) > 1 and captioned > len(story) / 2
    for number, (run, place) in enumerate(after):
        if place is None or not _may_caption(lines[place]):
            continue
        line = lines[place]
        text = squeeze(line.text)
        if place == title and not LABEL.match(text):
            continue  # the first words beneath a photo are the headline
        following = runs[number + 1][0] if number + 1 < len(runs) else None
        beyond = _next_words(lines, place, stop_at_photo=False)
        stands_between = following is not None and place < following and (beyond is None or beyond > following)
        if (
            LABEL.match(text)
            or BARE.fullmatch(text)
            or (line.spans and all(span.is_emphasis for span in line.spans if span.text.strip()))
            or CREDIT.search(text)
            or (are_series and (stands_between or beyond is None))
            or (text[-1:] not in '.!?:”"' and len(text) > 12 and not text.isupper() and not line.marker)
        ):
            found.update((order, (place, text)) for order in run)
    return found


def _may_caption(line: Line) -> bool:
    text = squeeze(line.text)
    return (
        not line.source
        and not line.marker
        and 0 < len(text) <= LONGEST
        and text[:1] not in "“\"'‘("
        and re.match(
            r"(?:penulis|peliput|editor|sumber|reporter|fotografer|foto)\s*[:/]\s*\S+(?:\s\S+){0,4}$",
            text,
            re.IGNORECASE,
        )
        is None
        and "//" not in text
    )


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """Photos with nothing between them, together."""
    runs: list[list[int]] = []
    for order, line in enumerate(lines):
        if line.marker != "photo":
            continue
        between = lines[runs[-1][-1] + 1 : order] if runs else [Line(0, "x")]
        if any(one.text.strip() or one.source for one in between):
            runs.append([order])
        else:
            runs[-1].append(order)
    return runs


def _next_words(lines: Sequence[Line], place: int, *, stop_at_photo: bool = True) -> int | None:
    for order in range(place + 1, len(lines)):
        if lines[order].marker == "photo" and stop_at_photo:
            return None
        if lines[order].text.strip() or lines[order].source:
            return order
    return None
