"""A content file as it was written: header fields with their lines, and the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mmc.base.problems import Problem
from mmc.base.typed import stored

FENCE = "---"
DEEPEST = 40  # spaces before a line of a header; what lies deeper is refused
HEADER_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
ALMOST_FIELD = re.compile(r"([A-Za-z]+(?:[ _-][A-Za-z]+){0,2})[ \t]*:(.*)")
LIST_ITEM = re.compile(r"-(?:[ \t]+(.*)|[ \t]*)$")
# Two fields between fences anywhere below the header, or Pelican's own fields at the very beginning of the text.
_SECOND = re.compile(
    r"^---[ \t]*\n(?:[ \t]*\n)*(?:[A-Za-z_]{2,30}[ \t]*:.*\n(?:[ \t]+.*\n|-.*\n)*){1,60}---[ \t]*$"
    r"|\A(?:title|date|judul|tanggal)[ \t]*:.*\n(?:[A-Za-z_]{2,30}[ \t]*:.*\n)+",
    re.MULTILINE | re.IGNORECASE,
)
UNREADABLE = {chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))}
BLOCK_SCALAR = frozenset({"|", ">", "|-", ">-", "|+", ">+"})


@dataclass(frozen=True, slots=True)
class Value:
    """
    What stands behind a key: a `text`, or list `items`, or both readings of a list item that looks like `key: value`.

    The schema knows which reading a field wants; the source only keeps what was written and on which line.
    """

    line: int
    text: str = ""
    items: tuple[Value, ...] = ()
    fields: tuple[Field, ...] = ()
    continued: tuple[tuple[int, str], ...] = ()  # deeper lines that were joined to the text, as they stood

    @property
    def is_empty(self) -> bool:
        """True when nothing was written behind the key."""
        return not (self.text or self.items or self.fields)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a header with its value."""

    key: str
    line: int
    value: Value


@dataclass(frozen=True, slots=True)
class Source:
    """A content file taken apart; `body_line` is the line of the file on which the body's first line stands."""

    path: str
    fields: tuple[Field, ...]
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def read_source(data: bytes, path: str) -> Source:
    """
    The file's header and body, whatever the bytes are; what is wrong with its form is in `problems`.

    Both headers are read: ours between `---` lines and Pelican's own `Key: value` lines up to the first empty line.
    """
    text, encoding_problem = decode(data, path)
    if encoding_problem is not None:
        return Source(path, (), "", 1, (encoding_problem,))
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Source(
            path, (), "", 1, (_problem(path, 0, "Berkas ini kosong.", "Hapus, atau isi kepala dan naskahnya."),)
        )
    if lines[first].rstrip() == FENCE:
        return _read_fenced(lines, first, path)
    if HEADER_KEY.match(lines[first].rstrip()):
        return _read_pelican(lines, first, path)
    problem = _problem(
        path,
        first + 1,
        "Berkas ini tidak dimulai dengan kepala (baris-baris seperti `title: …`).",
        "Mulailah dengan baris `---`, lalu `title: …` dan `date: …`, lalu `---` lagi.",
    )
    return Source(path, (), "\n".join(lines[first:]), first + 1, (problem,))


