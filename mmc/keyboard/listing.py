"""The help: all commands in a list, or one with everything that can be typed after it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from mmc.base.typed import typed
from mmc.keyboard.declaration import Command

WIDTH = 100


def overview(commands: Iterable[Command]) -> str:
    """Every command in one line, by the name that messages use."""
    rows = [(", ".join(command.names), command.summary) for command in commands]
    column = max(len(names) for names, _ in rows) + 2
    lines = [f"Cara memakai: {typed('PERINTAH')}", "", *_rows(rows, column), ""]
    return "\n".join([*lines, f"Pilihan sebuah perintah: {typed('PERINTAH --help')}. Panduan: PANDUAN.md."])


def manual(command: Command, called: str = "") -> str:
    """How one command is typed, and what each word of it means."""
    switches = [argument for argument in command.arguments if not argument.is_positional]
    usage = [called or command.names[0], *(argument.shown for argument in command.shown)]
    rows = [(argument.shown.strip("[]"), argument.help) for argument in command.shown]
    for argument in switches:
        if argument.sort == "flag" and argument.is_on:
            rows.append((f"--no-{argument.option[2:]}", f"jangan {argument.help}"))
        else:
            rows.append((argument.option if argument.sort == "flag" else f"{argument.option} …", argument.help))
    lines = [command.summary, "", f"Cara memakai: {typed(' '.join([*usage, '[OPSI]'] if switches else usage))}"]
    if rows:
        lines += ["", *_rows(rows, max(len(word) for word, _ in rows) + 2)]
    return "\n".join([*lines, "", f"Nama lain: {', '.join(command.names)}"] if command.aliases else lines)


def _rows(rows: Iterable[tuple[str, str]], column: int) -> Iterator[str]:
    for word, text in rows:
        first, *more = textwrap.wrap(text, WIDTH - column - 2) or [""]
        yield f"  {word:<{column}}{first}"
        yield from (" " * (column + 2) + line for line in more)
