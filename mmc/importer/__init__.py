"""From a press release as it arrives to a draft with every field filled and every doubt listed."""

from mmc.importer.filing import Draft, ImportReport, draft_of, file_release, import_file
from mmc.importer.findings import Finding, State, findings
from mmc.importer.interpretation import import_release
from mmc.importer.parcels import Received, Reception, receive
from mmc.importer.rendering import Imported, render
from mmc.importer.run import run

__all__ = [
    "Draft",
    "Finding",
    "ImportReport",
    "Imported",
    "Received",
    "Reception",
    "State",
    "draft_of",
    "file_release",
    "findings",
    "import_file",
    "import_release",
    "receive",
    "render",
    "run",
]