def decode(data: bytes, path: str) -> tuple[str, Problem | None]:
    """The text with plain line feeds and no byte-order mark, or the one problem that its encoding is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
        place = 0 if _looks_wide(data) else -1  # UTF-16 of plain letters is valid UTF-8 full of zeros
    except UnicodeDecodeError as error:
        place = error.start
    if place >= 0:
        line = data.count(b"\n", 0, place) + 1
        found = guess_encoding(data)
        if not found:
            message = f"Baris ini memuat bita asing (0x{data[place]:02X}) di tengah berkas UTF-8."
            hint = "Ketik ulang huruf itu; penyandian selebihnya sudah benar, jadi `--fix` tidak menebaknya."
            return "", _problem(path, line, message, hint, code="encoding")
        message = f"Berkas ini tidak tersimpan sebagai UTF-8, tampaknya {found}."
        hint = f"Simpan ulang sebagai UTF-8, atau jalankan `{stored('periksa --fix')}` agar diubah."
        return "", _problem(path, line, message, hint, code="encoding")
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def guess_encoding(data: bytes) -> str:
    """
    The codec that wrote all of these bytes, as far as can be known: UTF-8, UTF-16, UTF-32, or `cp1252`, Windows' own in Indonesia.

    Empty where letters of UTF-8 stand beside foreign bytes, and where no codec reads them all: then only a person can tell.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return _reading(data, "utf-32")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _reading(data, "utf-16")
    if _looks_wide(data):
        return _reading(data, "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    if _reading(data, "utf-8-sig"):
        return "utf-8-sig"
    is_mixed = not data.decode("utf-8", "ignore").isascii()
    return "" if is_mixed else _reading(data, "cp1252")


def _reading(data: bytes, codec: str) -> str:
    """The codec if it reads the bytes without a doubt and without a control character, else nothing."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return ""
    return codec if codec == "utf-8-sig" or not set(text) & UNREADABLE else ""


def _looks_wide(data: bytes) -> bool:
    """True when more than a quarter of the first bytes are zero, as where two bytes make a letter."""
    return data[:200].count(0) > len(data[:200]) // 4


def _problem(path: str, line: int, message: str, hint: str = "", field: str = "", code: str = "header") -> Problem:
    return Problem(path, line, message, hint=hint, field=field, code=code)


def _read_fenced(lines: list[str], first: int, path: str) -> Source:
    end = next((number for number in range(first + 1, len(lines)) if lines[number].rstrip() == FENCE), None)
    if end is None:
        problem = _problem(
            path,
            first + 1,
            "Kepala dibuka dengan `---` tetapi tidak pernah ditutup.",
            "Tambahkan baris `---` setelah kolom terakhir, sebelum naskah.",
        )
        return Source(path, (), "", len(lines), (problem,))
    reader = _HeaderReader(lines, first + 1, end, path)
    fields = tuple(reader.fields())
    body, body_line = _body(lines, end + 1)
    problems = [*reader.problems, *_second_header(body, body_line, path)]
    return Source(path, fields, body, body_line, tuple(problems))


def _body(lines: list[str], start: int) -> tuple[str, int]:
    while start < len(lines) and not lines[start].strip():
        start += 1
    return "\n".join(lines[start:]).rstrip() + "\n" if start < len(lines) else "", start + 1


def _second_header(body: str, body_line: int, path: str) -> Iterator[Problem]:
    found = (
        _SECOND.search(body)
        if f"{FENCE}\n" in body or body[:12].lower().startswith(("title", "date", "judul"))
        else None
    )
    if found is not None:
        line = body_line + body.count("\n", 0, found.start())
        hint = "Gabungkan menjadi satu kepala di awal berkas."
        yield _problem(path, line, "Berkas ini punya dua kepala.", hint)


class _HeaderReader:
    """Reads the lines between the fences: a small, closed part of YAML in which nothing can run or refer."""

    def __init__(self, lines: list[str], start: int, end: int, path: str) -> None:
        self.lines, self.at, self.end, self.path = [*lines[:end]], start, end, path
        self.problems: list[Problem] = []

    def fields(self, indent: int = 0) -> Iterator[Field]:
        """Every field at this depth, each key once."""
        seen: dict[str, int] = {}
        while (line := self._peek()) is not None and _indent(line) >= indent:
            number = self.at
            match = HEADER_KEY.match(line.strip())
            if match is None or _indent(line) > indent:
                self._refuse_line(number, line)
                self.at += 1
                continue
            key = match[1]
            self.at += 1
            value = self._value(number, (match[2] or "").strip(), indent)
            if key in seen:
                self.problems.append(
                    _problem(
                        self.path,
                        number + 1,
                        f"Kolom `{key}` ditulis dua kali (sudah ada di baris {seen[key]}).",
                        "Hapus salah satunya.",
                        key,
                    )
                )
                continue
            seen[key] = number + 1
            yield Field(key, number + 1, value)

    def _refuse_line(self, number: int, line: str) -> None:
        if ":" in line and "\t" in line[: len(line) - len(line.lstrip())]:
            message, hint = "Baris ini dimulai dengan tab.", "Ganti tab dengan spasi, atau hapus jaraknya."
        else:
            message = f"Baris ini bukan `kunci: nilai`: “{line.strip()[:60]}”."
            hint = _meant_line(line) or "Tulis satu kolom satu baris, dengan titik dua dan satu spasi setelah kunci."
        self.problems.append(_problem(self.path, number + 1, message, hint))

    def _peek(self) -> str | None:
        """The next line that says something; comments and empty lines are passed over."""
        while self.at < self.end:
            line = self.lines[self.at]
            if line.strip() and not line.lstrip().startswith("#"):
                return line
            self.at += 1
        return None

    def _value(self, number: int, text: str, indent: int) -> Value:
        if text in BLOCK_SCALAR:
            return Value(number + 1, self._block(indent, folded=text[0] == ">"))
        if text:
            if text.startswith("[") and text.endswith("]"):
                parts = [_unquote(part.strip()) for part in text[1:-1].split(",")]
                return Value(number + 1, text, tuple(Value(number + 1, part) for part in parts if part))
            return self._continued(number, text, indent)
        return self._nested(number, indent)

    def _continued(self, number: int, text: str, indent: int) -> Value:
        """The text with the deeper lines that follow it, joined by spaces, as YAML folds a plain text."""
        first = self.lines[self.at][:1] if self.at < self.end else "-"
        if first not in ("", "#") and not first.isspace():
            return Value(number + 1, _unquote(text))  # most fields: the next line is none of its own
        more: list[tuple[int, str]] = []
        while (line := self._peek()) is not None and _indent(line) > indent:
            more.append((self.at + 1, line.strip()))
            self.at += 1
        return Value(number + 1, _unquote(" ".join([text, *(each for _, each in more)])), continued=tuple(more))

    def _block(self, indent: int, *, folded: bool) -> str:
        block: list[str] = []
        while self.at < self.end and (not self.lines[self.at].strip() or _indent(self.lines[self.at]) > indent):
            block.append(self.lines[self.at].strip())
            self.at += 1
        if not folded:
            return "\n".join(block).strip()
        return re.sub(r" ?\n ?", "\n", " ".join(part or "\n" for part in block)).strip()

    def _nested(self, number: int, indent: int) -> Value:
        line = self._peek()
        if line is None:
            return Value(number + 1)
        if LIST_ITEM.match(line.strip()) and indent <= _indent(line) <= DEEPEST:
            return Value(number + 1, items=tuple(self._items(_indent(line))))
        if _indent(line) <= indent:
            return Value(number + 1)
        if _indent(line) > DEEPEST:
            self._refuse_line(self.at, line)
            self.at += 1
            return Value(number + 1)
        if HEADER_KEY.match(line.strip()):
            return Value(number + 1, fields=tuple(self.fields(_indent(line))))
        self.at += 1
        return self._continued(number, line.strip(), indent)

    def _items(self, indent: int) -> Iterator[Value]:
        while (line := self._peek()) is not None and _indent(line) == indent:
            match = LIST_ITEM.match(line.strip())
            if match is None:
                return
            number, text = self.at, (match[1] or "").strip()
            inner = indent + len(line.lstrip()) - len((match[1] or "").lstrip()) if match[1] else indent + 2
            if HEADER_KEY.match(text):
                self.lines[number] = " " * inner + text
                fields = tuple(self.fields(inner))
                yield Value(number + 1, text, fields=fields)
                continue
            self.at += 1
            yield self._continued(number, text, indent)


def _meant_line(line: str) -> str:
    """The line as it should be, where only a space is missing or one too many stands in the key; else nothing."""
    found = ALMOST_FIELD.fullmatch(line.strip())
    if found is None or found[2].startswith("//"):
        return ""
    key = "_".join(found[1].lower().split())
    return f"Tulis `{key}: {found[2].strip() or '…'}`."


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _unquote(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        inner = text[1:-1]
        if text[0] == '"' and not re.search(r'(?<!\\)"', inner):
            return inner.replace('\\"', '"').replace("\\\\", "\\") if "\\" in inner else inner
        if text[0] == "'" and "'" not in inner.replace("''", ""):
            return inner.replace("''", "'")
    return text


def _read_pelican(lines: list[str], first: int, path: str) -> Source:
    """Pelican's own header (Python-Markdown's meta data): `Key: value`, deeper lines add to the key above."""
    fields: dict[str, Field] = {}
    more: dict[str, list[Value]] = {}
    problems: list[Problem] = []
    at, last = first, ""
    while at < len(lines) and lines[at].strip():
        line = lines[at]
        match = HEADER_KEY.match(line.strip())
        if _indent(line) >= 4 and last:
            more.setdefault(last, []).append(Value(at + 1, line.strip()))
        elif match is None:
            message = f"Baris ini bukan `Kunci: nilai`: “{line.strip()[:60]}”."
            problems.append(_problem(path, at + 1, message, "Beri satu baris kosong antara kepala dan naskah."))
        elif (key := match[1].lower()) in fields:
            message = f"Kolom `{key}` ditulis dua kali (sudah ada di baris {fields[key].line})."
            problems.append(_problem(path, at + 1, message, "Hapus salah satunya.", key))
        else:
            fields[key] = Field(key, at + 1, Value(at + 1, (match[2] or "").strip()))
            last = key
        at += 1
    for key, values in more.items():
        value = fields[key].value
        first_value = (Value(value.line, value.text),) if value.text else ()
        continued = tuple((each.line, each.text) for each in values) if value.text else ()
        fields[key] = replace(fields[key], value=replace(value, items=(*first_value, *values), continued=continued))
    body, body_line = _body(lines, at)
    problems.extend(_second_header(body, body_line, path))
    return Source(path, tuple(fields.values()), body, body_line, tuple(problems))
