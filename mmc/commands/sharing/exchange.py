"""Taking and offering by itself: what the desk does after every save, without asking anybody anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mmc.commands.sharing.share import PATIENCE, TRIES, fetched, offer, remote_of
from mmc.commands.sharing.taking import Taken, Undecided, take
from mmc.history.repository import GitError, Repository
from mmc.history.writing import writing

Say = Callable[[str], None]


def exchange(root: Path, say: Say, *, is_signing: bool) -> bool:
    """
    True when this checkout and the place to share at are alike; what is not committed stays as it is.

    The lock is held only while this checkout changes, so that a place that does not answer keeps nobody from saving. Where a
    person would have to choose, or nobody can be reached, that is told, and the next time tries again.
    """
    repository = Repository(root)
    try:
        remote, branch = remote_of(repository), repository.branch()
        if not remote or not branch or not repository.head():
            return True
        for _ in range(TRIES):
            theirs = fetched(repository, remote, branch, is_quiet=True)
            with writing(root):
                taken = take(repository, theirs, None) if theirs else Taken()
                if taken.is_whole and is_signing:
                    offer(root, repository, theirs, taken.mixed, say)
            for line in taken.told:
                say(line)
            if not taken.is_whole:
                return False
            if theirs and repository.is_ancestor("HEAD", theirs):
                return True
            try:
                repository.run("push", "--quiet", remote, f"HEAD:refs/heads/{branch}", seconds=PATIENCE * 5)
            except GitError as error:
                if any(
                    word in str(error) for word in ("fetch first", "non-fast-forward", "stale info", "cannot lock ref")
                ):
                    continue  # somebody else was quicker
                raise
            return True
    except Undecided as undecided:
        say(f"Pekerjaan rekan belum diambil, karena ada yang harus dipilih: {str(undecided).splitlines()[0]}")
    except GitError as error:
        say(f"Tempat berbagi belum terjangkau ({str(error).splitlines()[-1]}); pekerjaan di sini sudah tercatat.")
    finally:
        repository.close()
    return False
