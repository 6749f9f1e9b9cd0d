"""Commands for what comes from somewhere else as a whole: an old site that moves in."""

from __future__ import annotations

from pathlib import Path

from mmc.keyboard import places
from mmc.keyboard.declaration import task

ROOT = Path(__file__).resolve().parents[2]


@task(
    aliases=["pindah"],
    help={
        "source": "berkas ekspor WordPress atau Blogger, atau folder: uploads, Takeout, hasil wget",
        "sources": "berkas dan folder yang lain dari situs yang sama",
        "at_once": "pakai usul di data/pindah.toml apa adanya, tanpa berhenti dahulu",
    },
)
def migrate(source: str, *sources: str, at_once: bool = False) -> None:
    """
    Pindahkan situs lama ke sini: tulisan, foto, dan semua alamat lamanya; yang pertama hanya menulis usul.
    """
    from mmc.commands.migrating import run

    code = run.run(ROOT, [Path(path) for path in places.sources([source, *sources])], _say, at_once=at_once)
    if code:
        raise SystemExit(code)


def _say(line: str) -> None:
    """One line to the one who typed the command, at once."""
    print(line, flush=True)
