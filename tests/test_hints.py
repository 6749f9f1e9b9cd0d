"""What a message tells somebody to type can be typed, is written as he types it, and does not lead to the next mistake."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmc.base import typed
from mmc.keyboard.parsing import parse

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [*sorted((ROOT / "mmc").rglob("*.py")), ROOT / "tasks.py"]
COMMANDS = runpy.run_path(str(ROOT / "tasks.py"))["COMMANDS"]
WRITTEN_OUT = re.compile(r"(?:\binv|tasks\.py) [a-z]")
EDGES = {
    "typed.py",
    "hook.py",
    "environment.py",
}  # they are about how the commands are called, and write it for a shell


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every text in a file that is not a docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def hints() -> Iterator[tuple[str, str]]:
    """Every command that a message names, with its place; what is filled in at run time stands as `X`."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).split(".")[-1] in ("typed", "stored")
                and node.args
            ):
                words = node.args[0]
                if isinstance(words, ast.Constant) and words.value:
                    yield str(words.value), f"{path.name}:{node.lineno}"
                elif isinstance(words, ast.JoinedStr):
                    parts = (str(each.value) if isinstance(each, ast.Constant) else "X" for each in words.values)
                    yield "".join(parts), f"{path.name}:{node.lineno}"


HINTS = sorted(
    {(hint, place) for hint, place in hints() if place.split(":")[0] not in ("parsing.py", "listing.py", "failures.py")}
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_message_writes_out_how_a_command_is_called(path: Path) -> None:
    """
    Messages ask `mmc.base.typed` for it: `python3 tasks.py`, `py tasks.py` or `inv`, as it was typed.
    """
    if path.name in EDGES:
        return

    assert [
        f"{path.name}:{line}: {text[:60]}"
        for line, text in strings(path)
        if WRITTEN_OUT.search(text) and text != "inv pin"
    ] == []  # that one stands in the locks


@pytest.mark.parametrize("hint", [hint for hint, _ in HINTS])
def test_what_a_message_names_is_understood(hint: str) -> None:
    """
    The command exists, its options too, and nothing that it needs is missing.
    """
    assert parse(hint.split(), COMMANDS).command is not None


@pytest.mark.parametrize("hint", [hint for hint, _ in HINTS])
def test_messages_call_commands_by_their_indonesian_names(hint: str) -> None:
    """
    One command has one name in all that an officer reads.
    """
    command = parse(hint.split(), COMMANDS).command

    assert command is not None
    assert hint.split(maxsplit=1)[0] == command.names[0]


def test_a_stored_command_is_told_as_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An answer remembered from yesterday's `python3 tasks.py` says `inv` to the one who types `inv` today.
    """
    text = f"Jalankan `{typed.stored('periksa --fix')}`."
    monkeypatch.setenv(typed.CALLED, "inv")
    inside = typed.told(text)
    monkeypatch.delenv(typed.CALLED)

    assert inside == "Jalankan `inv periksa --fix`."
    assert typed.told(text).endswith("tasks.py periksa --fix`.")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["python3", "tasks.py", "periksa"], "python3 tasks.py"),
        (["python", "tasks.py"], "python tasks.py"),
        (["python3", "-X", "utf8", "tasks.py", "x"], "python3 -X utf8 tasks.py"),
        (["python3", "../mmc situs/tasks.py", "x"], 'python3 "../mmc situs/tasks.py"'),
        (["./.venv/bin/python", "tasks.py", "x"], "./.venv/bin/python tasks.py"),
    ],
)
def test_the_command_is_shown_as_it_was_typed(words: list[str], shown: str) -> None:
    """
    Whoever called another Python, or from another folder, is shown just that.
    """
    script = next(word for word in words if word.endswith("tasks.py"))

    assert typed.called(words, script) == shown
