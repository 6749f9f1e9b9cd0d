"""Jinja at work: the environment, and for each template the digest of all the files that shape it."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, meta
from jinja2.bccache import Bucket

from mmc.filters import FILTERS
from mmc.rebuild.digest import digest
from mmc.rebuild.scan import scan
from mmc.rebuild.store import Store
from mmc.site.compiling import Compiling
from mmc.site.remembering import Remember


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
        with suppress(TemplateSyntaxError):
            loaded.get_template(name)


def environment(theme: Path) -> Environment:
    """
    Templates that escape everything by themselves and fail on a name that they were not given.

    What is compiled is known by the whole path of its file, so that a build finds what `compile_all` has compiled.
    """
    environment = Compiling(
        loader=FileSystemLoader(theme.resolve() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled,
        extensions=[Remember],
    )
    environment.filters.update(FILTERS)
    return environment


class Templates:
    """What the theme's templates are made of."""

    def __init__(self, theme: Path, store: Store) -> None:
        self.folder, self.store = theme / "templates", store
        self._versions: dict[str, bytes] = {}

    @cached_property
    def _files(self) -> dict[str, tuple[bytes, tuple[str, ...]]]:
        """Every template with its digest and the templates that it names; parsed again only when its bytes changed."""
        known = {
            path: (seal, refers)
            for path, seal, refers in self.store.read("SELECT path, digest, refers FROM template").fetchall()
        }
        found: dict[str, tuple[bytes, tuple[str, ...]]] = {}
        parser = Environment(autoescape=True, extensions=[Remember])
        for name in scan(self.folder):
            data = (self.folder / name).read_bytes()
            seal = digest(data)
            if name in known and known[name][0] == seal:
                found[name] = (seal, tuple(json.loads(known[name][1])))
                continue
            refers = tuple(
                sorted(each or "*" for each in set(meta.find_referenced_templates(parser.parse(data.decode()))))
            )
            found[name] = (seal, refers)
            self.store.write("INSERT OR REPLACE INTO template VALUES (?, ?, ?)", name, seal, json.dumps(refers))
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
