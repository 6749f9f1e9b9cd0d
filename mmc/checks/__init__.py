"""
The gate: everything that can be wrong with content, told at once.

For one file: `Gatekeeper(vocabulary, context, convert, probe).examine(data, path, siblings)` gives its problems and the little
that other items need to know (`Summary`). Whoever has read a file already calls `check_bytes(data, path)` before reading it
and `check_file(Draft(path, source, context, item, page, siblings))` after; `page` is the converted body, any object with
`html`, `text`, `links` and `images`. For all files: `check_archive(Archive(tables, context, published))`, after every file was
entered. The files themselves: `tree.walk`. For a built folder: `output.look_at_output`.

All of them are functions from data to `Problem`s; none raises for anything that content does. Every check is one row of
`table`, which `docs/checks.md` is made from.
"""

from mmc.checks.archive import Archive
from mmc.checks.claims import Summary
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.sheet import Rendered
from mmc.checks.context import CheckContext, context_of
from mmc.checks.gate import Examined, Gatekeeper, check_archive, check_bytes, check_file, check_name, summary_of

__all__ = [
    "Archive",
    "CheckContext",
    "Draft",
    "Examined",
    "Finding",
    "Gatekeeper",
    "Rendered",
    "Summary",
    "check_archive",
    "check_bytes",
    "check_file",
    "check_name",
    "context_of",
    "summary_of",
]  # fmt: skip
