"""What goes out on somebody's word although a check told of it: listed in every release's report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from mmc.base.vocabulary import Vocabulary
from mmc.checks import Summary

MOST = 40  # lines of a report; more are old ones that were read before


def accepted(items: Iterable[Summary], vocabulary: Vocabulary, now: datetime) -> Iterator[str]:
    """One line for each confirmation with its file and reason, those outside of items first, then the newest items."""
    newest = sorted(items, key=lambda each: each.due, reverse=True)
    told = [(each.file, f"{each.finding}: {each.reason}") for each in vocabulary.confirmations]
    told += [(each.path, words) for each in newest if each.goes_out(now) for words in each.accepted]
    if told:
        yield f"Dilewatkan atas tanggung jawab penulisnya ({len(told)}); periksa apakah semuanya wajar:"
    yield from (f"  {path}: {words}" for path, words in told[:MOST])
    if len(told) > MOST:
        yield f"  … dan {len(told) - MOST} lagi di naskah yang lebih lama."
