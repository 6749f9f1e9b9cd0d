"""Old addresses that no item bears, added to `data/pengalihan.toml`: what stands there already stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mmc.base.files import disk

HEAD = """
# Ditambahkan oleh perintah `pindah`: daftar, umpan, dan berkas situs lama. Alamat lama sebuah naskah ada di `aliases` naskahnya.
# Alamat dengan tanda tanya (`/?cat=3`) berjalan pada nginx, Caddy, dan Apache dengan konfigurasi dari perintah `peladen`;
# layanan yang hanya mengenal berkas `_redirects` (Cloudflare, Netlify) meneruskan yang tanpa tanda tanya saja.
"""


def added(path: Path, rows: Mapping[str, str]) -> int:
    """The rows stand at the end of the file, in order; how many there are."""
    if not rows:
        return 0
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    text = "\n".join(
        f'[[redirect]]\nfrom = "{_plain(old)}"\nto = "{_plain(new)}"\n' for old, new in sorted(rows.items())
    )
    disk.replace(path, f"{before.rstrip()}\n{HEAD}\n{text}".lstrip().encode("utf-8"))
    return len(rows)


def _plain(address: str) -> str:
    return address.replace("\\", "\\\\").replace('"', '\\"')
