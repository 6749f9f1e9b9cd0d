"""What stands around the items on every page: the words and addresses of `data/` and `theme/`, judged as those of an item."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mmc.base.files import disk
from mmc.base.files.scan import scan
from mmc.base.problems import Problem, Severity, in_order
from mmc.checks.content import content_files
from mmc.checks.content.budget import FILE_BYTES
from mmc.checks.content.draft import Finding
from mmc.checks.context import CheckContext
from mmc.checks.gate import ADDRESSED, EVERYWHERE, SPOKEN, judge_text
from mmc.checks.output_markup import element_faults
from mmc.checks.rules import media, names
from mmc.checks.rules.attack import hosts
from mmc.checks.rules.attack.normalisation import entities

FOLDERS = ("data", "theme")
MEMORY = Path("sekitar.txt")
CODE_FOLDER = Path(__file__).resolve().parents[1]
JUDGES = ("base", "indonesian", "checks")
EPOCH = datetime.fromtimestamp(0, UTC)
CODE = "surroundings"
READ = frozenset({"toml", "tsv", "html", "css", "js", "svg", "txt", "json", "xml", "md"})
# Tables of which no reader ever sees a word: where the site is put, what moved in, and what readers themselves type when they search.
UNSEEN = frozenset({"data/terbit.toml", "data/pindah.toml", "data/sinonim.toml"})
TRUSTED = "data/situs-tepercaya.toml"
SCHEMES = frozenset({"https", "mailto", "tel"})
# What themes name whatever an office trusts: namespaces, and the share links that lead to a reader's own friends.
OF_THEMES = frozenset({"w3.org", "wa.me", "t.me", "facebook.com", "x.com", "schema.org"})
REGISTRIES = frozenset({"go.id", "ac.id", "sch.id", "desa.id", "mil.id"})  # registered only to whom they name
_ADDRESS_KEYS = re.compile(r"(?:^|_)(?:url|from|to|hub|hubs|server|link|href|src)$")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_HIDDEN = re.compile(r"[\x00-\x20\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
_JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_LITERAL = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_TOGETHER = re.compile(r"[\"']\s*[~+]\s*[\"']")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OUTWARD = re.compile(r"(?<![\w:])(?:https?:)?//(?=[a-z0-9-]+\.[a-z])", re.IGNORECASE)


def look_around(
    root: Path, context: CheckContext, instead: Mapping[str, bytes | None] | None = None, memory: Path | None = None
) -> list[Problem]:
    """
    Everything in `data/` and `theme/` that must not reach a reader, by file and line.

    `instead` gives other bytes for some paths, or None for a file that is to be gone. `memory` is a file that names what was
    found clean by these rules and this list of hosts, so that it is not judged again.
    """
    given = instead or {}
    strict = replace(context, hosts=context.listed, own_urls=frozenset())
    known = _Known(memory, replace(context, now=EPOCH))
    found: list[Problem] = []
    for folder in FOLDERS:
        if (root / folder).is_symlink():
            found.append(content_files.strange(root, folder))
            continue
        if not (root / folder).is_dir():
            continue
        skipped: list[str] = []
        there = scan(root / folder, skipped, f"{folder}/")
        passed = content_files.passed_over(root, folder, skipped)
        found += [problem for problem in passed if problem.code == "outside"]
        paths = set(there) | {path for path in given if path.startswith(f"{folder}/")}
        for path in sorted(paths):
            data = given[path] if path in given else (root / path).read_bytes()
            if data is not None and path not in UNSEEN and not known.holds(path, data):
                problems = list(_judge(path, data, context, strict))
                found += problems
                if not problems:
                    known.add(path, data)
    if not given:
        known.save()
    return list(in_order(found))


class _Known:
    """The files that were clean, by what they are called, what they hold, and what judged them."""

    def __init__(self, memory: Path | None, context: CheckContext) -> None:
        self.memory = memory
        code = [path for folder in JUDGES for path in (CODE_FOLDER / folder).rglob("*.py")] if memory else []
        self.version = _name(repr(context).encode(), *(path.read_bytes() for path in sorted(code)))
        self.before = self._read()
        self.clean: set[str] = set()

    def _read(self) -> frozenset[str]:
        try:
            return frozenset(self.memory.read_text(encoding="ascii").split()) if self.memory else frozenset()
        except (OSError, UnicodeDecodeError):
            return frozenset()

    def holds(self, path: str, data: bytes) -> bool:
        """True for a file that needs no second look."""
        name = _name(self.version.encode(), path.encode(), data)
        if name in self.before:
            self.clean.add(name)
            return True
        return False

    def add(self, path: str, data: bytes) -> None:
        """This file is clean."""
        self.clean.add(_name(self.version.encode(), path.encode(), data))

    def save(self) -> None:
        """The memory holds what is clean now, and nothing else."""
        if self.memory is None or self.clean == self.before:
            return
        self.memory.parent.mkdir(parents=True, exist_ok=True)
        disk.replace(self.memory, "\n".join(sorted(self.clean)).encode("ascii"))


def _name(*parts: bytes) -> str:
    state = blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "big") + part)
    return state.hexdigest()


def _judge(path: str, data: bytes, context: CheckContext, strict: CheckContext) -> Iterator[Problem]:
    ending = names.suffix(path)
    if path.startswith("theme/"):
        context = replace(context, hosts=context.hosts | OF_THEMES)
    for finding in names.true_kind(path, data) if ending in names.MAGIC else ():
        yield _problem(path, finding)
    if ending not in READ or len(data) > FILE_BYTES:
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield _problem(path, Finding(0, "Berkas ini bukan UTF-8.", "Simpan ulang sebagai UTF-8."))
        return
    if ending == "toml":
        yield from _judge_table(path, text, context, strict)
    elif ending == "html":
        yield from _judge_template(path, text, context)
    elif ending == "svg":
        for finding in media.svg(data):
            yield _problem(path, finding)
        yield from judge_text(path, text, context, CODE, SPOKEN)
    elif ending in ("css", "js"):
        shown = _TOGETHER.sub("", _CSS_COMMENT.sub(_blank, text))
        yield from judge_text(path, shown, context, CODE, (*SPOKEN, *ADDRESSED))
        yield from _outward(path, shown, context)
    elif (path.startswith("theme/") and ending != "md") or (
        path.startswith("data/") and ending in ("txt", "json", "xml")
    ):
        yield from judge_text(path, text, context, CODE, SPOKEN)


def _judge_table(path: str, text: str, context: CheckContext, strict: CheckContext) -> Iterator[Problem]:
    """The values of a table, each on its line; comments say nothing to a reader."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # the reader of tables tells it, with the line
    lines = [""] * (text.count("\n") + 1)
    at: dict[str, int] = {}
    for key, value in _values(data, ""):
        line = _line_of(value, text, at)
        if path == TRUSTED:
            yield from _judge_trust(path, key, value, line)
            continue
        lines[line - 1] += f" {value}"
        if _ADDRESS_KEYS.search(key):
            yield from _judge_address(path, value, line, is_old=key.endswith("from"))
    if path == TRUSTED:
        return
    checks = SPOKEN if path in ("data/siaran.toml", "data/pengalihan.toml") else EVERYWHERE
    yield from judge_text(path, "\n".join(lines), replace(strict, own_numbers=context.own_numbers), CODE, checks)


