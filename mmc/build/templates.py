"""Jinja at work: the environment, and for each template the digest of all the files that shape it."""

from __future__ import annotations

import json
import traceback
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import CodeType

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    meta,
)
from jinja2.bccache import Bucket

from mmc.base.files.scan import scan
from mmc.base.problems import ContentError, Problem
from mmc.base.settings import Additions
from mmc.build.filters import FILTERS
from mmc.build.shared_fragments import Remember
from mmc.rebuild.digest import digest
from mmc.rebuild.store import Store

FOLDER = "theme/templates/"


class _Compiled(BytecodeCache):
    """Compiled templates in the memory of this process and of its children; nothing compiled is read from a disk."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = (bucket.checksum, bucket.code)


_compiled = _Compiled()


def compile_all(theme: Path) -> None:
    """Every template is compiled, for the builds of this process's children; a faulty one is theirs to tell of."""
    loaded = environment(theme)
    for name in loaded.list_templates():
        with suppress(TemplateSyntaxError, UnicodeDecodeError):
            loaded.get_template(name)


def environment(theme: Path, additions: Additions | None = None) -> Environment:
    """
    Templates that escape everything by themselves and fail on a name that they were not given.

    What is compiled is known by the whole path of its file, so that a build finds what `compile_all` has compiled.
    """
    more = additions or Additions()
    options = {"trim_blocks": True, "lstrip_blocks": True, **more.options}
    environment = Environment(
        loader=FileSystemLoader(theme.resolve() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,  # every template that was loaded stays
        bytecode_cache=None if more else _compiled,  # what is compiled with other options is other code
        **{**options, "extensions": [Remember, *options.get("extensions", ())]},
    )
    environment.filters.update({**more.filters, **FILTERS})
    environment.tests.update(more.tests)
    environment.globals.update(more.names)
    return environment


def mistake(name: str, error: Exception) -> Problem:
    """What went wrong while this template was read or filled in, at the place in a template where it did."""
    places = [
        (Path(frame.filename), frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if FOLDER in Path(frame.filename).as_posix()
    ]
    file, line = places[-1] if places else (Path(FOLDER, name), 0)
    if isinstance(error, TemplateSyntaxError):
        file, line = Path(FOLDER, error.name or name), error.lineno
    path = FOLDER + file.as_posix().rpartition(FOLDER)[2]
    said = (error.message or "") if isinstance(error, TemplateError) else str(error)
    message = f"Templat ini keliru: {said.rstrip('.')}."
    return Problem(
        path, line, message, "Perbaiki templatnya; nama yang boleh dipakai ada di mmc/pages/views/.", code="template"
    )


class Templates:
    """What the theme's templates are made of."""

    def __init__(self, theme: Path, store: Store, additions: Additions | None = None) -> None:
        self.folder, self.store, self.additions = theme / "templates", store, additions
        self._versions: dict[str, bytes] = {}

    @cached_property
    def _files(self) -> dict[str, tuple[bytes, tuple[str, ...]]]:
        """Every template with its digest and the templates that it names; parsed again only when its bytes changed."""
        known = {
            path: (seal, refers)
            for path, seal, refers in self.store.read("SELECT path, digest, refers FROM template").fetchall()
        }
        found: dict[str, tuple[bytes, tuple[str, ...]]] = {}
        mistakes: list[Problem] = []
        parser = environment(self.folder.parent, self.additions)
        for name in scan(self.folder):
            data = (self.folder / name).read_bytes()
            seal = digest(data)
            if name in known and known[name][0] == seal:
                found[name] = (seal, tuple(json.loads(known[name][1])))
                continue
            try:
                parsed = parser.parse(data.decode(), name)
            except (TemplateSyntaxError, UnicodeDecodeError) as error:
                mistakes.append(mistake(name, error))
                continue
            refers = tuple(sorted(each or "*" for each in set(meta.find_referenced_templates(parsed))))
            found[name] = (seal, refers)
            self.store.write("INSERT OR REPLACE INTO template VALUES (?, ?, ?)", name, seal, json.dumps(refers))
        if mistakes:
            raise ContentError(mistakes)
        for name in known.keys() - found.keys():
            self.store.write("DELETE FROM template WHERE path = ?", name)
        return found

    def version(self, name: str) -> bytes:
        """The digest of the template with all that it extends, includes and imports; `*` stands for every template."""
        if name not in self._versions:
            reached: set[str] = set()
            waiting = [name]
            while waiting:
                each = waiting.pop()
                if each in reached or each not in self._files:
                    continue
                reached.add(each)
                refers = self._files[each][1]
                waiting += list(self._files) if "*" in refers else refers
            self._versions[name] = digest(*(part for each in sorted(reached) for part in (each, self._files[each][0])))
        return self._versions[name]

    def versions(self) -> dict[str, bytes]:
        """The version of every template that there is."""
        return {name: self.version(name) for name in self._files}
