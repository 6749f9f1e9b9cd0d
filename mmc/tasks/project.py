"""Commands for whoever works on the project itself."""

from __future__ import annotations

import sys
from pathlib import Path

from mmc.keyboard.declaration import task
from mmc.keyboard.parsing import Misused

ROOT = Path(__file__).resolve().parents[2]


@task(aliases=["hasilkan"])
def generate() -> None:
    """
    Buat ulang berkas proyek yang berasal dari kode, misalnya docs/checks.md.
    """
    from mmc.commands import generated

    changed = generated.write(ROOT)
    print(
        "\n".join(f"Dibuat ulang: {path}" for path in changed) or "Semua berkas sudah sesuai dengan kodenya.",
        flush=True,
    )


@task(
    aliases=["perbarui"],
    help={
        "source": "versi baru: alamat repositori, folder, atau berkas bundle",
        "office": "dari folder versi baru: folder situs kantor yang diperbarui",
        "dry": "coba di salinan dan laporkan; tidak ada yang diubah",
        "choose": "untuk berkas yang diubah kantor dan versi baru: kantor atau baru",
        "back": "kembali ke versi sebelum pembaruan terakhir",
    },
)
def upgrade(source: str = "", *, office: str = "", dry: bool = False, choose: str = "", back: bool = False) -> None:
    """
    Ambil versi perangkat lunak yang lebih baru; naskah dan data kantor tidak disentuh, kecuali yang disebut namanya.
    """
    from mmc import environment
    from mmc.commands.upgrade import run

    place = Path(office).resolve() if office else ROOT
    if back:
        _end(run.back(place, _say))
        return
    if source and office:
        raise Misused("Sebut alamat versi baru, atau `--office` dari folder versi baru; tidak keduanya.")
    if source:
        words = [*(["--dry"] if dry else []), *(["--choose", choose] if choose else [])]
        _end(run.start(ROOT, source, words, _say))
        return
    if not office:
        raise Misused("Sebut alamat versi baru, misalnya `perbarui https://contoh.id/mmc.git`.")
    own = environment.python_of(place / environment.FOLDER)
    python = str(own) if own.is_file() else sys.executable
    wish = run.Wish(is_dry=dry, choice=choose, old_python=python, variables={environment.INSIDE: "1"})
    _end(run.upgrade(ROOT, place, wish, _say))


def _say(line: str) -> None:
    """One line to the one who typed the command, at once."""
    print(line, flush=True)


def _end(code: int) -> None:
    """The command ends with this exit code; 0 lets it go on."""
    if code != 0:
        raise SystemExit(code)