def _values(thing: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(thing, str):
        yield key, thing
    elif isinstance(thing, dict):
        for name, value in thing.items():
            yield from _values(value, name)
    elif isinstance(thing, list):
        for value in thing:
            yield from _values(value, key)


def _line_of(value: str, text: str, after: dict[str, int]) -> int:
    """The line on which the value stands; one that is written with escapes is told at the first line."""
    place = text.find(value, after.get(value, 0)) if value else -1
    if place < 0:
        return 1
    after[value] = place + len(value)
    return text.count("\n", 0, place) + 1


def _judge_address(path: str, value: str, line: int, *, is_old: bool) -> Iterator[Problem]:
    plain = _HIDDEN.sub("", entities(value))
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].casefold() not in SCHEMES:
        message = f"Alamat “{value[:60]}” memakai skema {scheme[1].casefold()}:, yang tidak boleh dipakai."
        yield _problem(path, Finding(line, message, "Pakai https://, mailto:, tel:, atau alamat di situs ini."))
    elif plain.startswith(("//", "\\", "/\\")):
        message = f"Alamat “{value[:60]}” keluar dari situs ini."
        yield _problem(path, Finding(line, message, "Tulis https:// di depannya, atau satu garis miring."))
    elif value and plain != value.strip() and not is_old:
        message = f"Alamat “{value[:60]}” memuat karakter tak terlihat atau bersandi."
        yield _problem(path, Finding(line, message, "Ketik ulang alamatnya."))


