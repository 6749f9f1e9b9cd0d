"""`docs/checks.md`, made from the table of checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mmc.checks.report import EXIT_CODES
from mmc.checks.table import ARCHIVE, BYTES, NAMES, OTHERS, TEXTS, Check

INTRODUCTION = """# Pemeriksaan naskah

Halaman ini dibuat dari `mmc/checks/table.py`; jangan diubah dengan tangan. Perintah `periksa` menjalankan semua pemeriksaan ini,
begitu juga `bangun` (tanpa catatan bahasa), kait commit (`kait`), dan CI. Galat menghentikan pembangunan dan
penerbitan; situs yang tayang tetap seperti semula. Peringatan dan catatan tidak menghentikan apa pun. Pada naskah yang
tidak akan tayang (draf, tinjau, status yang tidak terbaca, embargo) galat menjadi “belum siap”: disebut, tetapi tidak
menghentikan siapa pun, kecuali nomor atau alamatnya dipakai naskah yang sudah terbit, atau ia sendiri sudah tayang.
Serangan dan data pribadi tetap ditolak kait commit. Sebelum setiap rilis, situs yang sudah dibangun dilihat sekali lagi
(kode `output…` di bagian terakhir).

- `periksa --fix` memperbaiki yang aman: penyandian, akhir baris, karakter tak terlihat, bentuk tanggal, beberapa salah tulis.
- `periksa --form json` (atau `github`, `gitlab`) menulis laporan untuk program.
- Yang tidak berubah sejak pemeriksaan terakhir tidak dibaca lagi. Catatan bahasanya hanya dihitung; `--path` menampilkannya.
- Temuan yang bertanda ✓ dapat dikonfirmasi di kepala naskah: `confirmed:`, lalu `- finding:` dan `reason:`.
"""


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION, "## Kode keluar\n"]
    parts += [f"- `{code}`: {words}" for code, words in EXIT_CODES.items()]
    for title, checks in (("Bita", BYTES), ("Nama berkas", NAMES), ("Satu naskah", TEXTS), ("Semua naskah", ARCHIVE)):
        parts += ["", f"## {title}", "", *_table(checks)]
    parts += ["", "## Dilaporkan bagian lain", "", "| Kode | Arti | Contoh |", "| --- | --- | --- |"]
    parts += [f"| `{code}` | {meaning} | {_cell(example)} |" for code, (meaning, example) in OTHERS.items()]
    return "\n".join(parts) + "\n"


def _table(checks: Iterable[Check[Any, Any]]) -> list[str]:
    rows = ["| Kode | Bobot | Arti | Contoh | Konfirmasi |", "| --- | --- | --- | --- | --- |"]
    for check in checks:
        shown = _cell(f"`{check.example[:90]}`" if "`" not in check.example else check.example[:90])
        rows.append(
            f"| `{check.code}` | {check.severity.value} | {check.meaning} | {shown} | {'✓' if check.is_confirmable else ''} |"
        )
    return rows


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ⏎ ")
