"""The form made from the schema: what it shows and what comes back are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given

from mmc.base.items.focus import FOCI
from mmc.base.items.kinds import KINDS
from mmc.base.problems import ContentError, Problem
from mmc.base.vocabulary import load_vocabulary
from mmc.desk.editor.form import ROWS, Group, given_in, groups_of
from mmc.desk.editor.manuscript import Manuscript, edited, opened
from tests.unit.desk.test_manuscript import PATH, files

ROOT = Path(__file__).parents[3]
VOCABULARY = load_vocabulary(ROOT / "data")


class Sent(dict[str, list[str]]):
    """A form as a browser sends it."""

    def get(self, key: str, default: str = "", /) -> str | None:  # type: ignore[override]
        return self[key][-1] if key in self else default

    def getlist(self, key: str, /) -> Sequence[str]:
        return dict.get(self, key, [])


def sent(groups: Sequence[Group]) -> Sent:
    """The form sent back as it was shown, with the line ends of a browser."""
    form = Sent()
    for field in (field for group in groups for field in group.fields):
        if field.sort == "rows":
            form[field.name + ROWS] = ["", *(row.number for row in field.rows)]
            for row in field.rows:
                form[f"{field.name}-{row.number}-dari"] = [row.origin]
                form |= {part.name: [part.value] for part in row.parts}
        else:
            form[field.name] = [field.value.replace("\n", "\r\n")]
    return form


def back(manuscript: Manuscript) -> bytes:
    """The file after its form was opened and sent."""
    form = sent(groups_of(manuscript, {}, VOCABULARY))
    return edited(manuscript, given_in(form, manuscript), manuscript.body)


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.stem)
def test_the_form_of_an_item_sent_untouched_changes_no_byte(path: Path) -> None:
    """Over the whole archive, through every control of the form."""
    manuscript = opened(path.read_bytes(), path.relative_to(ROOT).as_posix())

    assert back(manuscript) == manuscript.data


@given(files())
def test_the_form_of_any_file_sent_untouched_changes_no_byte(data: bytes) -> None:
    """Values that no list knows, fields of the wrong shape, foreign fields: all stay."""
    try:
        manuscript = opened(data, PATH)
    except ContentError:
        return

    assert back(manuscript) == data


@pytest.mark.parametrize("kind", [*KINDS, "halaman"])
def test_every_field_of_a_kind_stands_once_in_the_form(kind: str) -> None:
    """With the schema's own words; the required ones are seen at once."""
    manuscript = opened(b"---\ntitle: Panen\n---\n", f"content/{kind}/2026/01/2026-01-31-panen.md")
    groups = groups_of(manuscript, {}, VOCABULARY)
    keys = [field.key for group in groups for field in group.fields]

    assert sorted(keys) == sorted(manuscript.rules)
    assert all(field.rule.label and field.rule.help for group in groups for field in group.fields)
    required = {key for key, rule in manuscript.rules.items() if kind in rule.required}
    assert {field.key for field in groups[0].fields} >= required - {"photos"}


def test_a_value_that_no_list_knows_can_be_seen_and_stays_until_it_is_changed() -> None:
    """A category that was renamed is shown as it was typed, not silently replaced by the first of the list."""
    manuscript = opened(b"---\ntitle: Panen\ncategory: Pertaniaan\nstatus: Terbit\n---\n", PATH)
    fields = {field.key: field for group in groups_of(manuscript, {}, VOCABULARY) for field in group.fields}

    assert fields["category"].value == "Pertaniaan"
    assert fields["category"].options[-1] == "Pertaniaan"
    assert (fields["status"].value, back(manuscript)) == ("terbit", manuscript.data)


def test_a_problem_stands_beside_its_field_and_opens_its_group() -> None:
    """Nobody searches for what is meant."""
    manuscript = opened(b"---\ntitle: Panen\n---\n", PATH)
    problem = Problem(PATH, 2, "Nama ini tidak lengkap.", field="author")
    [group] = [
        group for group in groups_of(manuscript, {}, VOCABULARY, [problem]) if group.is_open and group.name != "pokok"
    ]

    assert [field.problems for field in group.fields if field.key == "author"] == [(problem,)]


def test_the_points_of_the_script_are_those_of_the_house() -> None:
    """A tap on a photo chooses among the words that every crop knows."""
    script = (ROOT / "mmc/desk/static/naskah/pusat.js").read_text(encoding="utf-8")
    rows = re.findall(r'^  "?([a-z ]+)"?: \[([\d.]+), ([\d./ ]+)\],$', script, re.MULTILINE)
    points = {name: (float(x), 1 / 3 if y == "1 / 3" else float(y)) for name, x, y in rows}

    assert points == dict(FOCI)
