"""What is live and was never in this checkout: a colleague's story or correction that a release from here would take away."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from mmc.base.typed import typed
from mmc.commands.sources import Source
from mmc.history.repository import Repository
from mmc.indonesian.calendar import clock, short_date
from mmc.release.errors import ReleaseError
from mmc.release.paths import address
from mmc.release.record.manifest import Manifest

ITEM = re.compile(r"(?P<folder>[a-z-]+/\d{4}/\d{2})/(?P<slug>[^/]+)/index\.html")
MOST = 10  # of a list on a screen


@dataclass(frozen=True, slots=True)
class Live:
    """
    The live record, and the list of what it was made from (empty where the release is of an older version).

    `is_ours` says that this very list was released from this checkout: then whatever it names was here.
    """

    manifest: Manifest
    sources: Mapping[str, Source]
    is_ours: bool = False


def unknown_addresses(
    live: Live, ours: Collection[str], mine: Mapping[str, Source], leads: Collection[str], here: Repository
) -> list[str]:
    """
    The addresses of live items that a release of the files `ours` would take away although nobody here did.

    `mine` are this checkout's sources, `leads` the addresses that lead on. An item that the history of this checkout knows was
    withdrawn, removed or renamed here.
    """
    gone = {address(path): path for path in live.manifest.files if ITEM.fullmatch(path) and path not in ours}
    plain = {one.rstrip("/") for one in leads}
    gone = {where: path for where, path in gone.items() if where.rstrip("/") not in plain}
    if not gone:
        return []
    files = {source.address: (path, source.blob) for path, source in live.sources.items() if source.address in gone}
    had = here.versions([path for path, _ in files.values()]) if files else frozenset()
    known = {where for where, (path, blob) in files.items() if (path, blob) in had or path in mine}
    known |= {where for where, path in gone.items() if where not in files and _was_here(path, here)}
    return sorted(gone.keys() - known)


def unknown_versions(live: Live, mine: Mapping[str, Source], here: Repository) -> list[str]:
    """
    The files of which another version is live than this checkout has or ever had: a release from here would take it back.

    A version that its author released before committing it is in no history; then a later commit here to the same file
    counts as having taken it in.
    """
    if live.is_ours or not here.exists():
        return []
    nothing = Source("")
    other = {path: source.blob for path, source in live.sources.items() if mine.get(path, nothing).blob != source.blob}
    had = here.versions(list(other))
    unknown = [path for path, blob in other.items() if (path, blob) not in had]
    if live.manifest.commit.endswith("+"):
        unknown = [path for path in unknown if not here.changed_since(path, live.manifest.created)]
    return sorted(unknown)


def refuse_to_overwrite(live: Live, addresses: Collection[str], files: Collection[str], zone: tzinfo) -> None:
    """Raises `ReleaseError` with what is live and not here, by whom, and the way on."""
    if not addresses and not files:
        return
    manifest = live.manifest
    moment = manifest.created_at.astimezone(zone)
    who = f" oleh {manifest.builder}" if manifest.builder else ""
    listed = [f"  {one}" for one in (*sorted(addresses), *sorted(files))]
    more = [f"  … dan {len(listed) - MOST} lagi"] if len(listed) > MOST else []
    told = "\n".join([*listed[:MOST], *more])
    count = (
        f"{len(addresses)} naskah yang tidak ada"
        if addresses
        else f"{len(files)} berkas yang lebih baru daripada yang ada"
    )
    raise ReleaseError(
        f"Situs yang tayang memuat {count} di salinan ini "
        f"(rilis {manifest.release}{who}, {short_date(moment)} {clock(moment)}):\n{told}",
        f"Ambil dahulu pekerjaan rekan Anda dengan `{typed('bagikan')}`, lalu ulangi. Bila sesudah itu masih sama, rekan itu "
        f"belum membagikan naskahnya (`{typed('bagikan')}` di komputernya). Bila memang harus hilang dari situs: "
        f"`{typed('terbit --overwrite')}`.",
    )


def _was_here(path: str, here: Repository) -> bool:
    """True when a file of this name, in the folder that the address says, was ever committed here."""
    found = ITEM.fullmatch(path)
    assert found
    told = here.ask("log", "--format=", "--name-only", "-z", "HEAD", "--", f"content/{found['folder']}")
    name = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}-{re.escape(found['slug'])}\.md")
    return any(name.fullmatch(one.rpartition("/")[2]) for one in told.split("\0"))
