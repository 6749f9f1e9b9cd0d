"""The folder from which a release is made when two people are needed: nothing stands in it but what may go out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from mmc.approvals.selection import Origin, Outcome
from mmc.approvals.succession import SUBJECT
from mmc.approvals.things import CODE, RECORDS, THEME
from mmc.base.files.disk import replace
from mmc.base.files.scan import scan
from mmc.base.problems import ContentError, Problem
from mmc.base.typed import typed
from mmc.commands.approval.inventory import seal_of
from mmc.commands.approval.standing import APPROVED, Project

STATE = ".mmc-disetujui.json"  # what stands in the folder, and that it is one of ours
ATTEMPTS = 3


def is_overlay(root: Path) -> bool:
    """True for a folder that was made by `laid_out`."""
    return (root / STATE).is_file()


def laid_out(project: Project) -> Path:
    """
    The folder holds exactly the approved files, and those that releases write themselves.

    Raises `ContentError` where no site can be made of what is approved: no office, no theme or no code.
    """
    files = dict(project.selection.files)
    _refuse_emptiness(project)
    target = project.root / APPROVED
    target.mkdir(parents=True, exist_ok=True)
    wanted = {path: f"{origin.sha256} {origin.oid}" for path, origin in files.items()}
    wanted |= {path: f"{stamp} " for path, stamp in _records(project.root).items()}
    known = _recall(target)
    there = scan(target)
    for path in known.keys() | there.keys():
        if path not in wanted and not path.startswith("output/") and "__pycache__/" not in path:
            _remove(target, path)
    for path, word in wanted.items():
        if known.get(path) != word or path not in there:
            _write(project, target / path, path, files.get(path, Origin(path)))
    if known != wanted:
        replace(target / STATE, json.dumps(wanted, ensure_ascii=False).encode())
    (target / "content").mkdir(exist_ok=True)
    return target


def _refuse_emptiness(project: Project) -> None:
    choices = project.selection.choices
    missing = [
        name
        for name in (
            SUBJECT,
            "data/kantor.toml",
            "data/kategori.toml",
            "data/wilayah.toml",
            "data/menu.toml",
            THEME,
            CODE,
        )
        if name in choices and choices[name].outcome in (Outcome.LEFT_OUT, Outcome.LOST)
    ]
    if missing:
        message = f"Belum pernah disetujui dua orang: {', '.join(missing)}; situs tidak dapat dibangun."
        hint = f"Sesudah `two_people` dinyalakan, dua orang menjalankan `{typed('setujui --all')}` sekali, lalu membagikannya."
        raise ContentError([Problem(SUBJECT, 0, message, hint, code="data")])


def _records(root: Path) -> Mapping[str, str]:
    """The files that releases and announcements write, with their stamps."""
    return {
        path: stamp
        for path, stamp in scan(root / "data", None, "data/").items()
        if path.startswith(tuple(each for each in RECORDS if not each.startswith("data/persetujuan")))
    }


def _recall(target: Path) -> Mapping[str, str]:
    try:
        return dict(json.loads((target / STATE).read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return {}


def _write(project: Project, target: Path, path: str, origin: Origin) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if origin.oid:
        assert project.repository is not None
        data = project.repository.blob(origin.oid)
        if data is None:
            raise ContentError(
                [Problem(path, 0, "Versi yang disetujui tidak dapat dibaca dari git.", "Jalankan `git fsck`.")]
            )
    else:
        data = (project.root / origin.path).read_bytes()
        if origin.sha256 and seal_of(path, data) != origin.sha256:
            hint = "Simpan berkasnya, lalu ulangi."
            raise ContentError([Problem(path, 0, "Berkas ini sedang diubah ketika rilis dimulai.", hint)])
    replace(target, data)


def _remove(target: Path, path: str) -> None:
    file = target / path
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == target or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
