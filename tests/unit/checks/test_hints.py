"""What lets a check pass over a text never passes over one that has something to be found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mmc.checks.rules.attack.gambling_words import JOINED, JOINED_ROOTS
from mmc.checks.rules.language.prefilter import Hints

HINTS = Hints(["slot gacor", "hari ini", "poker qq"], everyday=frozenset({"hari", "ini"}), roots=["judi"])


def test_joined_words_have_a_root() -> None:
    """
    A text without any root holds none of the words that are found across spaces.
    """
    assert [word for word in JOINED if not any(root in word for root in JOINED_ROOTS)] == []


@given(
    st.sampled_from(["gacor", "g4c0r", "gaccoor", "ga-cor", "poker", "judi", "jud1", "slot", "a", ""]),
    st.text("abco4-", max_size=6),
    st.text("abco4-", max_size=6),
)
def test_a_word_with_a_root_is_a_hint(root: str, before: str, after: str) -> None:
    """
    However it is spelled and whatever surrounds it; a text without one is none.
    """
    word = f"{before}{root}{after}"
    is_rooted = root in ("gacor", "poker", "judi")

    assert HINTS.meet(frozenset({word})) or not is_rooted


def test_everyday_words_count_together() -> None:
    """
    A phrase of everyday words is a hint where all of them are.
    """
    assert HINTS.meet(frozenset({"hari", "ini"}))
    assert not HINTS.meet(frozenset({"hari", "itu"}))
