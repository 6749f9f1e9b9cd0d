"""Sentences written before the rules that judge them, in five turns; what each turn met at first is in docs/keputusan/tanda-lemah.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.newsroom import BODY, PATH, item, keeper

SENTENCES = Path(__file__).parent / "sentences"


def lines(name: str) -> list[str]:
    return (SENTENCES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def stops(sentence: str) -> bool:
    """True when an item with this sentence does not go out."""
    found = keeper().examine(item(f"{BODY}\n\n{sentence}"), PATH, with_notes=False).problems
    return any(problem.is_error for problem in found)


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("injected-seen", 1.0),
        ("injected-second", 0.95),
        ("injected-third", 0.95),
        ("injected-fourth", 0.95),
        ("injected-fifth", 0.53),
    ],
)
def test_what_is_injected_is_stopped(name: str, share: float) -> None:
    """Adverts, scams and their addresses are stopped however they are written; of the fifth turn, to which nothing was tuned, half."""
    injected = lines(name)
    passed = [sentence for sentence in injected if not stops(sentence)]

    assert len(injected) - len(passed) >= share * len(injected), passed


@pytest.mark.parametrize(("name", "share"), [("honest-seen", 0.0), ("honest-kept", 0.01), ("honest-fifth", 0.02)])
def test_what_is_honest_goes_out(name: str, share: float) -> None:
    """Scores, birds that are gacor, slots of a camera, a film about a casino disturb nobody; every false alarm told joins."""
    honest = lines(name)
    stopped = [sentence for sentence in honest if stops(sentence)]

    assert len(stopped) <= share * len(honest), stopped
