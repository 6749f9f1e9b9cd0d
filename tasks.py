"""Every command of the project. `python3 tasks.py <task>` works on a bare machine; inside the environment it is `inv <task>`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - up to here, and in its grammar to the end, this file is for older ones too
    sys.exit("Python 3.11 atau lebih baru diperlukan; yang ini {}.{}.".format(*sys.version_info[:2]))

from mmc.keyboard import interrupts

if __name__ == "__main__":
    interrupts.hear_quietly()

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from mmc.base import typed
from mmc.base.items.kinds import KINDS
from mmc.keyboard import places, running
from mmc.keyboard.declaration import Command, task
from mmc.keyboard.parsing import Misused
from mmc.tasks.desk import desk  # noqa: F401 - commands are what stands in this file by name
from mmc.tasks.moving import migrate  # noqa: F401 - commands are what stands in this file by name
from mmc.tasks.newsroom import approve, audit, join, refuse, report, share, waiting  # noqa: F401 - commands are what stands in this file by name
from mmc.tasks.project import generate  # noqa: F401 - commands are what stands in this file by name
from mmc.tasks.project import upgrade as newer  # noqa: F401 - the name of a parameter below
from mmc.tasks.watch import verify  # noqa: F401 - commands are what stands in this file by name

ROOT = Path(__file__).resolve().parent


@task(
    aliases=["pratinjau"],
    help={
        "port": "nomor pintu; bila terpakai, yang berikutnya",
        "open": "buka peramban bila ada layar",
        "live": "tampilkan rilis yang tayang di tujuan lokal, tanpa membangun apa pun",
    },
)
def serve(*, port: int = 8000, open: bool = True, live: bool = False) -> None:
    """
    Bangun situs, tampilkan di komputer ini, dan segarkan pada setiap simpan.
    """
    if not 1024 <= port <= 65535:
        raise Misused(f"`--port` harus antara 1024 dan 65535; yang tertulis {port}.")
    if live:
        from mmc.commands import publish

        end(publish.show(ROOT, port, say))
        return
    from mmc.preview.run import run

    run(ROOT, say, port=port, opens_browser=open)


@task(
    aliases=["baru"],
    help={
        "title": "judul, dalam tanda kutip",
        "kind": ", ".join(KINDS) + ", atau halaman",
    },
)
def new(title: str, *, kind: str = "berita") -> None:
    """
    Buat naskah kosong dengan semua kolomnya, berstatus draf.
    """
    from mmc.base.vocabulary import load_vocabulary
    from mmc.scaffold import new_item

    path = new_item(kind, title, ROOT / "content", load_vocabulary(ROOT / "data"), datetime.now(UTC))
    say(f"Naskah baru: {path.relative_to(ROOT).as_posix()}")


@task(
    name="import",
    aliases=["impor"],
    help={
        "file": "rilis (Word, ODT, RTF, PDF, surel, halaman web, WhatsApp, teks), arsip ZIP, atau folder",
        "files": "rilis dan foto yang lain",
        "photo": "foto untuk rilis itu; boleh berkali-kali",
        "kind": "jenis naskah; bila kosong, ditebak",
        "choose": "nomor pesan WhatsApp yang diimpor, misalnya 1,3, atau semua",
    },
)
def import_(file: str, *files: str, photo: Sequence[str] = (), kind: str = "", choose: str = "") -> None:
    """
    Ubah siaran pers menjadi naskah, dengan daftar hal yang perlu diperiksa.
    """
    from mmc.importer import run

    end(run(places.sources([file, *files, *photo]), ROOT, kind, say=say, choose=choose))


@task(aliases=["bangun"], help={"production": "untuk diterbitkan: publishconf.py, tanpa draf"})
def build(*, production: bool = False) -> None:
    """
    Bangun situs ke folder output/.
    """
    settings = "publishconf.py" if production else "pelicanconf.py"
    finish([sys.executable, "-m", "pelican", "-s", settings], is_deaf=True)


@task(
    aliases=["uji"],
    help={
        "words": "kata sesudah --, untuk pytest",
        "long": "uji panjang: ribuan urutan acak",
        "workers": "banyaknya proses (bawaan: semua inti)",
    },
)
def test(*words: str, long: bool = False, workers: str = "auto") -> None:
    """
    Uji semuanya; kata sesudah -- diteruskan ke pytest.
    """
    from mmc import environment, programs

    python = str(environment.ensure(ROOT, (environment.SITE, environment.TESTS, environment.DESK)))
    missing = programs.provide(say)
    if missing:
        say(f"Tidak ada di mesin ini: {', '.join(missing)}. Uji yang memerlukannya akan gagal.")
    for line, command in (
        ("Memeriksa gaya kode (ruff) …", ["-m", "ruff", "check", "--quiet"]),
        ("Memeriksa bentuk kode (ruff format) …", ["-m", "ruff", "format", "--check", "--quiet"]),
        ("Memeriksa tipe (mypy) …", ["-m", "mypy", "--no-error-summary"]),
    ):
        say(line)
        finish([python, *command])
    say("Menjalankan pengujian (pytest) …")
    more = {"MMC_LONG": "1"} if long else {}
    finish([python, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *words], more)


@task(
    aliases=["periksa"],
    help={
        "path": "hanya laporkan berkas atau folder ini",
        "form": "teks, json, github, atau gitlab",
        "fix": "perbaiki yang aman dan tampilkan perubahannya",
        "staged": "periksa yang akan di-commit (untuk kait)",
    },
)
def check(path: str = "", *, form: str = "teks", fix: bool = False, staged: bool = False) -> None:
    """
    Periksa semua naskah dan berkas; kode keluar 0 tanpa galat, 1 ada galat, 2 salah perintah, 3 gagal.
    """
    from mmc.base.problems import ContentError
    from mmc.checks import hook as commit_hook
    from mmc.checks import report as reporting
    from mmc.commands import check

    wanted = places.below(ROOT, path, ("content", "data"))
    if form not in reporting.FORMATS:
        raise Misused(f"Bentuk laporan “{form}” tidak dikenal; pilihannya: {', '.join(reporting.FORMATS)}.")
    try:
        for change in check.mend_content(ROOT).values() if fix else ():
            (say if form == "teks" else whisper)(change)
        staged_files = commit_hook.staged(ROOT) if staged else {}
        found = check.check_content(ROOT, staged_files, wanted=wanted, all_notes=form != "teks", notice=whisper)
        problems, left_out = found.problems, found.notes_left_out
    except ContentError as error:
        problems, left_out, staged_files = error.problems, 0, {}
    say(reporting.render(problems, form, is_coloured=sys.stdout.isatty()))
    if left_out:
        say(
            f"{left_out} catatan pada naskah yang tidak berubah tidak ditampilkan; lihat dengan `{typed.typed('periksa BERKAS')}`."
        )
    end(reporting.exit_code(problems, staged_files))


@task(
    aliases=["siarkan"],
    help={
        "item": "berkas naskah, nomor tetapnya, atau alamatnya di situs",
        "place": "teks yang disalin ke papan klip: whatsapp, telegram, facebook, x, atau instagram",
        "send": "kirim sekarang ke jejaring yang diisi di data/siaran.toml",
        "settle": "sesudah melihat akunnya: `telegram=1234` bila kirimannya ada, `telegram=` bila tidak ada",
    },
)
def announce(item: str, *, place: str = "whatsapp", send: bool = False, settle: str = "") -> None:
    """
    Siapkan teks dan gambar sebuah naskah untuk WhatsApp dan media sosial; dengan --send, kirimkan juga.
    """
    from mmc.commands.announce import run

    end(run(ROOT, item, datetime.now(UTC), say, place=place, is_sending=send, settled=settle))


@task(
    aliases=["terbit"],
    help={
        "to": "nama tujuan di data/terbit.toml",
        "dry": "hanya daftar yang akan berubah; tidak ada yang dikirim",
        "due": "untuk penjadwal: berhenti seketika bila tidak ada naskah baru dan tidak ada yang jatuh tempo",
        "full": "kirim semua berkas lagi, tanpa memercayai apa yang ada di server",
        "purge": "hapus seketika foto dan berkas yang tidak dipakai halaman mana pun",
        "shrink": "terbitkan walaupun banyak halaman hilang; hanya bila memang disengaja",
        "restart": "alasan: riwayat rilis dimulai lagi, setelah tujuan dikosongkan atau dipindahkan; ikut ditandatangani",
        "overwrite": "terbitkan walaupun yang tayang memuat naskah rekan yang tidak ada di salinan ini; hanya bila memang disengaja",
    },
)
def deploy(
    *,
    to: str = "",
    dry: bool = False,
    due: bool = False,
    full: bool = False,
    purge: bool = False,
    shrink: bool = False,
    overwrite: bool = False,
    restart: str = "",
) -> None:
    """
    Periksa, bangun, lihat sekali lagi, tandatangani, unggah yang berubah, tayangkan serentak, buktikan.
    """
    from mmc.commands import publish
    from mmc.commands.deploy import Wish

    end(publish.deploy(ROOT, Wish(to, dry, full, purge, due, shrink, overwrite, restart), say))


@task(
    aliases=["kembalikan"],
    help={
        "to": "nama tujuan",
        "release": "nama rilis, atau ujungnya seperti r12",
        "unproven": "juga rilis yang tidak ditandatangani dengan kunci yang sekarang, setelah kunci diganti",
    },
)
def rollback(*, to: str = "", release: str = "", unproven: bool = False) -> None:
    """
    Kembalikan situs ke rilis sebelumnya, atau ke rilis yang disebut.
    """
    from mmc.commands import publish

    end(publish.rollback(ROOT, to, release, say, is_unproven=unproven))


@task(aliases=["rilis"], help={"to": "nama tujuan"})
def releases(*, to: str = "") -> None:
    """
    Daftar rilis yang tersimpan, terbaru di atas.
    """
    from mmc.commands import publish

    end(publish.releases(ROOT, to, say))


@task(
    aliases=["kunci"],
    help={
        "password": "beri sandi pada kunci",
        "next": "ganti kunci, dengan alasannya: kunci lama menandatangani penggantinya, misalnya setelah laptop hilang",
    },
)
def key(*, password: bool = True, next: str = "") -> None:
    """
    Buat kunci penerbitan kantor, sekali saja; kunci yang ada tidak pernah ditimpa.
    """
    from mmc.commands import publish

    if next:
        end(publish.next_key(ROOT, next, say, has_password=password))
    else:
        end(publish.make_key(ROOT, say, has_password=password))


@task(aliases=["peladen"], help={"to": "nama tujuan", "folder": "tempat berkas konfigurasi ditulis"})
def server(*, to: str = "", folder: str = ".terbit/server") -> None:
    """
    Tulis konfigurasi nginx, Caddy, Apache, serta _headers dan _redirects untuk sebuah tujuan.
    """
    from mmc.commands import publish

    code = publish.configure(ROOT, ROOT / folder, to, say)
    if code == 0 and (ROOT / "data" / "meja.toml").is_file():
        from mmc.desk import units

        units.write(ROOT, ROOT / folder, say)
    end(code)


@task(aliases=["kait"])
def hook() -> None:
    """
    Pasang kait commit yang memeriksa naskah sebelum dicatat.
    """
    from mmc.checks import hook as commit_hook

    path, is_ours = commit_hook.install(ROOT)
    say(
        f"Kait terpasang: {path}"
        if is_ours
        else f"Sudah ada kait lain di {path}; tambahkan `{typed.usual()} check --staged` di sana."
    )
    end(0 if is_ours else 1)


@task(help={"upgrade": "ambil versi terbaru semua pustaka, bukan hanya yang belum terkunci"})
def pin(*, upgrade: bool = False) -> None:
    """
    Kunci versi pustaka yang baru ditambahkan; dengan --upgrade, perbarui semuanya (untuk pemrogram).
    """
    from mmc import environment

    python = str(environment.ensure(ROOT, (environment.SITE, environment.TESTS, environment.DESK)))
    renewed = ["--upgrade"] if upgrade else []
    for name in (environment.SITE, environment.DESK, environment.VERIFY, environment.TESTS):
        finish([python, "-m", "uv", "pip", "compile", *PIN, *renewed, str(Path(name).with_suffix(".in")), "-o", name])


@task(help={"name": "apa yang diukur; bila kosong, pembangunan situs", "words": "kata sesudah --, untuk pengukurnya"})
def bench(name: str = "", *words: str) -> None:
    """
    Ukur kecepatan (untuk pemrogram); kata sesudah -- diteruskan.
    """
    from mmc import environment

    folder = ROOT / "tests/bench"
    names = sorted(path.stem for path in folder.glob("[a-z]*.py") if "def main(" in path.read_text(encoding="utf-8"))
    if name not in ("", *names):
        raise Misused(f"“{name}” tidak dapat diukur; pilihannya: {', '.join(names)}.")
    python = str(environment.ensure(ROOT, (environment.SITE, environment.TESTS, environment.DESK)))
    finish([python, "-m", f"tests.bench.{name}".rstrip("."), *words])


PIN = [
    "--quiet",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
]
PIN += ["--custom-compile-command", "inv pin"]


def say(line: str) -> None:
    """One line to the one who typed the command, at once."""
    print(line, flush=True)


def whisper(line: str) -> None:
    """One line beside the report, which may be read by a program."""
    print(line, file=sys.stderr, flush=True)


def end(code: int) -> None:
    """The command ends with this exit code; 0 lets it go on."""
    if code != 0:
        raise SystemExit(code)


def finish(command: Sequence[str], more: Mapping[str, str] = MappingProxyType({}), *, is_deaf: bool = False) -> None:
    """The command has run in the project's folder; a failure of it is ours, with its exit code."""
    from mmc import programs

    end(programs.finish(command, ROOT, more, is_deaf=is_deaf))


COMMANDS = tuple(value for value in tuple(globals().values()) if isinstance(value, Command))


def main(called: str) -> int:
    """What was typed is done, in the Python of the environment, which is made first if need be; the exit code."""
    from mmc import environment

    if not environment.is_ready():
        os.environ[typed.CALLED] = called
    order = running.understood(sys.argv[1:], COMMANDS)
    if isinstance(order, int):
        return order
    is_inv = called == "inv"
    return running.carried_out(
        order, ROOT, lambda: None if is_inv else environment.enter(ROOT, Path(__file__), sys.argv[1:])
    )


if __name__ == "__main__":
    sys.exit(main(typed.here()))
elif running.is_asked_by_invoke():
    sys.exit(main("inv"))
