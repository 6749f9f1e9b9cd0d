"""Files that are published as they are, and photos in their sizes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mmc import pictures
from mmc.pages.context import Context
from mmc.pages.output import Output

ROOT_FILES = "content/akar/"
DOCUMENTS = "content/dokumen/"


def copied(context: Context, path: str) -> Iterator[Output]:
    """A file of `akar/` at the root of the site, a document below `/dokumen/`; nothing for any other file."""
    seal = context.catalogue.seal(path)
    if not seal or not path.startswith((ROOT_FILES, DOCUMENTS)):
        return
    target = path.removeprefix(ROOT_FILES) if path.startswith(ROOT_FILES) else path.removeprefix("content/")
    yield Output((target,), "copy", path, version=seal)


def photo(context: Context, name: str) -> Iterator[Output]:
    """Every size and format of the photo of this digest, if something public shows it."""
    rows = context.catalogue.store.read("SELECT path, facts FROM file WHERE digest = ?", bytes.fromhex(name)).fetchall()
    for path, facts in rows:
        if facts and is_shown(context, path):
            plan = pictures.plan(pictures.PictureFacts(**json.loads(facts)))
            yield Output(tuple(each.name.lstrip("/") for each in plan.variants), "photo", (path, plan), is_costly=True)
            return


def is_shown(context: Context, path: str) -> bool:
    """True when a public item shows this photo."""
    return any(context.catalogue.find(item) for item in context.catalogue.users_of(path))
