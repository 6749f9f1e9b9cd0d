"""Commands that watch over the live site."""

from __future__ import annotations

from pathlib import Path

from mmc.keyboard.declaration import task

UNCHECKED = 2
ROOT = Path(__file__).resolve().parents[2]


@task(
    aliases=["buktikan"],
    help={
        "url": "alamat situs; bila kosong, alamat tujuan",
        "to": "nama tujuan",
        "sample": "banyaknya berkas yang diambil acak; 0 berarti semuanya",
        "browser": "buka juga beberapa halaman di Chromium: yang hanya ditampilkan skrip atau pekerja luring ikut terlihat",
        "json": "hasil sebagai JSON, untuk program",
    },
)
def verify(url: str = "", *, to: str = "", sample: int = 0, browser: bool = False, json: bool = False) -> None:
    """
    Cocokkan situs yang tayang dengan catatan bertanda tangan; keluar 0 sesuai, 1 berbeda, 2 tidak dapat diperiksa.
    """
    from mmc import environment, programs
    from mmc.commands import publish

    lacking = environment.lacks(ROOT, environment.VERIFY, "curl_cffi")
    program = programs.find_browser() if browser else None
    if browser and (program is None or lacking):
        _say("Chromium, Chrome, atau Edge tidak ditemukan di komputer ini; pasang salah satunya, atau tanpa --browser.")
        raise SystemExit(UNCHECKED)
    asking = publish.Asking(url, to, sample, lacking, program)
    code = publish.verify(ROOT, asking, _say, is_json=json)
    if code:
        raise SystemExit(code)


def _say(line: str) -> None:
    print(line, flush=True)
