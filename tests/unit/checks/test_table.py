"""Every row of the table catches its own example, and `docs/checks.md` says what the table says."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from mmc.checks.guide import page
from mmc.checks.table import BYTES, NAMES, TEXTS, Check
from tests.unit.checks.newsroom import BODY, HEADER, PATH, all_codes, codes, item, keeper

DOCS = Path(__file__).parents[3] / "docs" / "checks.md"
ELSEWHERE = {"official-name", "image-missing"}  # these need a list of names, or files beside the item


def test_an_honest_item_passes() -> None:
    """What the examples are put into has no fault of its own."""
    assert codes(item()) == set()


@pytest.mark.parametrize("check", [each for each in TEXTS if each.code not in ELSEWHERE], ids=lambda check: check.code)
def test_a_row_catches_its_example(check: Check[Any, Any]) -> None:
    """The example in the docs is one that the check really finds."""
    head, _, rest = check.example.partition("\n\n")
    lines = [line.partition(": ") for line in head.split("\n")]
    is_header = all(
        key
        in {
            "photo",
            "photo_credit",
            "photo_alt",
            "child_involved",
            "dateline",
            "event_date",
            "about_gambling",
            *HEADER,
            "slug",
        }
        for key, _, _ in lines
    )
    fields = {key: value for key, _, value in lines} if is_header else {}
    body = (rest or BODY) if is_header else check.example

    assert check.code in all_codes(item(body, **fields))


@pytest.mark.parametrize("check", BYTES, ids=lambda check: check.code)
def test_bytes_are_caught(check: Check[Any, Any]) -> None:
    """The example of a check on bytes is found by it."""
    sample = (
        b"---\n---\n" + check.example.encode() if check.code == "budget" else ast.literal_eval(f'b"{check.example}"')
    )

    assert list(check.run(sample))


@pytest.mark.parametrize("check", NAMES, ids=lambda check: check.code)
def test_names_are_caught(check: Check[Any, Any]) -> None:
    """The example of a check on names is found by it."""
    assert list(check.run(check.example))


def test_the_docs_are_made_from_the_table() -> None:
    """`docs/checks.md` is up to date."""
    assert DOCS.read_text(encoding="utf-8") == page(), "run `python3 tasks.py generate`"


def test_a_confirmation_silences_exactly_its_finding() -> None:
    """The number that was confirmed passes, another one does not."""
    header = "\n  - finding: phone 0812-5012-3456\n    reason: nomor layanan yang diumumkan dinas"
    body = BODY + "\n\nHubungi 0812-5012-3456."

    assert "phone" not in codes(item(body, confirmed=header))
    assert "phone" in codes(item(body + " Atau 0813-4012-9876.", confirmed=header))


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 50, b"---\n" * 9, b"[" * 100_000, b"*a " * 60_000, b"> " * 5_000, b"\xff\xfe\x00"]
)
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever a file is, the answer is problems."""
    assert keeper().examine(data, PATH).problems