def _judge_trust(path: str, key: str, value: str, line: int) -> Iterator[Problem]:
    """A trusted host is one site, or one institution's: never a registry, a shortener, a place for anybody."""
    if key != "hosts":
        return
    host = value.casefold().removeprefix("*.").removeprefix("www.")
    is_family = value.startswith("*.")
    wrong = ""
    if hosts.is_casino(host):
        wrong = "adalah nama situs judi"
    elif is_family and not hosts.is_site(host) and host not in REGISTRIES:
        wrong = "mempercayai semua situs yang didaftarkan siapa pun di bawahnya"
    elif hosts.below(host, hosts.SHORTENERS) or hosts.below(host, hosts.LEADING_ON):
        wrong = "hanya meneruskan ke situs lain"
    elif is_family and host in hosts.ANYBODYS:
        wrong = "mempercayai tempat yang dapat dibuat siapa saja"
    elif not re.fullmatch(r"[a-z0-9.-]+", host) or any(part.startswith("xn--") for part in host.split(".")):
        wrong = "memakai huruf tiruan atau tanda yang bukan bagian nama situs"
    if wrong:
        yield _problem(
            path, Finding(line, f"Situs tepercaya “{value}” {wrong}.", "Hapus, atau sebut satu situs yang dikenal.")
        )


def _judge_template(path: str, text: str, context: CheckContext) -> Iterator[Problem]:
    plain = _JINJA.sub(_said, _JINJA_COMMENT.sub(_blank, text))
    page = _Elements()
    page.feed(plain)
    page.close()
    for line, name, has in page.found:
        for message, hint in element_faults(name, has):
            yield _problem(path, Finding(line, message, hint))
    yield from judge_text(path, plain, context, CODE)
    yield from _outward(path, plain, context)


def _said(match: re.Match[str]) -> str:
    """What a step of Jinja says to a reader: its own strings, put together where it does so."""
    literals = _LITERAL.findall(_TOGETHER.sub("", match[0]))
    return " ".join(first or second for first, second in literals) + "\n" * match[0].count("\n")


def _outward(path: str, text: str, context: CheckContext) -> Iterator[Problem]:
    """No address without its scheme leads out."""
    for match in _OUTWARD.finditer(text):
        if match[0].startswith("//"):
            host = re.match(r"[a-z0-9.-]+", text[match.end() :], re.IGNORECASE)
            name = host[0].casefold() if host else ""
            if hosts.is_site(name) and not context.trusts(name):
                line = text.count("\n", 0, match.start()) + 1
                yield _problem(path, Finding(line, f"Alamat “//{name}” keluar dari situs ini.", "Hapus."))


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


class _Elements(HTMLParser):
    """The elements of a page with their lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in reversed(attrs)}
        self.found.append((self.getpos()[0], tag.rpartition(":")[2], has))


def _problem(path: str, finding: Finding) -> Problem:
    return Problem(
        path, finding.line, finding.message, finding.hint, severity=finding.severity or Severity.ERROR, code=CODE
    )
