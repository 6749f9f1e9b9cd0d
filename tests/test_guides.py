"""What the guides promise is done here as their readers do it: examples pass the check, commands end as told."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmc import environment
from mmc.base import typed
from mmc.base.items.schema import RULES
from mmc.base.problems import Problem, errors
from mmc.base.vocabulary import load_vocabulary
from mmc.commands.check import check_content
from mmc.keyboard.parsing import parse
from tests.conftest import IS_LONG
from tests.guides import FILES, Block, blocks, commands
from tests.unit.photos import saved, scene

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = runpy.run_path(str(ROOT / "tasks.py"))["COMMANDS"]
BLOCKS = [block for path in FILES for block in blocks(path)]
FIELDS = {rule.key for rule in RULES}
OURS = re.compile(r"(?:python3 tasks\.py|inv)(?: |$)")
STORY = "content/berita/2026/01/2026-01-31-panen-raya.md"
HEADER = """---
title: Panen Raya di Dusun Hilir
date: 2026-01-31 09.00 WIB
status: terbit
summary: Petani menuai padi di tiga desa.
author: Redaksi
id: brs-2026-01-31-k3f9
"""
OF_KIND = {
    "berita": "category: Ekonomi\n",
    "pengumuman": "",
    "galeri": "",
    "klarifikasi": (
        "number: KLR-2026-001\nclaim: Air beracun dialirkan ke rumah warga.\nclaim_seen_date: 2026-01-30\n"
        "claim_seen_where: Grup WhatsApp\nanswered_by: Dinas Kesehatan\nverdict: konten palsu\n"
    ),
}
BODY = "\n---\n\nPetani di tiga desa menuai padi pada hari Sabtu. Keterangan posko: 0812-5012-3456.\n"


def keys_of(text: str) -> set[str]:
    """The keys of a piece of front matter; empty where the text is something else."""
    keys = {line.split(":")[0] for line in text.splitlines() if line[:1] not in (" ", "-", "") and ":" in line}
    return keys if keys and keys <= FIELDS else set()


def is_commands(block: Block) -> bool:
    return all(OURS.match(line) for line in block.text.splitlines() if line.strip())


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_no_block_is_without_a_test(block: Block) -> None:
    """
    A block is a command, a story, a piece of front matter or a report, which are tested; or its source names the test
    that looks at it, or the reason why none can.
    """
    is_known = is_commands(block) or keys_of(block.text) or block.text.startswith(("---\n", "content/", "![", "[["))
    if block.note and not block.is_untested:
        assert (ROOT / block.note).is_file(), f"{block.name}: no such test: {block.note}"

    assert is_known or block.note, f"{block.name}: neither tested nor marked:\n{block.text}"


@pytest.fixture
def place(project_copy: Path) -> Path:
    """
    The project with the photos that examples speak of.
    """
    for kind, stem in (("berita", "2026-01-31-panen-raya"), ("galeri", "2026-02-01-lomba-perahu")):
        folder = project_copy / "content" / kind / "2026" / stem[5:7]
        folder.mkdir(parents=True)
        for number in (1, 2):
            (folder / f"{stem}-{number}.jpg").write_bytes(saved(scene(seed=number), quality=80))
    return project_copy


def judged(project: Path, path: str, text: str) -> tuple[Problem, ...]:
    """What is wrong with this file, as `periksa` says it; the photos of others are not spoken of."""
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    report = check_content(project, all_notes=False, now=datetime(2026, 2, 5, tzinfo=UTC))
    return tuple(problem for problem in errors(report.problems) if problem.path == path)


WHOLE = [block for block in BLOCKS if block.text.startswith("---\n")]
PIECES = [block for block in BLOCKS if keys_of(block.text) and block not in WHOLE]


@pytest.mark.parametrize("block", WHOLE, ids=lambda block: block.name)
def test_a_story_in_a_guide_passes_the_check(place: Path, block: Block) -> None:
    """
    Copied as it is, as a draft and as a published story, it has no error.
    """
    assert judged(place, STORY, block.text + "\n") == ()
    assert judged(place, STORY, block.text.replace("status: draf", "status: terbit") + "\n") == ()


@pytest.mark.parametrize("block", PIECES, ids=lambda block: block.name)
def test_a_piece_of_front_matter_passes_the_check(place: Path, block: Block) -> None:
    """
    Put into a story of the kind that it is for, nothing is wrong with it.
    """
    keys = keys_of(block.text)
    kind = (
        "pengumuman"
        if "urgent" in keys
        else "galeri"
        if "photos" in keys
        else "klarifikasi"
        if "updates" in keys
        else "berita"
    )
    path = STORY if kind == "berita" else f"content/{kind}/2026/02/2026-02-01-lomba-perahu.md"
    lines = [line for line in (HEADER + OF_KIND[kind]).splitlines() if line.split(":")[0] not in keys]
    photo = (
        "photo_alt: Petani memotong padi\nphoto_caption: Petani memanen padi.\nphoto_credit: Siti Aminah\n"
        if kind == "berita"
        else ""
    )
    modified = "modified: 2026-02-04 08.00 WIB\n" if keys & {"corrections", "withdrawn", "updates"} else ""
    body = BODY if "0812-5012-3456" in block.text else BODY.replace(" Keterangan posko: 0812-5012-3456.", "")
    if kind != "berita":
        lines = [
            line.replace("2026-01-31 09.00", "2026-02-01 09.00").replace("-01-31-k3f9", "-02-01-k3f9") for line in lines
        ]
    text = "\n".join(lines) + "\n" + photo + modified + block.text + body

    assert judged(place, path, text) == ()


def test_the_block_of_the_emergency_guide_is_seen_everywhere(place: Path) -> None:
    """
    An example that is out of order is found: without its end, the urgent notice of the guide is an error.
    """
    block = next(block for block in PIECES if "urgent" in keys_of(block.text))
    without = "\n".join(line for line in block.text.splitlines() if not line.startswith("ends"))
    text = (
        HEADER.replace("status: terbit\n", "").replace("2026-01-31", "2026-02-01")
        + without
        + "\nphoto_alt: tanpa foto"
        + BODY
    )

    assert judged(place, "content/pengumuman/2026/02/2026-02-01-lomba-perahu.md", text) != ()


def test_the_emergency_guide_leads_from_a_stolen_laptop_to_a_site_that_is_ours() -> None:
    """
    Its section names, in this order, the change of key, the way to the others, the release and the proof.
    """
    text = (ROOT / "docs/keadaan-darurat.md").read_text("utf-8")
    section = text.partition("## 6. ")[2].partition("## ")[0]
    steps = ("kunci --next", "bagikan", "terbit --full", "terbit --overwrite", "terbit --restart", "buktikan")
    places = [section.find(f"`python3 tasks.py {step}") for step in steps]

    assert -1 not in places
    assert places == sorted(places)


PHOTOS = [block for block in BLOCKS if block.text.startswith("![")]
TABLES = [block for block in BLOCKS if block.text.startswith("[[")]


@pytest.mark.parametrize("block", PHOTOS, ids=lambda block: block.name)
def test_a_photo_inside_a_text_passes_the_check(place: Path, block: Block) -> None:
    """
    The file beside the story, alt text and caption are as the check wants them.
    """
    photo = "photo_alt: Petani memotong padi\nphoto_caption: Petani memanen padi.\nphoto_credit: Siti Aminah"
    body = f"\n---\n\nPetani di tiga desa menuai padi pada hari Sabtu.\n\n{block.text}\n"

    assert judged(place, STORY, HEADER + OF_KIND["berita"] + photo + body) == ()


@pytest.mark.parametrize("block", TABLES, ids=lambda block: block.name)
def test_a_table_of_a_guide_is_taken(project_copy: Path, block: Block) -> None:
    """
    Put at the end of `data/situs-tepercaya.toml`, it is read.
    """
    path = project_copy / "data/situs-tepercaya.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{block.text}\n", encoding="utf-8")

    assert load_vocabulary(project_copy / "data").trusted_hosts


# Commands that are only understood here, and why they are not carried out.
PARSED = {
    **dict.fromkeys(
        ("share", "join", "approve", "refuse", "waiting", "audit"),
        "wants several people: tests/unit/commands/approval and its neighbours",
    ),
    "migrate": "wants an old site: tests/unit/commands/migrating",
    "desk": "serves until Ctrl-C: tests/desk",
    "test": "this is the test itself",
    "bench": "takes hours, and has tests of its own",
    "pin": "asks the package registry",
    "upgrade": "wants a newer version: tests/unit/commands/upgrade",
}
# What a command ends with, where that is not 0, and what it says.
ENDS: dict[str, tuple[int, str]] = {
    "siarkan brs-2026-01-31-k3f9 --send": (
        1,
        "Belum ada jejaring yang siap",
    ),  # the guide: fill in data/siaran.toml first
    "siarkan brs-2026-01-31-k3f9 --settle telegram=1234": (1, "Tidak ada kiriman yang menggantung"),
    "siarkan brs-2026-01-31-k3f9 --settle telegram=": (1, "Tidak ada kiriman yang menggantung"),
}


def shown() -> list[tuple[str, str]]:
    """Every command of the guides once, in the order of their reading, with the first place."""
    found: dict[str, str] = {}
    for path in FILES:
        for command, where in commands(path):
            found.setdefault(re.sub(r"^(?:python3 tasks\.py|inv) ", "", command), where)
    return list(found.items())


SHOWN = shown()


@pytest.mark.parametrize("command", [command for command, _ in SHOWN])
def test_a_command_in_a_guide_is_understood(command: str) -> None:
    """
    Nothing that it needs is missing, and every option exists.
    """
    assert parse(shlex.split(command.replace("\\", "\\\\")), COMMANDS).command is not None


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    An office's checkout with the story of the guides, a release to import and its photo, and a repository.
    """
    project = tmp_path_factory.mktemp("kantor") / "situs"
    shutil.copytree(ROOT / "content", project / "content")
    for name in ("mmc", "theme", "data"):
        shutil.copytree(
            ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "catatan", "terbit.tsv")
        )
    for path in (*ROOT.glob("*.py"), *ROOT.glob("requirements*"), ROOT / ".gitignore"):
        shutil.copy(path, project)
    story = project / STORY
    story.parent.mkdir(parents=True, exist_ok=True)
    story.write_text(
        HEADER + "category: Ekonomi" + BODY.replace(" Keterangan posko: 0812-5012-3456.", ""), encoding="utf-8"
    )
    (project / "foto.jpg").write_bytes(saved(scene(), quality=80))
    write_word(project / "rilis.docx")
    write_arrivals(project)
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "Awal"],
    ):
        subprocess.run(["git", *words], cwd=project, check=True)
    return project


