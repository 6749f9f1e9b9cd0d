"""Every command of the project. `python3 tasks.py <task>` works on a bare machine; inside the environment it is `inv <task>`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this line is for those who have an older one
        sys.exit("Python 3.11 atau lebih baru diperlukan; yang ini {}.{}.".format(*sys.version_info[:2]))
    from mmc import environment

    sys.exit(environment.start(ROOT, sys.argv[1:]))

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task


@task(
    aliases=["pratinjau"],
    help={
        "port": "nomor pintu; bila terpakai, yang berikutnya",
        "open": "buka peramban bila ada layar",
        "live": "tampilkan rilis yang tayang di tujuan lokal, tanpa membangun apa pun",
    },
)
def serve(_: Context, port: int = 8000, open: bool = True, live: bool = False) -> None:
    """
    Bangun situs, tampilkan di komputer ini, dan segarkan pada setiap simpan.
    """
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
        "kind": "berita, siaran-pers, pengumuman, agenda, klarifikasi, galeri, infografis, video, atau halaman",
    },
)
def new(_: Context, title: str, kind: str = "berita") -> None:
    """
    Buat naskah kosong dengan semua kolomnya, berstatus draf.
    """
    from mmc.base.vocabulary import load_vocabulary
    from mmc.scaffold import new_item

    with told_problems():
        path = new_item(kind, title, ROOT / "content", load_vocabulary(ROOT / "data"), datetime.now(UTC))
        say(f"Naskah baru: {path.relative_to(ROOT).as_posix()}")


@task(
    name="import",
    aliases=["impor"],
    iterable=["photo"],
    help={
        "file": "siaran pers (.txt, .docx, .html), atau folder berisi siaran pers dan fotonya",
        "photo": "foto untuk siaran pers itu; boleh berkali-kali",
        "kind": "jenis naskah; bila kosong, ditebak",
    },
)
def import_(_: Context, file: str, photo: list[str], kind: str = "") -> None:
    """
    Ubah siaran pers menjadi naskah, dengan daftar hal yang perlu diperiksa.
    """
    from mmc.importer import run

    end(run([file, *photo], ROOT, kind, say=say))


@task(aliases=["bangun"], help={"production": "untuk diterbitkan: publishconf.py, tanpa draf"})
def build(_: Context, production: bool = False) -> None:
    """
    Bangun situs ke folder output/.
    """
    settings = "publishconf.py" if production else "pelicanconf.py"
    finish([sys.executable, "-m", "pelican", "-s", settings])


@task(
    aliases=["uji"],
    help={"long": "uji panjang: ribuan urutan acak", "workers": "banyaknya proses (bawaan: semua inti)"},
)
def test(context: Context, long: bool = False, workers: str = "auto") -> None:
    """
    Uji semuanya; kata sesudah -- diteruskan ke pytest.
    """
    from mmc import environment, programs

    python = str(environment.ensure(ROOT, (environment.SITE, environment.TESTS)))
    if missing := programs.provide(say):
        say(f"Tidak ada di mesin ini: {', '.join(missing)}. Uji yang memerlukannya akan gagal.")
    for words, command in (
        ("Memeriksa gaya kode (ruff) …", ["-m", "ruff", "check", "--quiet"]),
        ("Memeriksa bentuk kode (ruff format) …", ["-m", "ruff", "format", "--check", "--quiet"]),
        ("Memeriksa tipe (mypy) …", ["-m", "mypy", "--no-error-summary"]),
    ):
        say(words)
        finish([python, *command])
    say("Menjalankan pengujian (pytest) …")
    more = {"MMC_LONG": "1"} if long else {}
    finish([python, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *shlex.split(context.remainder)], more)


@task(
    aliases=["periksa"],
    help={
        "path": "hanya laporkan berkas atau folder ini",
        "form": "teks, json, github, atau gitlab",
        "fix": "perbaiki yang aman dan tampilkan perubahannya",
        "staged": "periksa yang akan di-commit (untuk kait)",
    },
)
def check(_: Context, path: str = "", form: str = "teks", fix: bool = False, staged: bool = False) -> None:
    """
    Periksa semua naskah dan berkas; kode keluar 0 tanpa galat, 1 ada galat, 2 salah perintah, 3 gagal.
    """
    from mmc.base.problems import ContentError
    from mmc.checks import hook as commit_hook
    from mmc.checks import report
    from mmc.commands import check

    wanted = path.replace("\\", "/").removeprefix("./").rstrip("/")
    if form not in report.FORMATS or (wanted and not (ROOT / wanted).exists()):
        say(f"Bentuk laporan: {', '.join(report.FORMATS)}." if form not in report.FORMATS else f"Tidak ada: {path}")
        end(report.MISUSED)
    try:
        for change in check.mend_content(ROOT).values() if fix else ():
            (say if form == "teks" else whisper)(change)
        staged_files = commit_hook.staged(ROOT) if staged else None
        found = check.check_content(ROOT, staged_files, wanted=wanted, all_notes=form != "teks", notice=whisper)
        problems, left_out = found.problems, found.notes_left_out
    except ContentError as error:
        problems, left_out = error.problems, 0
    except (OSError, subprocess.CalledProcessError) as error:
        whisper(f"Pemeriksaan tidak dapat dijalankan: {error}")
        end(report.BROKEN)
    say(report.render(problems, form, is_coloured=sys.stdout.isatty()))
    if left_out:
        say(
            f"{left_out} catatan pada naskah yang tidak berubah tidak ditampilkan; lihat dengan `inv periksa --path …`."
        )
    end(report.exit_code(problems))


@task(
    aliases=["siarkan"],
    help={
        "item": "berkas naskah, nomor tetapnya, atau alamatnya di situs",
        "place": "teks yang disalin ke papan klip: whatsapp, telegram, facebook, x, atau instagram",
        "send": "kirim sekarang ke jejaring yang diisi di data/siaran.toml",
        "settle": "sesudah melihat akunnya: `telegram=1234` bila kirimannya ada, `telegram=` bila tidak ada",
    },
)
def announce(_: Context, item: str, place: str = "whatsapp", send: bool = False, settle: str = "") -> None:
    """
    Siapkan teks dan gambar sebuah naskah untuk WhatsApp dan media sosial; dengan --send, kirimkan juga.
    """
    from mmc.commands.announce import run

    with told_problems():
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
    },
)
def deploy(
    _: Context,
    to: str = "",
    dry: bool = False,
    due: bool = False,
    full: bool = False,
    purge: bool = False,
    shrink: bool = False,
) -> None:
    """
    Periksa, bangun, lihat sekali lagi, tandatangani, unggah yang berubah, tayangkan serentak, buktikan.
    """
    from mmc.commands import publish
    from mmc.commands.deploy import Wish

    with told_problems():
        end(publish.deploy(ROOT, Wish(to, dry, full, purge, due, shrink), say))


@task(
    aliases=["kembalikan"],
    help={
        "to": "nama tujuan",
        "release": "nama rilis, atau ujungnya seperti r12",
        "unproven": "juga rilis yang tidak ditandatangani dengan kunci yang sekarang, setelah kunci diganti",
    },
)
def rollback(_: Context, to: str = "", release: str = "", unproven: bool = False) -> None:
    """
    Kembalikan situs ke rilis sebelumnya, atau ke rilis yang disebut.
    """
    from mmc.commands import publish

    with told_problems():
        end(publish.rollback(ROOT, to, release, say, is_unproven=unproven))


@task(aliases=["rilis"], help={"to": "nama tujuan"})
def releases(_: Context, to: str = "") -> None:
    """
    Daftar rilis yang tersimpan, terbaru di atas.
    """
    from mmc.commands import publish

    with told_problems():
        end(publish.releases(ROOT, to, say))


@task(
    aliases=["buktikan"],
    help={
        "url": "alamat situs; bila kosong, alamat tujuan",
        "to": "nama tujuan",
        "sample": "banyaknya berkas yang diambil acak; 0 berarti semuanya",
        "json": "hasil sebagai JSON, untuk program",
    },
)
def verify(_: Context, url: str = "", to: str = "", sample: int = 0, json: bool = False) -> None:
    """
    Cocokkan situs yang tayang dengan catatan bertanda tangan; keluar 0 sesuai, 1 berbeda, 2 tidak dapat diperiksa.
    """
    from mmc.commands import publish

    with told_problems():
        end(publish.verify(ROOT, url, to, sample, say, is_json=json))


@task(aliases=["kunci"], help={"password": "beri sandi pada kunci (--no-password: tanpa sandi)"})
def key(_: Context, password: bool = True) -> None:
    """
    Buat kunci penerbitan kantor, sekali saja; kunci yang ada tidak pernah ditimpa.
    """
    from mmc.commands import publish

    with told_problems():
        end(publish.make_key(ROOT, say, has_password=password))


@task(aliases=["peladen"], help={"to": "nama tujuan", "folder": "tempat berkas konfigurasi ditulis"})
def server(_: Context, to: str = "", folder: str = ".terbit/server") -> None:
    """
    Tulis konfigurasi nginx, Caddy, Apache, serta _headers dan _redirects untuk sebuah tujuan.
    """
    from mmc.commands import publish

    with told_problems():
        end(publish.configure(ROOT, ROOT / folder, to, say))


@task(aliases=["kait"])
def hook(_: Context) -> None:
    """
    Pasang kait commit yang memeriksa naskah sebelum dicatat.
    """
    from mmc.checks import hook as commit_hook

    path, is_ours = commit_hook.install(ROOT)
    say(
        f"Kait terpasang: {path}"
        if is_ours
        else f"Sudah ada kait lain di {path}; tambahkan `python3 tasks.py check --staged` di sana."
    )
    end(0 if is_ours else 1)


@task(help={"upgrade": "ambil versi terbaru semua pustaka, bukan hanya yang belum terkunci"})
def pin(_: Context, upgrade: bool = False) -> None:
    """
    Kunci versi pustaka yang baru ditambahkan; dengan --upgrade, perbarui semuanya (untuk pemrogram).
    """
    from mmc import environment

    python = str(environment.ensure(ROOT, (environment.SITE, environment.TESTS)))
    renewed = ["--upgrade"] if upgrade else []
    for name in (environment.SITE, environment.TESTS):
        finish([python, "-m", "uv", "pip", "compile", *PIN, *renewed, str(Path(name).with_suffix(".in")), "-o", name])


@task(help={"name": "apa yang diukur; bila kosong, pembangunan situs"})
def bench(context: Context, name: str = "") -> None:
    """
    Ukur kecepatan (untuk pemrogram); kata sesudah -- diteruskan.
    """
    from mmc import environment

    folder = ROOT / "tests/bench"
    names = sorted(path.stem for path in folder.glob("[a-z]*.py") if "def main(" in path.read_text(encoding="utf-8"))
    if name not in ("", *names):
        say(f"Yang dapat diukur: {', '.join(names)}.")
        end(2)
    python = str(environment.ensure(ROOT, (environment.SITE, environment.TESTS)))
    finish([python, "-m", f"tests.bench.{name}".rstrip("."), *shlex.split(context.remainder)])


def place_address() -> None:
    """`inv verify URL` means `inv verify --url URL`: invoke has no argument by position that may be left out."""
    from invoke.main import program

    words = getattr(getattr(program, "core", None), "unparsed", [])
    for number in range(len(words) - 1, 0, -1):
        if words[number - 1] in ("verify", "buktikan") and words[number].startswith(("http:", "https:")):
            words.insert(number, "--url")


PIN = shlex.split(
    "--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links "
    "--custom-compile-command 'inv pin'"
)


def say(line: str) -> None:
    """One line to the one who typed the command, at once."""
    print(line, flush=True)


def whisper(line: str) -> None:
    """One line beside the report, which may be read by a program."""
    print(line, file=sys.stderr, flush=True)


def end(code: int) -> None:
    """The task ends with this exit code; 0 lets it go on."""
    if code != 0:
        raise Exit(code=code)


@contextmanager
def told_problems() -> Iterator[None]:
    """What the content's rules refuse is told in the writer's words, and the task has failed."""
    from mmc.base.problems import ContentError

    try:
        yield
    except ContentError as error:
        say(str(error))
        end(1)


def finish(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    """The command has run in the project's folder; a failure of it is ours, with its exit code."""
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **(environment or {})}, check=False)
    end(done.returncode)


place_address()
