"""What the rule of two costs in a large archive: `inv bench --name approvals -- 10000`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from mmc.approvals.digests import page_of
from mmc.approvals.letters import APPROVE, FOLDER, OFFER, Entry, file_name, text_of
from mmc.approvals.states import name_of
from mmc.base.vocabulary import load_vocabulary
from mmc.commands.approval.signing import VARIABLE
from mmc.commands.approval.standing import Project
from tests.bench.archive import stories, write_story
from tests.bench.measure import run
from tests.bench.preview import copy_project
from tests.unit.approvals.signing import SshKey, make_key

CHANGES = 700  # in the year before: as many items as such an archive gains in one
TRIES = 5


def main(words: list[str]) -> None:
    """The archive, approved as a whole by two people, then a year of changes approved one by one."""
    count = int(words[0]) if words else 10_000
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "proyek"
        keys = {name: make_key(Path(folder), name) for name in ("ani", "budi", "citra")}
        files = _archive(project, count, keys)
        print(f"{count} naskah, {CHANGES} perubahan disetujui dalam setahun; detik prosesor", flush=True)
        command = [sys.executable, "-m", "invoke"]
        for name, key in keys.items():
            os.environ[VARIABLE] = str(key.file)
            took = []
            for number in range(TRIES):
                if name == "ani":
                    _edit(files[number])
                    _git(project, "commit", "-qam", "ubah")
                took.append(
                    run([*command, "setujui", files[number].relative_to(project).as_posix()], project).processor
                )
            print(f"setujui ({name}): median {median(took):.2f} s, paling lama {max(took):.2f} s", flush=True)
        for number in range(TRIES, TRIES + 5):
            _edit(files[number])
        print(f"rilis, tambahan: pertama {_basis(project):.2f} s", flush=True)
        again = [_basis(project) for _ in range(TRIES)]
        print(f"rilis, tambahan: berikutnya median {median(again):.2f} s, paling lama {max(again):.2f} s", flush=True)
        year = ["jejak", "--from", f"{datetime.now(UTC) - timedelta(days=365):%Y-%m-%d}", "--form", "csv"]
        took = [run([*command, *year], project).seconds for _ in range(TRIES)]
        print(f"jejak setahun: median {median(took):.2f} s, paling lama {max(took):.2f} s", flush=True)
        print(f"jejak --prove: {run([*command, *year[:-2], '--prove'], project).processor:.2f} s", flush=True)
        print(f"antrean: {run([*command, 'antrean'], project).processor:.2f} s", flush=True)


def _basis(project: Path) -> float:
    """Processor seconds from asking what may go out to the folder that is published, loading not counted."""
    code = (
        "import gc, time; gc.disable(); from pathlib import Path; from mmc.commands.approval.basis import basis_of; "
        "from mmc.base.vocabulary import load_vocabulary; load_vocabulary(Path('data'));"
        "began = time.process_time(); basis_of(Path('.').resolve()); print(time.process_time() - began)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _archive(project: Path, count: int, keys: dict[str, SshKey]) -> list[Path]:
    copy_project(project)
    files = [write_story(story, project) for story in stories(count)]
    duty = {"ani": "penulis", "budi": "penyunting", "citra": "pengelola"}
    rows = [
        f'[[person]]\nname = "{name}"\nduty = "{duty[name]}"\nkeys = ["{key.public}"]\n' for name, key in keys.items()
    ]
    (project / "data/redaksi.toml").write_text("\n".join(["two_people = true\n", *rows]), "utf-8")
    (project / ".gitignore").write_text(".cache/\n.terbit/\noutput/\n__pycache__/\n", "utf-8")
    _git(project, "init", "-q")
    _git(project, "add", "-A")
    year = datetime.now(UTC) - timedelta(days=364)
    _git(project, "commit", "-qm", "Awal", at=year - timedelta(days=30))
    _letters(project, keys, [_entries(project)], year - timedelta(days=30))
    _year(project, files[-CHANGES:], keys, year)
    return files


def _entries(project: Path) -> list[Entry]:
    newsroom = Project(project)
    try:
        things = [each for listed in newsroom.things.values() for each in listed]
        return [
            Entry("-", each.digest, each.subject, each.path) for each in things if each.subject != "data/redaksi.toml"
        ]
    finally:
        newsroom.close()


def _year(project: Path, files: list[Path], keys: dict[str, SshKey], year: datetime) -> None:
    """A change a commit, each with two letters of its own."""
    vocabulary = load_vocabulary(project / "data")
    for number, file in enumerate(files):
        path = file.relative_to(project).as_posix()
        before = page_of(file.read_bytes(), path, vocabulary)
        _edit(file)
        after = page_of(file.read_bytes(), path, vocabulary)
        assert before
        assert after
        entry = Entry(name_of("-", before.digest({})), after.digest({}), after.id, path)
        at = year + timedelta(minutes=number * 60 * 24 * 360 // len(files) + 1)
        _letters(project, keys, [[entry]], at, path)


def _letters(project: Path, keys: dict[str, SshKey], batches: list[list[Entry]], at: datetime, *more: str) -> None:
    paths = list(more)
    for entries in batches:
        for name, verdict in (("ani", OFFER), ("budi", APPROVE)):
            text = text_of(verdict, name, at, entries)
            path = f"{FOLDER}/{file_name(text)}"
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(text + keys[name].sign(text), "utf-8")
            paths.append(path)
    _git(project, "add", "--", *paths)
    _git(project, "commit", "-qm", "Setujui", at=at)


def _edit(file: Path) -> None:
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\nDiperbaiki {time.time_ns()}.\n")


def _git(project: Path, *words: str, at: datetime | None = None) -> None:
    who = {"GIT_AUTHOR_NAME": "ani", "GIT_AUTHOR_EMAIL": "ani@kantor.example"}
    who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
    moment = {"GIT_AUTHOR_DATE": at.isoformat(), "GIT_COMMITTER_DATE": at.isoformat()} if at else {}
    subprocess.run(["git", *words], cwd=project, env={**os.environ, **who, **moment}, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