def write_arrivals(project: Path) -> None:
    """What the guides import besides: more photos, a folder and a ZIP of an agency, a chat with three releases, a gallery."""
    photo = saved(scene(), quality=80)
    for name in ("foto1.jpg", "foto2.heic", "Lomba Perahu/1.jpg", "Lomba Perahu/2.jpg", "folder-dari-dinas/foto.jpg"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_bytes(photo)
    write_word(project / "folder-dari-dinas/rilis.docx")
    log = (
        '203.0.113.7 - - [09/Oct/2026:08:15:00 +0700] "GET /berita/ HTTP/1.1" 200 512 "-" "Mozilla/5.0 Firefox/132.0"\n'
    )
    (project / "access.log").write_text(log, encoding="utf-8")
    with zipfile.ZipFile(project / "kiriman.zip", "w") as archive:
        archive.write(project / "folder-dari-dinas/rilis.docx", "rilis.docx")
        archive.writestr("foto.jpg", photo)
    chat = "".join(
        f"2{number}/11/26 08.15 - Humas Dinas: *{title}*\n\nMMCBarsel-Buntok. {text} di Buntok, Jumat (20/11/2026).\n\n"
        "Kegiatan itu diikuti warga dari tiga desa dan berlangsung sampai sore hari di halaman kantor kecamatan.\n"
        f"2{number}/11/26 08.20 - Budi: Terima kasih\n"
        for number, (title, text) in enumerate(
            (
                ("Dinas Buka Pelatihan Petani Muda", "Dinas membuka pelatihan petani muda"),
                ("Puskesmas Layani Warga Tepi Sungai", "Puskesmas melayani warga tepi sungai"),
                ("Pelajar Tanam Seribu Bibit Pohon", "Pelajar menanam seribu bibit pohon"),
            ),
            start=1,
        )
    )
    with zipfile.ZipFile(project / "percakapan.zip", "w") as archive:
        archive.writestr("WhatsApp Chat dengan Humas.txt", chat)


def write_word(path: Path) -> None:
    """A press release as Word saves it."""
    texts = (
        "Bupati Buka Pelatihan Petani",
        "MMCBarsel-Buntok. Bupati membuka pelatihan petani di Buntok, Sabtu (31/1/2026).",
        "Pelatihan diikuti empat puluh petani dari tiga desa.",
    )
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Override PartName="/word/document.xml" ContentType="{word}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{main}" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>'
        )


