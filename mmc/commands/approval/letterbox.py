"""Every letter that was ever laid in the repository: those that are there, and those that somebody has taken away."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from typing import Any

from mmc.approvals import letters as forms
from mmc.approvals.letters import FOLDER, Entry, Letter
from mmc.base.files.disk import replace
from mmc.base.files.scan import is_racy, scan
from mmc.commands.approval.inventory import MEMORY
from mmc.history.repository import Repository
from mmc.rebuild.digest import digest, files_digest


def letters_of(root: Path, repository: Repository | None) -> list[Letter]:
    """
    The letters whose signature holds, each once, oldest first.

    What was decided stays decided: a letter that is gone from the folder is taken from git.
    """
    found = _present(root)
    if repository is not None:
        found |= {name: letter for name, letter in _vanished(root, repository).items() if name not in found}
    return sorted(found.values(), key=lambda each: (each.at, each.name))


def write_letter(root: Path, text: str, signature: str) -> str:
    """The letter lies in its place; its path in the project."""
    path = f"{FOLDER}/{forms.file_name(text)}"
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    replace(root / path, (text + signature).encode())
    return path


def _present(root: Path) -> dict[str, Letter]:
    folder, memory = root / FOLDER, root / MEMORY / "surat.json"
    if not folder.is_dir():
        return {}
    looked_at = time.time_ns()
    known = _recall(memory)
    rows: dict[str, list[Any]] = {}
    found: dict[str, Letter] = {}
    for name, stamp in scan(folder).items():
        row = known.get(name)
        if row is None or row[0] != stamp:
            letter = forms.read((folder / name).read_bytes(), name)
            row = [stamp, _row(letter)]
        else:
            letter = _letter(row[1])
        rows[name] = row
        if letter is not None:
            found[name] = letter
    lasting = {name: row for name, row in rows.items() if not is_racy(row[0], looked_at)}
    if lasting != known:
        _keep(memory, lasting)
    return found


def _vanished(root: Path, repository: Repository) -> dict[str, Letter]:
    """The letters that are in the history and no longer in the last commit."""
    memory, head = root / MEMORY / "surat-hilang.json", repository.head()
    known = _recall(memory)
    rows: Mapping[str, Any] = known.get("letters", [{}])[0] if known.get("head") == [head] else {}
    if known.get("head") != [head] and head:
        taken = {}
        for path, place in repository.vanished(FOLDER).items():
            data = repository.blob(f"{place}:{path}")
            name = path.removeprefix(f"{FOLDER}/")
            if data is not None and (letter := forms.read(data, name)) is not None:
                taken[name] = _row(letter)
        rows = taken
        _keep(memory, {"head": [head], "letters": [rows]})
    return {name: letter for name, row in rows.items() if (letter := _letter(row)) is not None}


def _row(letter: Letter | None) -> list[Any] | None:
    if letter is None:
        return None
    facts = [letter.name, letter.verdict, letter.person, letter.at.isoformat(), letter.reason, letter.key]
    return [facts, [list(astuple(entry)) for entry in letter.entries]]


def _letter(row: list[Any] | None) -> Letter | None:
    if row is None:
        return None
    (name, verdict, person, at, reason, key), entries = row
    return Letter(
        name, verdict, person, datetime.fromisoformat(at), reason, tuple(Entry(*entry) for entry in entries), key
    )


def _rules() -> str:
    code = Path(forms.__file__).parent
    return digest(files_digest(code.glob("*.py"), code)).hex()


def _recall(memory: Path) -> Mapping[str, list[Any]]:
    try:
        data = json.loads(memory.read_bytes())
        return data["rows"] if data["rules"] == _rules() else {}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def _keep(memory: Path, rows: Mapping[str, list[Any]]) -> None:
    memory.parent.mkdir(parents=True, exist_ok=True)
    replace(memory, json.dumps({"rules": _rules(), "rows": rows}, ensure_ascii=False).encode())
