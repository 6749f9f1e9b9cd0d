"""The corpus: every hostile or mistaken input gets its answer in bounded time, and no honest text is stopped."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from mmc import scaffold
from mmc.commands.check import probe
from tests.unit.checks.cases import files, forms, honest, markup, slips, words
from tests.unit.checks.cases.case import Case
from tests.unit.checks.newsroom import BODY, codes, item, keeper

MOST_SECONDS = 2.0
GROUPS = {
    "markup": markup.CASES,
    "words": words.CASES,
    "bytes": forms.BYTES,
    "costly": forms.COSTLY,
    "headers": slips.HEADERS,
    "files": files.FILES,
    "photos": files.PHOTOS,
}
CASES = [
    pytest.param(case, id=f"{group}-{number}-{case.code}")
    for group, cases in GROUPS.items()
    for number, case in enumerate(cases)
]


@pytest.mark.parametrize("case", CASES)
def test_an_input_gets_its_answer(case: Case) -> None:
    """The finding has the code that its mend is written for and names the line; neither crash nor hang."""
    started = time.process_time()
    problems = replace(keeper(), probe=probe).examine(case.data, case.path, case.siblings).problems
    seconds = time.process_time() - started
    lines = [problem.line for problem in problems if problem.code == case.code]

    assert lines, sorted({problem.code for problem in problems})
    assert case.line is None or case.line in lines
    assert all(problem.message and problem.path == case.path for problem in problems)
    assert seconds < MOST_SECONDS


def test_the_corpus_is_large() -> None:
    """Nobody empties a group by mistake."""
    assert {group: len(cases) >= 15 for group, cases in GROUPS.items()} == dict.fromkeys(GROUPS, True)
    assert len(CASES) >= 700


@pytest.mark.parametrize("text", [*honest.BODIES, *honest.BLOCKS], ids=range(len(honest.BODIES) + len(honest.BLOCKS)))
def test_an_honest_text_passes(text: str) -> None:
    """Nobody is stopped or warned for honest words."""
    assert codes(item(f"{BODY}\n\n{text}")) == set()


@pytest.mark.parametrize("fields", honest.HEADERS, ids=str)
def test_an_honest_header_passes(fields: dict[str, str]) -> None:
    """Every usual form of a field is read."""
    assert codes(item(**fields)) == set()


@pytest.mark.parametrize("text", honest.ABOUT_GAMBLING, ids=range(len(honest.ABOUT_GAMBLING)))
def test_news_about_gambling_passes_with_its_field(text: str) -> None:
    """The field lets the words through; without it they stop the item."""
    assert codes(item(f"{BODY}\n\n{text}", about_gambling="ya")) == set()
    assert "gambling" in codes(item(f"{BODY}\n\n{text}"))


@pytest.mark.parametrize("kind", scaffold.FORMS)
def test_an_empty_form_is_no_story(kind: str) -> None:
    """The words of `inv new` that stand where the story should be do not go out; in a draft they may stay for a while."""
    assert "placeholder" in codes(item(scaffold.FORMS[kind].starter))
    assert "placeholder" not in codes(item(scaffold.FORMS[kind].starter, status="draf"))