def surroundings(desk: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONUTF8": "1",
        "CI": "1",  # no browser is opened
        environment.INSIDE: "1",
        typed.CALLED: "python3 tasks.py",
        "HOME": str(desk.parent),
        "MMC_KEY": str(desk.parent / "release.key"),
        "MMC_KEY_PASSWORD": "empat kata yang panjang",
    }


def served(desk: Path, words: list[str]) -> tuple[int, str]:
    """A command that shows a site until Ctrl-C: it says where, and ends well."""
    told = ""
    with subprocess.Popen(
        [sys.executable, "-c", HEARING, "tasks.py", *words],
        cwd=desk,
        env=surroundings(desk),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told += line
            if "http://127.0.0.1:" in line:
                break
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        told += process.communicate(timeout=60)[0]
    return process.returncode, told


HEARING = """
import runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.servers
@pytest.mark.xdist_group("guides")
def test_commands_in_the_guides_end_as_told(desk: Path) -> None:
    """
    Each one, typed in the order in which the office comes to it, does what it is for; those that serve say where.
    """
    first = [
        "key",
        "periksa",
        "terbit",
        "terbit --full",
    ]  # before what needs a release, and a second one to go back from
    wanted = [
        command for command, where in SHOWN if IS_LONG or where.startswith("PANDUAN.md")
    ]  # all of them in the long run
    last = [command for command in wanted if command.startswith("kembalikan")]
    names = {name: each.name for each in COMMANDS for name in each.names}
    ordered = [*first, *(each for each in wanted if each not in first and each not in last), *last]
    failed = []
    for command in ordered:
        words = shlex.split(command.replace("\\", "\\\\"))
        if names[words[0]] in PARSED or "…" in command:
            continue
        code, told = served(desk, words) if names[words[0]] == "serve" else told_by(desk, words)
        right, said = ENDS.get(command, (0, ""))
        if code != right or said not in told or "Traceback" in told:
            failed.append(f"{command}: {code}\n{told}")
        for draft in (desk / "content").rglob(
            "*.md"
        ):  # what `baru` and `impor` made is not to be in the way of the next
            if draft.name != Path(STORY).name and "status: draf" in draft.read_text("utf-8"):
                draft.unlink()
                for photo in draft.parent.glob(f"{draft.stem}-*"):
                    photo.unlink()

    assert not failed, "\n\n".join(failed)


def told_by(desk: Path, words: list[str]) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "tasks.py", *words], cwd=desk, env=surroundings(desk), capture_output=True, stdin=subprocess.DEVNULL, timeout=240,
        check=False,
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def test_the_addresses_of_the_open_data_guide_exist(root: Path) -> None:
    """
    The guide's table names the files that tests/unit/test_clarifications_dataset.py reads, and no other.
    """
    named = set(
        re.findall(r"^\| `(/[a-z./-]+)` \|", (root / "docs/data-klarifikasi.md").read_text("utf-8"), re.MULTILINE)
    )

    assert named == {f"/klarifikasi/{name}" for name in ("data.json", "data.csv", "skema.json", "atom.xml")}
