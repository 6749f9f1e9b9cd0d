"""A command of ours as it is typed here: `python3 tasks.py periksa`, `py tasks.py periksa`, or `inv periksa`."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

STORED = "tasks.py "
CALLED = "MMC_CALLED"  # how tasks.py was called, for the messages of this process and of those that it starts


def typed(command: str) -> str:
    """The command as whoever reads the message has to type it."""
    return f"{os.environ.get(CALLED) or usual()} {command}"


def stored(command: str) -> str:
    """The command in a text that is kept and told later, perhaps to somebody who types it otherwise; see `told`."""
    return f"{STORED}{command}"


def told(text: str) -> str:
    """The text with every stored command in it as it has to be typed here."""
    return text.replace(f"`{STORED}", f"`{typed('')}")


def usual() -> str:
    """How the commands are called where nobody has called one."""
    return "py tasks.py" if os.name == "nt" else "python3 tasks.py"


def called(words: Sequence[str], script: str) -> str:
    """
    What stood before the command on the line that was typed: `python3 tasks.py`, `inv`.

    `words` are the words that the interpreter was started with, `script` the path of tasks.py among them.
    """
    if script not in words:
        return usual()
    if os.name == "nt":  # the full path of python.exe, whatever was typed
        return f"{'py' if shutil.which('py') else 'python'} {quoted(script)}"
    first, *others = words[: words.index(script) + 1]
    if Path(first).is_absolute() and shutil.which(Path(first).name):  # what `python3` led to, for example through pyenv
        first = Path(first).name
    return " ".join(map(quoted, (first, *others)))


def quoted(word: str) -> str:
    """One word as a terminal of this system takes it, in the quotes that the guides use where they serve."""
    if os.name == "nt":
        return f'"{word}"' if not word or any(letter in word for letter in " \t&|<>^()%!;,='`") else word
    if word == shlex.quote(word) or any(letter in word for letter in '"$`\\!'):
        return shlex.quote(word)
    return f'"{word}"'


def here() -> str:
    """How this process was called."""
    return called(sys.orig_argv, sys.argv[0])
