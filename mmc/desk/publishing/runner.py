"""The process of one job: its command, then the records that a release has written, committed and shared."""

from __future__ import annotations

import sys
from pathlib import Path

from mmc.commands.deploy import RECORDS
from mmc.commands.sharing.exchange import exchange
from mmc.desk.publishing.jobs import carry_out, jobs
from mmc.desk.saving import commit
from mmc.history.repository import GitError, Repository
from mmc.history.writing import writing


def main(root: Path, name: str) -> None:
    """The job is done, and its records are in git."""
    carry_out(root, name)
    job = next(each for each in jobs(root) if each.id == name)
    try:
        with writing(root):
            repository = Repository(root)
            there = [f"data/{each}" for each in RECORDS if (root / "data" / each).exists()]
            if there and (changed := repository.changed(*there)):
                commit(root, changed, job.officer, f"Catatan: {job.kind}")
        exchange(root, lambda _: None, is_signing=False)
    except GitError:
        return  # the records lie in the folder and go along with the next ones


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
