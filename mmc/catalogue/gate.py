"""The gate inside the build: what the items of a change mean for all others, and what is wrong with the folder itself."""

from __future__ import annotations

from collections.abc import Iterable

from mmc.base.items.schema import PAGE
from mmc.base.problems import Problem, problems_of, text_of
from mmc.base.settings import Settings
from mmc.base.vocabulary import Vocabulary
from mmc.catalogue.catalogue import Catalogue
from mmc.catalogue.intake import Taken
from mmc.checks import archive, check_archive, context_of, surroundings
from mmc.checks.content import content_files
from mmc.checks.published_addresses import read_moved_in, read_published
from mmc.checks.readiness import weighed
from mmc.checks.rules.names import PHOTOS, suffix
from mmc.rebuild.store import Store

SCHEMA = archive.SCHEMA
CLASHES = {("collision", "slug"), ("duplicate-id", "id")}
MANY = 400  # from this many changed files on, looking at the whole archive costs less than at each of them


def content_problems(
    store: Store, settings: Settings, vocabulary: Vocabulary, taken: list[Taken], gone: list[str], due: list[str]
) -> list[Problem]:
    """
    What is wrong with all files, each for itself as it was last read, and with these in the company of all others.

    What is `due` has changed by the clock alone. Errors of what is not going out are weighed as such.
    """
    context = context_of(vocabulary, settings.now)
    whole = archive.Archive(store, context, read_published(settings.data), read_moved_in(settings.data))
    whole.is_whole = len(taken) + len(gone) + len(due) > MANY
    for path in gone:
        whole.remove(path)
    for each in taken:
        whole.enter(each.path, each.summary, text_of(each.problems))
    for path in due:
        whole.refresh(path)
    own = [problem for text in whole.problems() for problem in problems_of(text)]
    return list(weighed([*own, *check_archive(whole)], whole))


def in_the_way(problems: Iterable[Problem]) -> set[str]:
    """The items that have the address or the permanent id of another one."""
    return {problem.path for problem in problems if (problem.code, problem.field) in CLASHES}


def folder_problems(settings: Settings, skipped: Iterable[str]) -> list[Problem]:
    """What stands in the folder without being looked at, told by name: links, devices, what is hidden."""
    return content_files.passed_over(settings.root, settings.content.name, skipped)


def surrounding_problems(settings: Settings, vocabulary: Vocabulary) -> list[Problem]:
    """What data and theme would put on every page and no item could."""
    context = context_of(vocabulary, settings.now)
    return surroundings.look_around(settings.root, context, memory=settings.cache / surroundings.MEMORY)


def bereft(catalogue: Catalogue, come: Iterable[str], gone: Iterable[str]) -> set[str]:
    """The items to be looked at anew because a photo that they may show has come or is gone."""
    photos = [path for path in (*come, *gone) if suffix(path) in PHOTOS | {"svg"}]
    return {user for path in photos for user in catalogue.users_of(path)}


def counts(catalogue: Catalogue, settings: Settings) -> tuple[int, int]:
    """How many items are public as news, and how many drafts and embargoed ones there are."""
    public = catalogue.count("arsip")
    sql = "SELECT COUNT(*) FROM item WHERE kind != ? AND NOT (status = 'terbit' AND due <= ?)"
    waiting = catalogue.store.one(sql, PAGE, int(settings.now.timestamp()))[0]
    return (public - waiting if settings.drafts else public), waiting
