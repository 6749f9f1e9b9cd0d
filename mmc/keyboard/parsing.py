"""The words that were typed, as the arguments of a command; what cannot be understood is answered with what was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmc.base.typed import quoted, typed
from mmc.keyboard.declaration import Argument, Command

MOST_DIGITS = 9
HELP = ("help", "bantuan", "--help", "-h", "-?", "/?", "--list", "-l", "--bantuan", "--tolong", "tolong")
HELP_OPTIONS = ("--help", "-h", "-?", "/?", "--bantuan", "--tolong")
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"  # what Word and phones make of hyphens
FILES = (".txt", ".md", ".docx", ".doc", ".pdf", ".odt", ".html", ".zip", ".eml", ".jpg", ".jpeg", ".png", ".heic")
# Other words for the same thing, as people type them who have not read the list.
MEANT: Mapping[str, str] = {
    "preview": "pratinjau",
    "lihat": "pratinjau",
    "run": "pratinjau",
    "start": "pratinjau",
    "mulai": "pratinjau",
    "tulis": "baru",
    "buat": "baru",
    "naskah": "baru",
    "cek": "periksa",
    "validasi": "periksa",
    "publish": "terbit",
    "terbitkan": "terbit",
    "tayang": "terbit",
    "tayangkan": "terbit",
    "unggah": "terbit",
    "undo": "kembalikan",
    "batal": "kembalikan",
    "share": "siarkan",
    "kirim": "siarkan",
    "bukti": "buktikan",
    "foto": "photo",
    "photos": "photo",
    "jenis": "kind",
    "tujuan": "to",
    "ke": "to",
    "target": "to",
    "perbaiki": "fix",
    "benahi": "fix",
    "format": "form",
    "bentuk": "form",
    "pintu": "port",
    "alamat": "url",
    "rilis": "release",
    "judul": "title",
    "berkas": "file",
}


class Misused(Exception):
    """What was typed is no command of ours; the text says so in one sentence, with what was probably meant."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: a command with its arguments, or help about it (about all, where there is no command)."""

    command: Command | None
    words: tuple[str, ...] = ()
    values: Mapping[str, Any] | None = None

    @property
    def is_help(self) -> bool:
        """True when somebody wants to read, not to do."""
        return self.values is None


def parse(words: Sequence[str], commands: Iterable[Command]) -> Order:
    """
    The order that these words are.

    Raises `Misused`.
    """
    known = {name: command for command in commands for name in command.names}
    if not words or (words[0] in HELP and (len(words) == 1 or words[1] not in known)):
        return Order(None)
    if words[0] in HELP:
        return Order(known[words[1]])
    command = known.get(words[0])
    if command is None:
        raise Misused(_no_such_command(words, known))
    before_dashes = words[1 : words.index("--")] if "--" in words else words[1:]
    if any(word in HELP_OPTIONS for word in before_dashes):
        return Order(command)
    return _Reader(command, words[0], known).read(words[1:])


