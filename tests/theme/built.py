"""The real site, built as production builds it, and one page of every kind on it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mmc.base.items.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
PORT = 8799
ADDRESS = (
    f"http://127.0.0.1:{PORT}"  # the site is built for it, so that canonical addresses are true while it is measured
)
FOLDER = ROOT / ".cache" / "ukur" / "situs"

SINGLE = {
    "beranda": "/",
    "arsip": "/arsip/",
    "serta-merta": "/serta-merta/",
    "langganan": "/langganan/",
    "cari": "/cari/",
    "cek pesan": "/cek-pesan/",
    "cek foto": "/cek-foto/",
    "kontak": "/kontak/",
    "redaksi": "/redaksi/",
    "ppid": "/ppid/",
    "daftar agenda": "/agenda/",
    "daftar klarifikasi": "/klarifikasi/",
    "daftar berita": "/berita/",
    "tidak ditemukan": "/404.html",
}
INDEXES = {
    "kategori": "kategori",
    "kecamatan": "kecamatan",
    "topik": "topik",
    "penulis": "penulis",
    "klarifikasi/vonis": "vonis",
}


def build() -> Path:
    """The folder of the site as it would be published, for the address at which it is measured."""
    settings = ["-e", f'SITEURL="{ADDRESS}"', f'CACHE_PATH="{(FOLDER.parent / "simpanan").as_posix()}"']
    command = [sys.executable, "-m", "pelican", "-s", "publishconf.py", "-o", str(FOLDER), *settings]
    subprocess.run(command, cwd=ROOT, check=True)
    return FOLDER


def page_kinds(folder: Path) -> dict[str, str]:
    """The address of one page of every kind, by what it is; a kind without items has no page."""
    found = {name: url for name, url in SINGLE.items() if _exists(folder, url)}
    for kind in KINDS:
        months = sorted((folder / kind).glob("[0-9]*/[0-9]*"))
        items = sorted(path for month in months[-1:] for path in month.iterdir() if path.is_dir())
        if items:
            found[kind] = _address(folder, items[-1])
            found[f"{kind}, teks"] = f"{found[kind]}teks/"
    years = sorted((folder / "berita").glob("[0-9]*"))
    found["tahun"] = _address(folder, years[-1])
    found["bulan"] = _address(folder, max(years[-1].glob("[0-9]*")))
    for index, name in INDEXES.items():
        groups = sorted(path for path in (folder / index).iterdir() if path.is_dir())
        found[f"semua {name}"] = f"/{index}/"
        found[f"satu {name}"] = _address(folder, max(groups, key=lambda path: (path / "index.html").stat().st_size))
    return found


def _exists(folder: Path, url: str) -> bool:
    return (folder / url.lstrip("/")).exists()


def _address(folder: Path, path: Path) -> str:
    return f"/{path.relative_to(folder).as_posix()}/"
