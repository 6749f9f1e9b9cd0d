"""The look at the live site right after a switch: what has changed is there, over HTTP, as readers get it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from mmc.base.typed import typed
from mmc.release.errors import LiveState, ReleaseError
from mmc.release.making import Release
from mmc.release.paths import MANIFEST, address, is_copy
from mmc.release.record.manifest import Manifest
from mmc.release.verify.asking.fetch import Request, Site

MOST = 50  # changed files that are looked at


def confirmed(url: str, release: Release, *, seconds: float = 90, sleep: Callable[[float], None] = time.sleep) -> None:
    """The site at this address is the release; a cache in front of it is given a while to notice."""
    changed = [path for path in release.changes.uploads if not is_copy(path) and path != "404.html"]
    looked_at = list(dict.fromkeys(["index.html", *changed[: MOST // 2], *changed[-MOST // 2 :]]))
    site = Site(url, is_plain=True)
    deadline = time.monotonic() + seconds
    try:
        while problem := _problem(site, release, looked_at):
            if time.monotonic() > deadline:
                raise ReleaseError(
                    f"Rilis {release.name} belum terlihat di {url}: {problem}.",
                    f"Bila ada CDN, tunggu simpanannya habis lalu jalankan `{typed('buktikan')}`; untuk kembali: `{typed('kembalikan')}`.",
                    LiveState.SWITCHED,
                )
            sleep(min(3.0, seconds / 10))
    finally:
        site.close()


def shows(url: str, manifest: Manifest) -> bool:
    """True when readers at this address get the release already."""
    site = Site(url, timeout=5, is_plain=True)
    try:
        return site.get(Request(f"/{MANIFEST}")).body == manifest.to_bytes()
    finally:
        site.close()


def _problem(site: Site, release: Release, paths: list[str]) -> str:
    answer = site.get(Request(f"/{MANIFEST}"))
    if answer.body != release.data:
        return answer.error or f"manifesnya masih yang lain (status {answer.status})"
    for found in site.get_all(Request(address(path)) for path in paths):
        path = paths[[address(one) for one in paths].index(found.request.address)]
        if found.error or found.status != 200:
            return f"{found.request.address}: {found.error or f'status {found.status}'}"
        if hashlib.sha256(found.body).hexdigest() != release.manifest.files[path].sha256:
            return f"{found.request.address}: isinya belum yang baru"
    return ""
