"""Notes on language: house style, EYD basics, plain words; a note never stops a release, and its writer may know better."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mmc.base.problems import Severity
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.plain_text import ENTRY, FIELD, HEADING, PARAGRAPH, Passage
from mmc.checks.rules.language import house_style, readability, spelling
from mmc.indonesian.dateline import split_dateline
from mmc.indonesian.punctuation import Slip, missing_end, slips

LONGEST_TITLE = 100
HARD = 65  # a text above this figure gets a note; see `readability`
Rule = Callable[[str], Iterator[Slip]]
EVERYWHERE = frozenset([PARAGRAPH, ENTRY, HEADING, FIELD])
RUNNING = frozenset([PARAGRAPH, ENTRY])


def _told(draft: Draft, rule: Rule, kinds: frozenset[str] = EVERYWHERE) -> Iterator[Finding]:
    """What the rule says of every passage of these kinds; a text in another language is none of ours."""
    if draft.value("lang") not in ("", "id"):
        return
    for passage in draft.passages:
        if passage.kind in kinds:
            for slip in rule(passage.text):
                yield _finding(passage, slip)


def _finding(passage: Passage, slip: Slip) -> Finding:
    return Finding(passage.line_at(slip.start), slip.message, slip.hint, field=passage.field)


def words(draft: Draft) -> Iterator[Finding]:
    """Words are spelt as KBBI has them."""
    title = draft.value("title").strip()
    yield from _told(draft, spelling.misspelt, RUNNING | {HEADING})
    yield from _told(draft, lambda text: spelling.misspelt(text, is_title=text == title), frozenset([FIELD]))


def prepositions(draft: Draft) -> Iterator[Finding]:
    """`di` and `ke` stand apart from a place and joined to a verb."""
    yield from _told(draft, spelling.prepositions)


def repeated_words(draft: Draft) -> Iterator[Finding]:
    """No word stands twice by mistake."""
    yield from _told(draft, spelling.repeated)


def punctuation(draft: Draft) -> Iterator[Finding]:
    """Spaces and marks are neither missing nor doubled."""
    yield from _told(draft, slips)


def paragraph_ends(draft: Draft) -> Iterator[Finding]:
    """A paragraph ends with a mark, unless it leads into a list."""
    for passage in draft.passages:
        if passage.kind == PARAGRAPH and passage.is_last_of_kind and (slip := missing_end(passage.text)):
            yield _finding(passage, slip)


def figures(draft: Draft) -> Iterator[Finding]:
    """Sums, shares and times are written the Indonesian way."""
    yield from _told(draft, spelling.money)
    yield from _told(draft, spelling.figures)


def quotations(draft: Draft) -> Iterator[Finding]:
    """The comma of a quotation stands before its closing mark."""
    yield from _told(draft, house_style.quotations, RUNNING)


def degrees(draft: Draft) -> Iterator[Finding]:
    """Titles and degrees have their points and commas."""
    yield from _told(draft, house_style.degrees)


def officialese(draft: Draft) -> Iterator[Finding]:
    """Plain words stand where office language would."""
    yield from _told(draft, house_style.officialese, RUNNING)


def passives(draft: Draft) -> Iterator[Finding]:
    """No sentence piles up passive verbs."""
    yield from _told(draft, readability.passives, RUNNING)


def long_sentences(draft: Draft) -> Iterator[Finding]:
    """No sentence has more than forty words."""
    yield from _told(draft, readability.long_sentences, RUNNING)


def officials(draft: Draft) -> Iterator[Finding]:
    """Names of officials are spelt as the office keeps them."""
    if draft.context.officials:
        yield from _told(draft, lambda text: house_style.officials(text, draft.context.officials))


def long_title(draft: Draft) -> Iterator[Finding]:
    """A headline has at most a hundred letters."""
    title = draft.value("title")
    if len(title) > LONGEST_TITLE:
        message = f"Judul {len(title)} huruf; sebaiknya paling banyak {LONGEST_TITLE}."
        yield Finding(draft.line_of("title"), message, "Pakai inti beritanya saja.", field="title")


def dateline(draft: Draft) -> Iterator[Finding]:
    """The dateline stands in its field, bare; the story begins with its first sentence."""
    field = draft.value("dateline").strip()
    if field and field[-1] in ".,-–—:":
        hint = f"Tulis `dateline: {field.rstrip(' .,-–—:')}`; tanda bacanya ditambahkan saat tampil."
        yield Finding(draft.line_of("dateline"), f"Titimangsa “{field}” memakai tanda baca.", hint, field="dateline")
    first = next((passage for passage in draft.passages if passage.kind == PARAGRAPH), None)
    found = split_dateline(first.text) if first else None
    if first and found and (found.is_certain or found.text.isupper()):
        hint = f"Pindahkan ke kepala: `dateline: {found.text}`."
        yield Finding(first.line_at(0), f"Titimangsa “{found.text}” ditulis di naskah.", hint)


def hard_text(draft: Draft) -> Iterator[Finding]:
    """The text as a whole is not too hard to read."""
    texts = [passage.text for passage in draft.passages if passage.kind in RUNNING]
    found = readability.readability(texts)
    if found is not None and found.lix > HARD:
        message = (
            f"Naskah ini {found.label} dibaca: LIX {found.lix}, rata-rata {found.words_a_sentence} kata sekalimat."
        )
        yield Finding(
            draft.source.body_line, message, "Perpendek kalimat, pakai kata sehari-hari.", severity=Severity.NOTE
        )
