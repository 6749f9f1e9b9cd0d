"""Reading without a network: the service worker, and the list of what it fetches ahead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from mmc.base.addresses import CHECK_MESSAGE, MESSAGE_INDEX, OFFLINE_LIST, WORKER
from mmc.base.groups import EVERYTHING
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.rebuild.digest import digest

TEXTS = 30  # the latest items, as text editions
TOOL = (CHECK_MESSAGE, MESSAGE_INDEX)
NEEDED = ("mmc.css", "text.css", "clock.js", "check-message.js", "icons.svg", "plus-jakarta-sans.woff2")


def outputs(context: Context) -> Iterator[Output]:
    """The worker, and what it may fetch ahead; the one that removes it where the office does not want it."""
    folder = context.settings.theme / "worker"
    if not context.vocabulary.office.offline:
        yield Output((page_path(WORKER),), "bytes", _small(folder / "remove.js").encode("utf-8"))
        return
    addresses = {asset.name: asset.url for asset in context.assets}
    core = [*TOOL, *(addresses[name] for name in NEEDED if name in addresses)]
    source = _small(folder / "sw.js")
    version = digest(source, *core).hex()[:10]
    head = f"const VERSION = {json.dumps(version)};\nconst CORE = {json.dumps(core, separators=(',', ':'))};\n"
    yield Output((page_path(WORKER),), "bytes", (head + source).encode("utf-8"))
    yield Output((page_path(OFFLINE_LIST),), "bytes", _list(context))


def _small(script: Path) -> str:
    """The script without what only its readers need: comments on lines of their own, and the room before each line."""
    lines = (line.strip() for line in script.read_text(encoding="utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _list(context: Context) -> bytes:
    """`texts`: address, title as HTML, and a word that changes with the item; `alerts`: the address of each, and when it ends."""
    items = context.catalogue.newest(EVERYTHING, TEXTS) if context.settings.editions.text else []
    texts = [[f"{item.url}teks/", escape(item.title), context.catalogue.seal(item.path).hex()[:8]] for item in items]
    alerts = [[item.url, item.ends.isoformat() if item.ends else ""] for item in items if item.urgent]
    return json.dumps({"texts": texts, "alerts": alerts}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
