"""The rules of the way from draft to readers, as plain data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.base.items.source import read_source
from mmc.desk.officers import Act, Officer
from mmc.desk.workflow.steps import Place, Step, hindrance, steps_of, with_status

RINA = Officer("Rina", "rina@x.id", "penulis")
BUDI = Officer("Budi", "budi@x.id", "penyunting")


def test_a_writer_sends_and_takes_back_and_approves_nothing() -> None:
    """
    A writer's steps are those over his own work.
    """
    assert steps_of(Place("draf", "Rina"), RINA) == (Step.SEND,)
    assert steps_of(Place("tinjau", "Budi"), RINA) == (Step.TAKE_BACK,)
    assert steps_of(Place("terbit", "Budi"), RINA) == ()


def test_with_the_rule_nobody_lets_out_what_he_changed_last() -> None:
    """
    An editor approves others' work; his own needs somebody else.
    """
    assert hindrance(Step.APPROVE, Place("tinjau", "Budi", needs_two=True), BUDI)
    assert not hindrance(Step.APPROVE, Place("tinjau", "Rina", needs_two=True), BUDI)
    assert not hindrance(Step.APPROVE, Place("tinjau", "Budi"), BUDI)


def test_what_has_errors_is_not_approved() -> None:
    """
    The gate's errors stand before the approval, not after it.
    """
    assert "2 galat" in hindrance(Step.APPROVE, Place("tinjau", "Rina", errors=2), BUDI)


@given(status=st.text(max_size=10), duty=st.text(max_size=10))
def test_an_unknown_duty_or_status_allows_nothing(status: str, duty: str) -> None:
    """
    What nobody has thought of is closed.
    """
    officer = Officer("x", "x@x.id", duty)
    if duty not in ("penulis", "penyunting", "pengelola"):
        assert not any(officer.may(act) for act in Act)
    if status not in ("draf", "tinjau"):
        assert steps_of(Place(status), BUDI) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["status: draf", "Status: draf", "status:   tinjau  ", "kategori: x"])
def test_the_status_changes_one_line(before: str, end: str) -> None:
    """
    Every other byte stays, whatever the line ends and however the status was written.
    """
    lines = ["---", "title: Panen", before, "date: 2026-01-31", "---", "", "status: bukan ini", ""]
    data = end.join(lines).encode()
    changed = with_status(data, "terbit")
    fields = {each.key.lower(): each.value.text for each in read_source(changed, "").fields}
    kept = [line for line in lines if line != before or "kategori" in before]

    assert fields["status"] == "terbit"
    assert [line for line in changed.decode().split(end) if line in lines] == kept
