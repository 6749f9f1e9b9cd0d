"""What an officer may do wrong at the keyboard, or the machine under his hands: one Indonesian sentence, no traceback."""

from __future__ import annotations

import os
import re
import resource
import runpy
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc import environment
from mmc.base import typed
from mmc.keyboard.declaration import Command
from mmc.keyboard.listing import manual, overview
from mmc.keyboard.parsing import Misused, parse

ROOT = Path(__file__).resolve().parents[1]
COMMANDS: tuple[Command, ...] = runpy.run_path(str(ROOT / "tasks.py"))["COMMANDS"]
ENGLISH = re.compile(
    r"traceback|\berror\b|\bno such\b|\bnot found\b|\bpermission\b|\bdenied\b|\bdid not\b|\bno idea\b|\busage\b|\brequired\b"
    r"|\bunrecognized\b|\binvalid\b|\bdirectory\b|\brefused\b|\bfailed\b|\bdisk\b|\bspace left\b|\bexception\b|\bfatal:",
    re.IGNORECASE,
)


def tell(project: Path, *words: str, limit: float = 120, **changes: str) -> tuple[int, str]:
    """A command in the environment that this test runs in, as from a shell: its exit code and all that it says."""
    done = subprocess.run(
        command(project, *words),
        cwd=project,
        env=surroundings(**changes),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=limit,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def command(project: Path, *words: str) -> list[str]:
    return [sys.executable, str(project / "tasks.py"), *words]


def surroundings(**changes: str) -> Mapping[str, str]:
    """The environment's Python is at hand already."""
    return {**os.environ, "PYTHONUTF8": "1", environment.INSIDE: "1", typed.CALLED: "python3 tasks.py", **changes}


def understood(text: str) -> str:
    """The same text, which holds no English and no more than a sentence and its mend."""
    assert not ENGLISH.search(text), text
    assert text.strip(), "silence"
    assert len(text.strip().splitlines()) <= 3, text
    return text


WRONG = [
    (["terbitt"], "terbit"),
    (["Terbit"], "`python3 tasks.py terbit`"),
    (["--terbit"], "`python3 tasks.py terbit`"),
    (["publish"], "`python3 tasks.py terbit`"),
    (["perksa"], "`python3 tasks.py periksa`"),
    (["preview"], "`python3 tasks.py pratinjau`"),
    (["xyzzy"], "`python3 tasks.py --help`"),
    (["deploy", "--dri"], "--dry"),
    (["terbit", "–-dry"], "`python3 tasks.py terbit --dry`"),
    (["terbit", "—full"], "`python3 tasks.py terbit --full`"),
    (["terbit", "--dry=ya"], "`python3 tasks.py terbit --dry`"),
    (["terbit", "--to"], "nama tujuan"),
    (["terbit", "--to", "--dry"], "nama tujuan"),
    (["terbit", "--to", "a", "--to", "b"], "dua kali"),
    (["terbit", "sekarang"], "`python3 tasks.py terbit --help`"),
    (["terbit", "periksa"], "`python3 tasks.py periksa`"),
    (["baru"], "JUDUL"),
    (["baru", ""], "JUDUL"),
    (["baru", "Panen", "Raya", "Dimulai"], '`python3 tasks.py baru "Panen Raya Dimulai"`'),
    (["baru", "“Panen", "Raya”"], '`python3 tasks.py baru "Panen Raya"`'),
    (["baru", "Panen", "--jenis", "agenda"], "--kind"),
    (["impor"], "BERKAS"),
    (["import", "rilis.txt", "--foto", "a.jpg"], "--photo"),
    (["rilis.docx"], "`python3 tasks.py impor rilis.docx`"),
    (["siarkan"], "NASKAH"),
    (["pratinjau", "--port", "delapan"], "bilangan"),
    (["pratinjau", "--port", "9" * 5000], "bilangan"),
    (["pratinjau", "--port", "-1"], "bilangan"),
    (["buktikan", "--sample"], "banyaknya"),
    (["-x"], "`python3 tasks.py --help`"),
    (["periksa", "-fix"], "--fix"),
]


@pytest.mark.parametrize(("words", "meant"), WRONG, ids=[" ".join(words)[:40] for words, _ in WRONG])
def test_what_was_mistyped_is_answered_with_what_was_meant(words: list[str], meant: str) -> None:
    """
    One sentence names what was wrong, and what to type instead.
    """
    with pytest.raises(Misused) as raised:
        parse(words, COMMANDS)

    assert meant in understood(str(raised.value))
    assert "\n" not in str(raised.value)


@given(st.lists(st.text(max_size=12) | st.sampled_from([name for each in COMMANDS for name in each.names]), max_size=5))
def test_any_words_are_an_order_or_a_mistake(words: list[str]) -> None:
    """
    Whatever is typed, it is understood or answered.
    """
    try:
        parse(words, COMMANDS)
    except Misused as misused:
        assert str(misused)


def test_several_files_are_taken_by_position() -> None:
    """
    `impor` takes releases, photos and folders in one go; a name that begins with a dash stands after `--`.
    """
    order = parse(["impor", "a b.docx", "foto.jpg", "--kind", "berita", "--", "-aneh.txt"], COMMANDS)

    assert order.values == {"file": "a b.docx", "kind": "berita"}
    assert order.words == ("foto.jpg", "-aneh.txt")


def test_what_stands_by_position_may_be_named() -> None:
    """
    `verify URL` and `verify --url URL` are the same.
    """
    for words in (
        ["verify", "https://a.example"],
        ["buktikan", "--url", "https://a.example"],
        ["verify", "--url=https://a.example"],
    ):
        assert parse(words, COMMANDS).values == {"url": "https://a.example"}


def test_every_command_explains_itself() -> None:
    """
    Help is Indonesian, names each word and option, and fits a terminal.
    """
    for each in COMMANDS:
        shown = manual(each)

        assert not ENGLISH.search(shown), shown
        assert [
            option.option
            for option in each.options
            if not option.is_positional and option.option not in shown.replace("--no-", "--")
        ] == []
        assert max(map(len, shown.splitlines())) <= 140
    assert all(each.names[0] in overview(COMMANDS) for each in COMMANDS)


ASKING = [
    [],
    ["--help"],
    ["-h"],
    ["help"],
    ["bantuan"],
    ["impor", "--help"],
    ["bantuan", "impor"],
    ["impor", "x", "-h"],
]


@pytest.mark.parametrize("words", ASKING, ids=[" ".join(words) for words in ASKING])
def test_help_is_not_a_mistake(root: Path, words: list[str]) -> None:
    """
    Who asks is answered on the standard output, with exit code 0, and nothing is done.
    """
    code, told = tell(root, *words)

    assert (code, "Cara memakai: python3 tasks.py" in told) == (0, True)
    assert not ENGLISH.search(told)


def test_invoke_hands_over(root: Path) -> None:
    """
    Inside the environment, `inv` answers as tasks.py does, with itself in the answer.
    """
    words = [sys.executable, "-m", "invoke", "terbitt", "--dry"]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert "maksud Anda `inv terbit --dry`?" in done.stderr


def test_an_order_is_understood_before_anything_is_installed(project_copy: Path) -> None:
    """
    A slip on a bare machine costs a second, not a download.
    """
    plain = {key: value for key, value in os.environ.items() if key not in (environment.INSIDE, typed.CALLED)}
    done = subprocess.run(
        [sys.executable, "tasks.py", "terbitt"],
        cwd=project_copy,
        env=plain,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 2
    assert f"{Path(sys.executable).name} tasks.py terbit`?" in done.stderr
    assert not (project_copy / environment.FOLDER).exists()


def pipe(project: Path) -> str:
    os.mkfifo(project / "pipa")
    return "pipa"


def device(_: Path) -> str:
    return "/dev/zero"


def empty(project: Path) -> str:
    (project / "kosong").mkdir()
    return "kosong"


def useless(project: Path) -> str:
    (project / "takguna").mkdir()
    (project / "takguna/catatan.xyz").write_text("x", encoding="utf-8")
    return "takguna"


def absent(_: Path) -> str:
    return "tidak ada.txt"


def circle(project: Path) -> str:
    (project / "lingkar.txt").symlink_to("lingkar.txt")
    return "lingkar.txt"


@pytest.mark.parametrize("make", [pipe, device, empty, useless, absent, circle])
def test_what_cannot_be_imported_is_named(project_copy: Path, make: object) -> None:
    """
    A pipe that never ends, a device, a folder with nothing in it: refused at once, by name, never in silence.
    """
    assert callable(make)
    name = make(project_copy)
    code, told = tell(project_copy, "impor", name, limit=30)

    assert code in (1, 2)
    assert name in understood(told) or "catatan.xyz" in told  # of a folder, the file that is no release


def test_a_pipe_among_the_stories_stops_nobody_for_ever(project_copy: Path) -> None:
    """
    `periksa` and `bangun` name it and end.
    """
    (project_copy / "content/berita").mkdir(parents=True, exist_ok=True)
    os.mkfifo(project_copy / "content/berita/pipa.md")
    for words in (["periksa"], ["bangun"]):
        code, told = tell(project_copy, *words, limit=60)

        assert code == 1
        assert "content/berita/pipa.md" in told


@pytest.mark.parametrize("name", ["/etc/passwd", "../lain.md", "tasks.py", "content/tidak-ada.md", "\udcff.md"])
def test_only_what_is_looked_at_is_called_clean(project_copy: Path, name: str) -> None:
    """
    `periksa` of something else than the content is not answered with “Tidak ada masalah”.
    """
    (project_copy.parent / "lain.md").write_text("x", encoding="utf-8")
    code, told = tell(project_copy, "periksa", name)

    assert code == 2
    assert "Tidak ada masalah" not in understood(told)


def test_the_hook_outside_of_git(tmp_path: Path, project_copy: Path) -> None:
    """
    Without a repository, and without git, `kait` says so.
    """
    shutil.rmtree(project_copy / ".git", ignore_errors=True)
    code, told = tell(project_copy, "kait", GIT_CEILING_DIRECTORIES=str(tmp_path))
    (tmp_path / "kosong").mkdir()
    without, said = tell(project_copy, "kait", PATH=str(tmp_path / "kosong"))

    assert (code, without) == (3, 3)
    assert "git clone" in understood(told)
    assert "git-scm.com" in understood(said)


def test_a_full_disk(project_copy: Path) -> None:
    """
    No file may grow: each command ends in one sentence, and what stood there stands.
    """

    def smother() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    for words in (["periksa"], ["bangun"], ["baru", "Panen Raya"], ["terbit"]):
        done = subprocess.run(
            command(project_copy, *words),
            cwd=project_copy,
            env=surroundings(),
            capture_output=True,
            preexec_fn=smother,
            timeout=120,
            check=False,
        )
        told = (done.stdout + done.stderr).decode("utf-8")

        assert done.returncode != 0, words
        assert not ENGLISH.search(told), f"{words}: {told}"
        assert told.strip(), words


def test_a_full_disk_behind_the_standard_output(root: Path) -> None:
    """
    `… > berkas` on a full disk is told on the other stream.
    """
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command(root, "--help"), env=surroundings(), stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 3
    assert "enyimpanan penuh" in understood(done.stderr.decode("utf-8"))


def test_a_reader_who_has_seen_enough(root: Path) -> None:
    """
    `… | head -1` is no failure.
    """
    line = f"{' '.join(command(root, '--help'))} | head -1"
    done = subprocess.run(line, shell=True, env=surroundings(), capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


# Root's right to pass over permissions is given up before the command begins.
POWERLESS = """
import ctypes, os, sys
for right in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_a_folder_that_may_only_be_read(project_copy: Path) -> None:
    """
    Each command names what it may not write, or what it may not read.
    """
    (project_copy / "rahasia.txt").write_text("Judul", encoding="utf-8")
    (project_copy / "rahasia.txt").chmod(0)
    folders = [path for path in (project_copy, *project_copy.rglob("*")) if path.is_dir()]
    for path in folders:
        path.chmod(0o555)
    try:
        for words in (["periksa"], ["bangun"], ["baru", "Panen Raya"], ["impor", "rahasia.txt"]):
            done = subprocess.run(
                [sys.executable, "-c", POWERLESS, *command(project_copy, *words)],
                cwd=project_copy,
                env=surroundings(),
                capture_output=True,
                timeout=120,
                check=False,
            )
            told = (done.stdout + done.stderr).decode("utf-8")

            assert done.returncode != 0, words
            assert "tidak boleh" in told, told
            assert not ENGLISH.search(told), told
    finally:
        for path in folders:
            path.chmod(0o755)


@pytest.mark.parametrize("words", [["periksa"], ["bangun"], ["terbit"], ["baru", "Panen"]])
def test_ctrl_c_at_any_moment(project_copy: Path, words: list[str]) -> None:
    """
    Whenever it comes, from the first line of the interpreter on, it ends the command in a line and without a traceback.
    """
    for delay in (0.05, 0.3, 0.7, 1.4):
        process = subprocess.Popen(
            [sys.executable, "-c", HEARING, *command(project_copy, *words)],
            cwd=project_copy,
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=60)[0].decode("utf-8")

        assert not ENGLISH.search(told), f"{words} after {delay}: {told}"


# As tasks.py starts itself in the environment: Ctrl-C is kept for later while the interpreter begins. Also where the
# tests run in the background of a shell, which lets no child hear it.
HEARING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
print(flush=True)
os.execv(sys.argv[1], sys.argv[1:])
"""
