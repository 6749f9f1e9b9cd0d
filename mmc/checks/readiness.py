"""What stops a release and what only waits: the errors of what is not going out are told, and stop nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mmc.base.problems import Problem, Severity
from mmc.checks.archive import Archive
from mmc.checks.claims import PHOTO_ENDINGS
from mmc.checks.rules.names import BESIDE_ITEMS, suffix

# Judged between the files of which they tell: a draft in the way of another item waits until its writer has changed it.
JUDGED = frozenset({"duplicate-id", "collision", "address-gone"})
# An attack, or somebody's data: told in a draft as in anything else, and kept out of the repository by the commit hook.
HARMFUL = frozenset(
    {
        *("handler", "scheme", "hidden-text", "disguised-link", "posing-link", "gambling", "gambling-link", "defaced"),
        *("advert", "invitation", "decorated", "leading-on", "secret-asked", "transfer", "phone-spelled", "document"),
        *("true-kind", "file-kind", "svg", "root-file", "outside", "template"),
        *("nik", "phone", "number", "email", "birth-date", "child-name", "child-place", "child-photo"),
    }
)
# What an archive may lack still: work to be done on posts that moved in from an old site, never a reason to stop a release.
# Harm is in neither list by chance: what is not named here stops an old post as it stops a new one.
MENDABLE = frozenset(
    {
        *(
            "photo",
            "photo-credit",
            "alt-text",
            "title",
            "no-text",
            "date-text",
            "date-far",
            "date-order",
            "placeholder",
        ),
        *("language", "http", "unknown-host", "named-host", "free-place", "empty-link", "unread", "word-paste", "twin"),
        *("broken-link", "tag-twice", "tag-spelling"),
    }
)


def weighed(problems: Iterable[Problem], archive: Archive) -> Iterator[Problem]:
    """
    The problems; an error of a file that is not going out is `UNREADY`.

    What an archive may lack still is only a warning at a post that moved in, and only for what it said before it did.
    """
    known: dict[str, bool] = {}
    for problem in problems:
        if problem.is_error and problem.code in MENDABLE and has_moved_in(problem.path, archive):
            yield replace(problem, severity=Severity.WARNING)
            continue
        if problem.is_error and problem.code not in JUDGED:
            if problem.path not in known:
                known[problem.path] = is_waiting(problem.path, archive)
            if known[problem.path]:
                yield replace(problem, severity=Severity.UNREADY)
                continue
        yield problem


def has_moved_in(path: str, archive: Archive) -> bool:
    """True for a post of the old site, bound to its permanent id, that is not dated after the day on which it moved in."""
    if not archive.moved_in:
        return False
    story = archive.story(path)
    return story is not None and bool(story.day) and story.day <= archive.moved_in.get(story.id, "")


def is_waiting(path: str, archive: Archive) -> bool:
    """True for what is not going out and known to no reader: a story that is not due, a photo that nothing public shows,
    and what is no part of a site at all."""
    story = archive.story(path)
    if story is not None:
        return not archive.goes_out(story) and not archive.is_live(story)
    if path.startswith(("content/akar/", "content/dokumen/")):
        return False
    if path.casefold().endswith(PHOTO_ENDINGS):
        return not archive.is_shown(path)
    return is_never_published(path)


def is_never_published(path: str) -> bool:
    """True for what lies beside the stories and reaches no reader: the Word file or the note from which one was written."""
    return path.startswith("content/") and suffix(path) not in BESIDE_ITEMS


def keeps_out(problem: Problem) -> bool:
    """True for what the commit hook refuses to record: an error, or harm in whatever state its file is."""
    return problem.is_error or (problem.severity is Severity.UNREADY and problem.code in HARMFUL)