class _Reader:
    """Reads the words after a command's name."""

    def __init__(self, command: Command, called: str, known: Mapping[str, Command]) -> None:
        self.command, self.called, self.known = command, called, known
        self.options = {argument.option: argument for argument in command.options}
        self.values: dict[str, Any] = {}
        self.placed: list[str] = []

    def read(self, words: Sequence[str]) -> Order:
        """
        The arguments by name, and the words by position that a command with a rest takes.

        Raises `Misused`.
        """
        left = list(words)
        while left:
            word = left.pop(0)
            if word == "--":
                self.placed += left
                break
            if word[:1] in DASHES and word[1:]:
                meant = "--" + word.lstrip(DASHES + "-")
                raise Misused(f"“{word}” ditulis dengan tanda pisah; ketik dua tanda hubung: `{self._typed(meant)}`.")
            if word.startswith("-") and word != "-":
                self._option(word, left)
            else:
                self.placed.append(word)
        return Order(self.command, self._place(), self.values)

    def _option(self, word: str, left: list[str]) -> None:
        name, has_value, value = word.partition("=")
        argument = self.options.get(name)
        is_off = argument is None and name.startswith("--no-")
        if is_off:
            argument = self.options.get("--" + name.removeprefix("--no-"))
        if argument is None or (is_off and argument.sort != "flag"):
            raise Misused(self._no_such_option(name))
        if argument.sort == "flag":
            if has_value:
                raise Misused(f"Opsi `{name}` tidak memakai isi; cukup `{self._typed(name)}`.")
            self._keep(argument, name, not is_off)
            return
        if not has_value:
            if not left or (left[0].startswith("-") and left[0] != "-" and not left[0][1:].isdecimal()):
                raise Misused(f"Opsi `{name}` perlu isi sesudahnya: {argument.help}.")
            value = left.pop(0)
        self._keep(argument, name, self._value(argument, name, value))

    def _keep(self, argument: Argument, shown: str, value: Any) -> None:
        if argument.sort == "list":
            self.values.setdefault(argument.name, []).append(value)
        elif argument.name in self.values:
            raise Misused(f"Opsi `{shown}` disebut dua kali; sebutkan sekali saja.")
        else:
            self.values[argument.name] = value

    def _value(self, argument: Argument, shown: str, value: str) -> Any:
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Misused(f"`{shown}` memuat huruf yang tidak dapat dibaca terminal ini; ketik ulang isinya.")
        if argument.is_positional and not value.strip():
            raise Misused(f"{argument.shown.strip('[]')} untuk `{self.called}` kosong; isi dengan {argument.help}.")
        if argument.sort != "number":
            return value
        if not value.isdecimal() or len(value) > MOST_DIGITS:
            told = f"{value[:40]}…" if len(value) > 40 else value
            raise Misused(f"`{shown}` harus bilangan bulat ({argument.help}); yang tertulis “{told}”.")
        return int(value)

    def _place(self) -> tuple[str, ...]:
        """The words by position are values now; the rest of them is returned."""
        waiting = [argument for argument in self.command.positional if argument.name not in self.values]
        placed = list(self.placed)
        rest: tuple[str, ...] = ()
        for argument in waiting:
            if argument.is_rest:
                rest, placed = tuple(self._value(argument, argument.shown, word) for word in placed), []
            elif placed:
                self.values[argument.name] = self._value(argument, argument.shown, placed.pop(0))
            elif argument.is_required:
                raise Misused(self._missing(argument))
        if placed:
            raise Misused(self._too_much(placed))
        return rest

    def _missing(self, argument: Argument) -> str:
        example = self._typed(f"{argument.shown}")
        return f"Perintah `{self.called}` perlu {argument.shown}, yaitu {argument.help}: `{example}`."

    def _too_much(self, placed: Sequence[str]) -> str:
        texts = [argument for argument in self.command.positional if argument.sort == "text"]
        if placed[0] in self.known:
            return f"`{placed[0]}` adalah perintah lain; jalankan satu per satu: `{typed(placed[0])}`."
        if len(texts) == 1 and texts[0].is_required:
            whole = " ".join(self.placed).strip('“”"‘’ ')
            return (
                f"{texts[0].shown} terdiri atas beberapa kata; apit dengan tanda kutip: `{self._typed(quoted(whole))}`."
            )
        taken = " ".join(argument.shown for argument in self.command.positional)
        wanted = f"hanya memakai {taken}" if taken else "tidak memakai kata lain"
        return f"“{placed[0]}” tidak dimengerti: perintah `{self.called}` {wanted}; lihat `{self._typed('--help')}`."

    def _no_such_option(self, name: str) -> str:
        plain = name.lstrip("-")
        names = {option.removeprefix("--"): option for option in self.options}
        close = difflib.get_close_matches(plain.casefold(), names, n=1, cutoff=0.6)
        meant = close[0] if close else MEANT.get(plain.casefold(), "")
        if meant in names:
            return f"Opsi `{name}` tidak dikenal; maksud Anda `{names[meant]}` ({self.options[names[meant]].help})?"
        if plain in self.known:
            return f"`{name}` adalah perintah, bukan opsi: `{typed(plain)}`."
        have = f"yang ada: {', '.join(self.options)}" if self.options else "perintah ini tidak punya opsi"
        if self.command.positional:
            have += f"; bila “{name}” memang isinya, taruh sesudah `--`"
        return f"Opsi `{name}` tidak dikenal oleh `{self.called}`; {have}."

    def _typed(self, rest: str) -> str:
        return typed(f"{self.called} {rest}")


def _no_such_command(words: Sequence[str], known: Mapping[str, Command]) -> str:
    word = words[0]
    plain = word.casefold().strip("-/" + DASHES)
    if Path(word).suffix.casefold() in FILES or _exists(word):
        return f"`{_short(word)}` adalah berkas; untuk menjadikannya naskah: `{typed(f'impor {quoted(word)}')}`."
    close = difflib.get_close_matches(plain, known, n=1, cutoff=0.6)
    meant = plain if plain in known else close[0] if close else MEANT.get(plain, "")
    if meant in known:
        rest = " ".join(quoted(each) for each in words[1:])
        return f"Perintah `{_short(word)}` tidak dikenal; maksud Anda `{typed(f'{meant} {rest}'.strip())}`?"
    return f"Perintah `{_short(word)}` tidak dikenal; daftar perintah: `{typed('--help')}`."


def _short(word: str) -> str:
    told = word.encode("utf-8", "replace").decode("utf-8")
    return told if len(told) <= 40 else told[:40] + "…"


def _exists(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False
