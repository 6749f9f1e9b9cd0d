"""Commands for whoever works on the project itself."""

from __future__ import annotations

from pathlib import Path

from mmc.keyboard.declaration import task

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
