"""The things that are decided on: items, fixed pages, files, the office's data, the theme and the code, each with its digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mmc.approvals.digests import Page, file_digest, tree_digest
from mmc.approvals.letters import FOLDER

CONTENT, DATA, THEME, CODE = "content/", "data/", "theme", "mmc"
CODE_PLACES = ("mmc", "tasks.py", "pelicanconf.py", "publishconf.py", "requirements.txt", "requirements.in")
# What releases and announcements write themselves, and what is decided: events, not decisions.
RECORDS = ("data/catatan/", f"{FOLDER}/", "data/siaran.jsonl", "data/siaran-tertunda.json", "data/terbit.tsv")


@dataclass(frozen=True, slots=True)
class Thing:
    """
    One thing as it is somewhere: its name for all times, its main file, its digest, and the files that go with it.

    `as_published` is the digest that it would have with status `terbit`; `status` is empty for what has none.
    """

    subject: str
    path: str
    digest: str
    files: Mapping[str, str]
    as_published: str = ""
    is_shown: bool = True
    is_page: bool = False


def things_of(files: Mapping[str, str], pages: Mapping[str, Page], tables: Mapping[str, str]) -> dict[str, list[Thing]]:
    """
    Every thing, by its name, from the SHA-256 of each file, the pages among them, and the digests of the tables of `data/`.

    No file that readers could see is in none of them.
    """
    found: dict[str, list[Thing]] = {}
    pages = {path: page for path, page in pages.items() if page.id not in (THEME, CODE)}  # names that are taken
    covered = set(pages)
    for thing in _pages(files, pages):
        found.setdefault(thing.subject, []).append(thing)
        covered.update(thing.files)
    for path, digest in tables.items():
        found[path] = [Thing(path, path, digest, {path: files[path]})]
    for path, seal in files.items():
        if path.startswith(CONTENT) and path not in covered:
            found.setdefault(path, []).append(Thing(path, path, file_digest(path, seal), {path: seal}))
    others = {path: seal for path, seal in files.items() if not path.startswith((CONTENT, DATA))}
    for subject, places in ((THEME, (THEME,)), (CODE, CODE_PLACES)):
        rows = {path: seal for path, seal in others.items() if is_below(path, places)}
        if rows:
            found[subject] = [Thing(subject, subject, tree_digest(rows.items()), rows)]
    return found


def is_below(path: str, places: Iterable[str]) -> bool:
    """True when the path is one of these places, or lies in one of them."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def is_table(path: str) -> bool:
    """True for a file of `data/` that somebody decides on."""
    return path.startswith(DATA) and not path.startswith(RECORDS)


def is_code(path: str) -> bool:
    """True for what runs, and so never arrives by itself."""
    return is_below(path, CODE_PLACES)


def _pages(files: Mapping[str, str], pages: Mapping[str, Page]) -> Iterable[Thing]:
    beside: dict[str, set[str]] = {path.rpartition("/")[0]: set() for path in pages}
    for path in files:
        folder, _, name = path.rpartition("/")
        if folder in beside and not name.endswith(".md"):
            beside[folder].add(name)
    for path, page in pages.items():
        yield thing_of(page, path, files, beside[path.rpartition("/")[0]])


def thing_of(page: Page, path: str, files: Mapping[str, str], beside: set[str]) -> Thing:
    """The item of one file, in the company of these names."""
    folder = path.rpartition("/")[0]
    seals = {name: files[f"{folder}/{name}"] for name in page.files(path, beside)}
    own = {path: files[path]} | {f"{folder}/{name}": seal for name, seal in seals.items()}
    digest = page.digest(seals)
    as_published = digest if page.is_shown else page.digest(seals, is_shown=True)
    return Thing(page.id, path, digest, own, as_published, page.is_shown, is_page=True)
