"""From a press release as it arrives (text, WhatsApp, Word) to an item with every field filled and every doubt listed."""

from mmc.importer.filing import ImportReport, import_file
from mmc.importer.interpretation import import_release
from mmc.importer.rendering import Imported, render
from mmc.importer.run import run

__all__ = ["ImportReport", "Imported", "import_file", "import_release", "render", "run"]
