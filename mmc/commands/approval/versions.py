"""The version of a thing that has a given digest, looked for in git; what was found is remembered as long as it stays in the history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mmc.approvals.digests import file_digest, page_of, table_digest, tree_digest
from mmc.approvals.selection import Version
from mmc.approvals.states import Standing, State
from mmc.approvals.things import CODE, CODE_PLACES, CONTENT, DATA, THEME, Thing, thing_of
from mmc.base.files.disk import replace
from mmc.base.vocabulary import Vocabulary
from mmc.commands.approval.inventory import MEMORY, rules_of, seal_of
from mmc.history.repository import Node, Repository


class Versions:
    """Answers where in git the approved version of a thing is."""

    def __init__(
        self, root: Path, repository: Repository | None, vocabulary: Vocabulary, places: Mapping[str, str]
    ) -> None:
        self.repository, self.vocabulary, self.places = repository, vocabulary, places
        self._memory = root / MEMORY / "versi.json"
        self._rules = rules_of(vocabulary)
        self._known = self._recall()
        self._seals: dict[str, str] = {}
        self._is_new = False

    def find(self, subject: str, state: State, standing: Standing | None = None) -> Version | None:
        """The version with this state's digest, from the newest commit that has it; None when the history has it no more."""
        if self.repository is None or not self.repository.head():
            return None
        word = f"{subject} {state.digest}"
        if word not in self._known:
            found = self._look(subject, state)
            self._known[word] = [found.path, dict(found.files)] if found else []
            self._is_new = True
        row = self._known[word]
        return Version(row[0], row[1]) if row else None

    def thing_at(self, commit: str, thing: Thing) -> Thing | None:
        """The same thing as it was in a commit, at the same place; None when it was not there."""
        assert self.repository is not None
        path = thing.path
        if thing.subject in (THEME, CODE):
            rows = self._rows(CODE_PLACES if thing.subject == CODE else (THEME,), commit)
            return Thing(path, path, tree_digest(rows.items()), rows) if rows else None
        data = self.repository.blob(f"{commit}:{path}")
        if data is None:
            return None
        if not thing.is_page:
            return Thing(path, path, self._digest_of(path, data), {})
        folder = path.rpartition("/")[0]
        nodes = {each: node for each, node in self.repository.folder(commit, folder).items() if node.is_file}
        page = page_of(data, path, self.vocabulary)
        if page is None or page.id != thing.subject:
            return None
        names = {path.rpartition("/")[2], *page.files(path, nodes.keys())}
        files = {f"{folder}/{each}": self._seal(f"{folder}/{each}", nodes[each]) for each in names}
        return thing_of(page, path, files, set(nodes))

    def save(self) -> None:
        """What was found is remembered."""
        if self._is_new and self.repository is not None:
            row = {"head": self.repository.head(), "rules": self._rules, "known": self._known}
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            replace(self._memory, json.dumps(row, ensure_ascii=False).encode())

    def _recall(self) -> dict[str, list]:  # type: ignore[type-arg]
        """What was found before, and is in the history still; what was not found may have come since."""
        try:
            row = json.loads(self._memory.read_bytes())
            if row["rules"] != self._rules or self.repository is None:
                return {}
            head = self.repository.head()
            if row["head"] == head:
                return dict(row["known"])
            is_kept = self.repository.is_ancestor(row["head"], head)
            return {word: found for word, found in row["known"].items() if found} if is_kept else {}
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return {}

    def _look(self, subject: str, state: State) -> Version | None:
        assert self.repository is not None
        if subject in (THEME, CODE):
            return self._tree(CODE_PLACES if subject == CODE else (THEME,), state.digest)
        if subject.startswith((CONTENT, DATA)):
            return self._file(subject, state.digest)
        tried: set[str] = set()
        for path in self._paths(subject, state):
            if path not in tried and (found := self._page(subject, path, state.digest)) is not None:
                return found
            tried.add(path)
        return None

    def _paths(self, subject: str, state: State) -> Iterator[str]:
        """Where the item may have stood: where it was signed, where it is, and wherever git ever saw its number."""
        assert self.repository is not None
        yield state.path
        if subject in self.places:
            yield self.places[subject]
        yield from (path for path in self.repository.mentions(subject, CONTENT) if path.endswith(".md"))

    def _page(self, subject: str, path: str, digest: str) -> Version | None:
        assert self.repository is not None
        folder, _, name = path.rpartition("/")
        seen: set[tuple[str, ...]] = set()
        for commit in self.repository.commits_of(folder):
            nodes = {each: node for each, node in self.repository.folder(commit, folder).items() if node.is_file}
            data = self.repository.blob(nodes[name].oid) if name in nodes else None
            page = page_of(data, path, self.vocabulary) if data is not None else None
            if page is None or page.id != subject:
                continue
            used = page.files(path, nodes.keys())
            word = (nodes[name].oid, *(nodes[each].oid for each in used))
            if word in seen:
                continue
            seen.add(word)
            files = {f"{folder}/{each}": self._seal(f"{folder}/{each}", nodes[each]) for each in (name, *used)}
            if thing_of(page, path, files, set(nodes)).digest == digest:
                return Version(path, {f"{folder}/{each}": nodes[each].oid for each in (name, *used)})
        return None

    def _file(self, path: str, digest: str) -> Version | None:
        assert self.repository is not None
        for commit in self.repository.commits_of(path):
            data = self.repository.blob(f"{commit}:{path}")
            if data is None:
                continue
            if self._digest_of(path, data) == digest:
                folder, _, name = path.rpartition("/")
                return Version(path, {path: self.repository.folder(commit, folder)[name].oid})
        return None

    def _tree(self, places: Iterable[str], digest: str) -> Version | None:
        assert self.repository is not None
        places = tuple(places)
        for commit in self.repository.commits_of(*places):
            nodes = self._nodes(places, commit)
            if tree_digest((path, self._seal(path, node)) for path, node in nodes.items()) == digest:
                return Version(places[0], {path: node.oid for path, node in nodes.items()})
        return None

    def _nodes(self, places: Iterable[str], commit: str) -> dict[str, Node]:
        assert self.repository is not None
        nodes = {path: node for place in places for path, node in self.repository.files(commit, place).items()}
        return {path: node for path, node in nodes.items() if not _is_hidden(path)}

    def _rows(self, places: Iterable[str], commit: str) -> dict[str, str]:
        return {path: self._seal(path, node) for path, node in self._nodes(places, commit).items()}

    @staticmethod
    def _digest_of(path: str, data: bytes) -> str:
        return table_digest(path, data) if path.startswith(DATA) else file_digest(path, seal_of(path, data))

    def _seal(self, path: str, node: Node) -> str:
        assert self.repository is not None
        word = node.oid if path.startswith(CONTENT) else f"{node.oid} "
        if word not in self._seals:
            self._seals[word] = seal_of(path, self.repository.blob(node.oid) or b"")
        return self._seals[word]


def _is_hidden(path: str) -> bool:
    return "__pycache__/" in path or any(part.startswith(".") for part in path.split("/"))
