"""Commands of a newsroom of several people: deciding, sharing, and what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mmc.keyboard import places
from mmc.keyboard.declaration import task

ROOT = Path(__file__).resolve().parents[2]


@task(
    aliases=["setujui"],
    help={
        "items": "berkas naskah, nomor tetapnya, alamatnya, `tema`, `kode`, atau berkas di data/",
        "all": "semua yang belum disetujui sekaligus, misalnya ketika dua orang baru diwajibkan",
        "urgent": "terbitkan seketika dengan satu tanda tangan (pengelola saja, dengan --why)",
        "why": "alasan, tersimpan dalam catatan",
        "anyway": "tetap setujui walaupun seorang rekan menolak bentuk ini",
    },
)
def approve(*items: str, all: bool = False, urgent: bool = False, why: str = "", anyway: bool = False) -> None:  # noqa: A002 - as it is typed
    """
    Tanda tangani persis apa yang akan dilihat pembaca; yang berubah sesudahnya perlu disetujui lagi.
    """
    from mmc.commands.approval import deciding

    wish = deciding.Wish(items, is_all=all, is_urgent=urgent, is_anyway=anyway, why=why)
    _end(deciding.approve(ROOT, wish, _say))


@task(
    aliases=["tolak"],
    help={"item": "berkas naskah, nomor tetapnya, atau alamatnya", "why": "apa yang perlu diperbaiki"},
)
def refuse(item: str, *, why: str = "") -> None:
    """
    Kembalikan sebuah naskah kepada penulisnya, dengan alasan yang tersimpan.
    """
    from mmc.commands.approval import deciding

    _end(deciding.refuse(ROOT, item, why, _say))


@task(aliases=["antrean"])
def waiting() -> None:
    """
    Apa yang menunggu persetujuan, apa yang ditolak dan mengapa, dan apa yang masih memerlukan orang kedua.
    """
    from mmc.commands.approval import waiting as waiting_list

    _end(waiting_list.waiting(ROOT, _say))


@task(
    aliases=["bagikan"],
    help={
        "to": "folder, misalnya USB, bila tidak ada jaringan",
        "remote": "alamat tempat berbagi, cukup sekali: folder di server, GitHub, GitLab, Forgejo",
        "choose": "jawaban untuk setiap bagian yang diubah dua orang: saya, rekan, atau keduanya",
        "code": "ambil juga perubahan kode situs",
    },
)
def share(*, to: str = "", remote: str = "", choose: str = "", code: bool = False) -> None:
    """
    Ambil pekerjaan rekan dan kirim pekerjaan Anda; bila dua orang mengubah bagian yang sama, Anda ditanya.
    """
    from mmc.commands.sharing import share as sharing

    _end(sharing.share(ROOT, sharing.Wish(to, remote, choose, with_code=code), _say))


@task(
    aliases=["gabung"],
    help={"name": "nama lengkap Anda, dengan gelar", "email": "alamat surel kantor Anda"},
)
def join(*, name: str = "", email: str = "") -> None:
    """
    Untuk orang baru: nama di git, kunci sendiri, dan baris untuk data/redaksi.toml.
    """
    from mmc.commands.sharing import joining

    _end(joining.join(ROOT, name, email, _say))


@task(
    aliases=["jejak"],
    help={
        "from_": "hari pertama; bila kosong, tiga puluh hari sebelum yang terakhir",
        "to": "hari terakhir; bila kosong, hari ini",
        "form": "tabel, csv, atau json",
        "prove": "periksa setiap persetujuan dari klona ini saja",
    },
)
def audit(*, from_: str = "", to: str = "", form: str = "tabel", prove: bool = False) -> None:
    """
    Siapa menulis, mengubah, menyetujui, menolak, menerbitkan, meralat, menyiarkan apa, dan kapan.
    """
    from mmc.commands.auditing import audit as record

    _end(record.prove(ROOT, from_, to, _say) if prove else record.audit(ROOT, from_, to, form, _say))


@task(
    aliases=["laporan"],
    help={
        "month": "bulannya, misalnya 2026-10; bila kosong, bulan lalu",
        "log": "log akses server, juga yang dipadatkan (.gz); boleh berkali-kali. Alamat pembaca tidak dibaca",
    },
)
def report(month: str = "", *, log: Sequence[str] = ()) -> None:
    """
    Laporan satu bulan: halaman untuk dicetak dan CSV, di folder laporan/.
    """
    from mmc.commands.auditing import monthly

    _end(monthly.report(ROOT, month, places.sources(log), _say))


def _say(line: str) -> None:
    """One line to the one who typed the command, at once."""
    print(line, flush=True)


def _end(code: int) -> None:
    """The command ends with this exit code; 0 lets it go on."""
    if code != 0:
        raise SystemExit(code)
