"""A command as `tasks.py` declares it: its names, its arguments, and what each is for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, get_type_hints

Sort = Literal["text", "number", "flag", "list"]
SORTS: Mapping[Any, Sort] = {str: "text", int: "number", bool: "flag", Sequence[str]: "list"}
WORDS: Mapping[str, str] = {
    "file": "BERKAS",
    "files": "BERKAS",
    "path": "BERKAS",
    "folder": "FOLDER",
    "title": "JUDUL",
    "item": "NASKAH",
    "items": "NASKAH",
    "url": "ALAMAT",
    "name": "NAMA",
    "words": "KATA",
    "month": "BULAN",
    "source": "ALAMAT",
}  # what the usage line calls a word that is given by position


@dataclass(frozen=True, slots=True)
class Argument:
    """
    One word that a command takes: by position, as an option `--name`, or both.

    `is_rest` takes all words by position that are left; `is_on` is a switch that one can only turn off.
    """

    name: str
    sort: Sort
    help: str
    is_positional: bool = False
    is_required: bool = False
    is_rest: bool = False
    is_on: bool = False

    @property
    def option(self) -> str:
        """As it is typed: `--photo`; `from_` is `--from`, since Python has that word for itself."""
        return "--" + self.name.rstrip("_").replace("_", "-")

    @property
    def word(self) -> str:
        """What stands for it in a usage line: `BERKAS`."""
        return WORDS.get(self.name, self.name.upper())

    @property
    def shown(self) -> str:
        """As the usage line shows it where it stands by position: `FILE…`."""
        word = self.word + ("…" if self.is_rest else "")
        return word if self.is_required else f"[{word}]"


@dataclass(frozen=True, slots=True)
class Command:
    """A function that can be called from the keyboard; `name` is English, `aliases` are Indonesian."""

    name: str
    aliases: tuple[str, ...]
    summary: str
    arguments: tuple[Argument, ...]
    function: Callable[..., None]

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that it answers to, the Indonesian one first: it is the one that messages show."""
        return (*self.aliases, self.name)

    @property
    def shown(self) -> tuple[Argument, ...]:
        """The words by position as help shows them: where one must stand before the rest, the rest alone."""
        placed = self.positional
        if len(placed) > 1 and placed[-1].is_rest and placed[-2].word == placed[-1].word:
            return (*placed[:-2], replace(placed[-1], help=placed[-2].help, is_required=placed[-2].is_required))
        return placed

    @property
    def positional(self) -> tuple[Argument, ...]:
        """What is given by position, in order."""
        return tuple(argument for argument in self.arguments if argument.is_positional)

    @property
    def options(self) -> tuple[Argument, ...]:
        """What is given by name; what stands by position may be given so too, unless it takes the rest."""
        return tuple(argument for argument in self.arguments if not argument.is_rest)


def task(
    *,
    name: str = "",
    aliases: Iterable[str] = (),
    help: Mapping[str, str] = MappingProxyType({}),  # noqa: A002 - named for the one who declares
) -> Callable[[Callable[..., None]], Command]:
    """
    The function becomes a command: its parameters are the words to type, its docstring says what it does.

    A parameter before `*` may be given by position, `*words` takes the rest, one after `*` is an option only. A `bool`
    makes a switch (`--open`, `--no-open`), a `Sequence[str]` an option that may come again.
    """

    def declare(function: Callable[..., None]) -> Command:
        summary = inspect.getdoc(function) or ""
        hints = get_type_hints(function)
        return Command(
            name or function.__name__.rstrip("_"),
            tuple(aliases),
            " ".join(summary.split()),
            tuple(_argument(each, hints[each.name], help) for each in inspect.signature(function).parameters.values()),
            function,
        )

    return declare


def _argument(parameter: inspect.Parameter, hint: Any, told: Mapping[str, str]) -> Argument:
    is_rest = parameter.kind is inspect.Parameter.VAR_POSITIONAL
    return Argument(
        name=parameter.name,
        sort="list" if is_rest else SORTS[hint],
        help=told[parameter.name],  # a word to type without help fails here, when tasks.py is read
        is_positional=parameter.kind is not inspect.Parameter.KEYWORD_ONLY,
        is_required=parameter.default is inspect.Parameter.empty and not is_rest,
        is_rest=is_rest,
        is_on=parameter.default is True,
    )
