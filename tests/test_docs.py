"""What the guides say is true: every field, verdict and link that they name exists."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmc.base.items.schema import EVERYTHING, RULES
from mmc.base.vocabulary import CORRECTION_KINDS, STATUSES, VERDICTS, load_vocabulary
from mmc.checks.context import context_of
from mmc.checks.gate import Gatekeeper
from mmc.checks.table import CONFIRMABLE, OTHERS
from mmc.keyboard.declaration import Command
from mmc.prose.markdown import convert

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "PANDUAN.md"
GUIDES = (GUIDE, *sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md")
LINK = re.compile(r"\[[^\]]+\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
ANCHOR_BREAK = re.compile(r"[^\w\- ]")
COMMAND = re.compile(r"(?:\binv|tasks\.py) ([a-z][a-z-]*)((?:[ \t]+(?:--?[a-z-]+|[^\s`|#]+))*)")
OPTION = re.compile(r"(?<!\S)--([a-z][a-z-]*)")


def ids_of(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def test_the_guide_explains_every_field() -> None:
    """A writer finds each key of a header in the guide's tables, and none that does not exist."""
    rows = {
        key
        for line in GUIDE.read_text("utf-8").splitlines()
        if line.startswith("|")
        for key in re.findall(r"`([a-z_]+)`", line)
    }
    keys = {rule.key for rule in RULES}

    assert keys - rows == set()


def test_the_guide_marks_the_required_fields() -> None:
    """A star stands beside every field that some kind must have."""
    starred = set(re.findall(r"`([a-z_]+)` ★", GUIDE.read_text("utf-8"))) | {"category", "starts", "photos"}
    required = {rule.key for rule in RULES if rule.required & EVERYTHING}

    assert required - starred == set()


def test_the_guides_name_every_word_of_the_closed_lists() -> None:
    """Statuses, kinds of correction and verdicts are told as the schema knows them."""
    guide = GUIDE.read_text("utf-8")
    verdicts = (ROOT / "docs" / "klarifikasi.md").read_text("utf-8")

    assert [word for word in (*STATUSES, *CORRECTION_KINDS) if f"`{word}`" not in guide] == []
    assert [word for word in VERDICTS if f"| `{word}` |" not in verdicts] == []


@pytest.mark.parametrize("path", GUIDES, ids=ids_of(GUIDES))
def test_links_in_a_guide_lead_somewhere(path: Path) -> None:
    """Every link between the guides opens a file, and its anchor a heading."""
    assert list(broken_links(path)) == []


def broken_links(path: Path) -> Iterator[str]:
    for target, anchor in LINK.findall(CODE.sub("", path.read_text("utf-8"))):
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            yield f"{target}#{anchor}" if anchor else target


def anchors(path: Path) -> set[str]:
    """The anchors of a Markdown file as forges make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {ANCHOR_BREAK.sub("", heading.strip().lower()).replace(" ", "-") for heading in headings}


STORY = """---
title: Panen Raya di Dusun Hilir
date: 2026-01-31 09.00 WIB
kategori: Ekonomi
event_date: Kamis, 30 Januari 2026
status: terbit
id: brs-2026-01-31-k3f9
photo_alt: Petani bercaping memotong padi
photo_credit: Foto/IST
---

Panen raya dimulai di tiga desa.
"""


def test_the_report_in_the_guide_is_what_the_gate_says() -> None:
    """The answers that the guide shows are those a writer gets, to the letter."""
    vocabulary = load_vocabulary(ROOT / "data")
    context = context_of(vocabulary, datetime(2026, 2, 1, tzinfo=UTC))
    keeper = Gatekeeper(vocabulary, context, convert, lambda _data, _path: ())
    path = "content/berita/2026/01/2026-01-31-panen-raya.md"
    report = {str(problem) for problem in keeper.examine(STORY.encode(), path).problems}
    block = next(block for block in GUIDE.read_text("utf-8").split("```") if f"{path}:" in block)
    shown = set(re.split(r"\n(?=content/)", block.strip()))

    assert len(shown) == 3
    assert shown - report == set()


def test_findings_named_for_confirmation_can_be_confirmed() -> None:
    """A finding that a guide shows being confirmed is one that the gate lets pass with a reason."""
    shown = re.findall(r"finding: ([a-z-]+)", "".join(path.read_text("utf-8") for path in GUIDES))

    assert [code for code in shown if code not in CONFIRMABLE and code not in OTHERS] == []


def commands_in(path: Path) -> Iterator[tuple[str, str]]:
    """Every command that a text shows, and the options after it."""
    for code in CODE.findall(path.read_text("utf-8")):
        yield from COMMAND.findall(code)


def tasks() -> dict[str, Command]:
    """Every command of `tasks.py` by each of its names."""
    return {name: each for each in runpy.run_path(str(ROOT / "tasks.py"))["COMMANDS"] for name in each.names}


SHOWN = (*GUIDES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs/contoh").iterdir()))


@pytest.mark.parametrize("path", SHOWN, ids=ids_of(SHOWN))
def test_commands_in_a_guide_exist(path: Path) -> None:
    """Whoever types what a guide shows is not told that there is no such command or option."""
    known = tasks()
    text = path.read_text("utf-8")
    shown = list(commands_in(path)) if path.suffix == ".md" else COMMAND.findall(text)
    strange = [f"{name}{rest}" for name, rest in shown if name not in known]
    strange += [
        f"{name} --{option}"
        for name, rest in shown
        if name in known
        for option in OPTION.findall(rest.partition(" -- ")[0])
        if f"--{option.removeprefix('no-')}" not in {argument.option for argument in known[name].options}
    ]

    assert strange == []


def test_commands_named_in_files_exist() -> None:
    """What a comment in a data file or a step of a pipeline shows can be typed."""
    known = tasks()
    places = [*(ROOT / "data").glob("*.toml"), *(ROOT / ".github").rglob("*.yml")]
    named = {name: path.name for path in places for name, _ in COMMAND.findall(path.read_text("utf-8"))}

    assert {name: place for name, place in named.items() if name not in known} == {}
    assert "deploy" in named


def test_messages_explained_in_the_guide_are_real() -> None:
    """A message that somebody looks up in the table of failures is one that can be shown."""
    guide = (ROOT / "docs" / "menerbitkan.md").read_text("utf-8")
    code = "".join(path.read_text("utf-8") for path in (ROOT / "mmc").rglob("*.py"))
    messages = re.findall(r"^\| `([^`]+)` \|", guide, re.MULTILINE)

    assert len(messages) >= 5
    assert [message for message in messages if message not in code] == []
