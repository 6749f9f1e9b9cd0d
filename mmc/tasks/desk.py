"""Commands of the desk, the newsroom in the browser."""

from __future__ import annotations

from pathlib import Path

from mmc.keyboard.declaration import task
from mmc.keyboard.parsing import Misused

ROOT = Path(__file__).resolve().parents[2]


@task(
    aliases=["meja"],
    help={
        "port": "nomor pintu; bila terpakai, yang berikutnya",
        "open": "buka peramban bila ada layar",
        "first": "tautan sekali pakai bagi pengelola pertama, atau bila semua kunci pengelola hilang",
        "backup": "cadangkan akun dan pekerjaan yang belum disimpan ke berkas ini",
        "restore": "pulihkan dari berkas cadangan itu; hentikan meja dahulu",
    },
)
def desk(*, port: int = 8710, open: bool = True, first: bool = False, backup: str = "", restore: str = "") -> None:  # noqa: A002 - as it is typed
    """
    Buka meja redaksi di peramban: menulis, meninjau, menyetujui, dan menerbitkan, untuk satu orang atau seluruh kantor.
    """
    if not 1024 <= port <= 65435:
        raise Misused(f"`--port` harus antara 1024 dan 65435; yang tertulis {port}.")
    _with_libraries()
    from mmc.desk import serving

    if first:
        serving.invite_first(ROOT, _say)
        return
    if backup or restore:
        (serving.back_up if backup else serving.restore)(ROOT, Path(backup or restore), _say)
        return
    serving.run(ROOT, _say, port=port, opens_browser=open)


def _with_libraries() -> None:
    """The desk's own libraries are there; whoever never opens it never installs them."""
    from mmc import environment

    try:
        environment.add(ROOT, environment.DESK)
    except environment.SetupProblem as problem:
        raise SystemExit(str(problem)) from None


def _say(line: str) -> None:
    """One line to the one who typed the command, at once."""
    print(line, flush=True)
