"""The house keeps its shape: who imports whom, where each library lives, and what never stands in a file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from mmc.commands import generated

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "mmc"
MOST_LINES = 400
MOST_MODULES = 15

# The floors of the house, from the ground up. A room is a module or folder directly in mmc/; what is not named here is a feature.
BASE = {"base", "indonesian"}
ENGINE = {"rebuild"}  # knows nothing of news; asks the base how files are kept
STOREYS = ("catalogue", "pages", "build", "commands")  # each asks those before it, features and the base
ADAPTERS = {"plugins"}
DESK = {"desk"}  # the roof: asks everything but plugins and tasks, and nothing asks it but the command that opens it
TASKS = {"tasks"}  # what tasks.py takes in: declares commands, and asks for their work when one is called
EDGE = {"environment", "keyboard", "programs"}  # what tasks.py needs before and beside everything else

# A feature may ask another one for these reasons only.
NEIGHBOURS = {("release", "checks")}  # the last gate before a release

# Where each outside library lives. A library without a home here is one too many, or a decision to be written down.
HOMES = {
    "allauth": {"desk"},
    "csp": {"desk"},
    "django": {"desk"},
    "typogrify": {"prose"},
    "waitress": {"desk"},
    "curl_cffi": {"release"},
    "PIL": {"pictures", "importer", "migration"},
    "bs4": {"importer", "checks", "desk", "migration"},
    "babel": {"indonesian"},
    "brotli": {"release"},
    "confusable_homoglyphs": {"checks"},
    "cryptography": {"approvals", "release"},
    "fpdf": {"pictures"},
    "ftfy": {"migration"},
    "jinja2": {"build"},
    "lightningcss": {"styles"},
    "markdown": {"prose"},
    "markupsafe": {"build"},
    "nh3": {"prose"},
    "oxmsg": {"importer"},
    "pelican": {"plugins"},
    "pi_heif": {"importer"},
    "pikepdf": {"checks"},
    "playwright": {"programs"},
    "publicsuffixlist": {"checks"},
    "pypandoc": {"importer"},
    "pypdfium2": {"importer"},
    "rich": {"plugins", "release"},
    "segno": {"qr"},
    "selectolax": {"checks", "release"},
    "smartypants": {"prose"},
    "tinycss2": {"release"},
    "watchfiles": {"preview"},
    "zstandard": {"release"},
}


def modules() -> list[Path]:
    return sorted(CODE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(CODE).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """Every module that a file imports, wherever in it, with the line."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            names = [f"mmc.{alias.name}" for alias in node.names] if node.module == "mmc" else [str(node.module)]
            found += [(name, node.lineno) for name in names]
    return tuple(found)


def rooms_asked(path: Path) -> Iterator[tuple[str, int]]:
    """The other rooms of mmc/ that a file imports."""
    for name, line in imports(path):
        top, _, rest = name.partition(".")
        if top == "mmc" and rest and rest.split(".")[0] != room_of(path):
            yield rest.split(".")[0], line


def may_ask(room: str, other: str) -> bool:
    """The rule of the house: arrows point down, and features do not know each other."""
    if room in BASE:
        return other in BASE
    if room in ENGINE:
        return other in BASE
    if room in EDGE:
        return other in EDGE | ENGINE | {"base"}
    if room in TASKS:
        return other in EDGE or other in STOREYS or other in DESK
    if room in DESK:
        return other not in ADAPTERS | EDGE | TASKS
    if other in ADAPTERS | EDGE | TASKS | DESK:
        return False
    if room in STOREYS:
        return other not in STOREYS or STOREYS.index(other) < STOREYS.index(room)
    return room in ADAPTERS or other in BASE or (room, other) in NEIGHBOURS


def tracked() -> list[Path]:
    """Every file that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text."""
    for path in tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_arrows_point_down() -> None:
    """
    The base knows only itself, the engine and features only the base; each storey asks those below it, plugins adapt them.
    """
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {other}"
        for path in modules()
        for other, line in rooms_asked(path)
        if not may_ask(room_of(path), other)
    ]

    assert wrong == []


def test_no_two_rooms_need_each_other() -> None:
    """
    Reading the house from the ground up never leads in a circle.
    """
    graph: dict[str, set[str]] = {}
    for path in modules():
        graph.setdefault(room_of(path), set()).update(other for other, _ in rooms_asked(path))

    assert list(TopologicalSorter(graph).static_order())


def test_no_two_modules_need_each_other() -> None:
    """
    Nor does reading it module by module, what stands behind TYPE_CHECKING or inside a function included.
    """
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in modules()
    }
    graph = {name: modules_asked(path, names.keys()) - {name} for name, path in names.items()}
    circle: list[str] = []
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = error.args[1]

    assert circle == []


def modules_asked(path: Path, known: Collection[str]) -> set[str]:
    """The modules of the house that a file takes something from; a package only for what is no module of it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            found |= {name if name in known else str(node.module) for name in names}
    return found & set(known)


def test_no_folder_holds_too_many_modules() -> None:
    """
    What stands beside each other can be taken in at a glance: at most 15 modules a folder.
    """
    beside: dict[str, int] = {}
    for path in modules():
        if path.stem != "__init__":
            folder = str(path.parent.relative_to(ROOT))
            beside[folder] = beside.get(folder, 0) + 1

    assert {folder: number for folder, number in beside.items() if number > MOST_MODULES} == {}


def test_plugins_do_not_know_each_other() -> None:
    """
    Each plugin can be taken out alone; only the warm process loads them all.
    """
    wrong = [
        f"{path.name}:{line} imports {name}"
        for path in sorted((CODE / "plugins").glob("*.py"))
        for name, line in imports(path)
        if name.startswith("mmc.plugins.") and path.stem != "warm" and name != "mmc.plugins.options"  # no plugin
    ]

    assert wrong == []


def test_the_map_names_every_room() -> None:
    """
    Who reads README.md's map finds each room of mmc/ in it, and nothing that is not there.
    """
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = readme.split("## The map of the house")[1].split("\n## ")[0]
    named = set(re.findall(r"\w+", drawn))
    rooms = {room_of(path) for path in modules()} - {"__init__"}
    folders = re.findall(r"^    (?:  )?(\w[\w.]*(?:/|\.py))", drawn, re.MULTILINE)

    assert rooms - named == set()
    assert [name for name in folders if not ((ROOT / name).exists() or (CODE / name).exists())] == []


def test_the_map_fits_one_screen() -> None:
    """
    The whole house is seen at once: at most sixty lines of a hundred and forty letters.
    """
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = readme.split("## The map of the house")[1].split("\n## ")[0].strip().splitlines()

    assert len(drawn) <= 60
    assert max(map(len, drawn)) <= 140


def test_every_generated_file_is_as_its_code_makes_it() -> None:
    """
    One command makes all of them again.
    """
    assert generated.outdated(ROOT) == [], "run `python3 tasks.py generate`"


def test_every_library_lives_in_its_home() -> None:
    """
    Replacing a library means looking in one place.
    """
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules()
        for name, line in imports(path)
        if (top := name.split(".")[0]) not in {*sys.stdlib_module_names, "mmc"}
        and room_of(path) not in HOMES.get(top, set())
    ]

    assert wrong == []


def test_the_base_and_the_engine_need_nothing_installed() -> None:
    """
    The base, the engine and the edge begin with the standard library alone.
    """
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules()
        for name, line in imports(path)
        if room_of(path) in BASE | ENGINE | {"environment", "keyboard"}
        and name.split(".")[0] not in {*sys.stdlib_module_names, "mmc"}
    ]

    assert wrong == []


def test_a_module_is_readable_in_one_sitting() -> None:
    """
    A file that has grown too long has a second noun in it.
    """
    long = {
        str(path.relative_to(ROOT)): count
        for path in [*modules(), *ROOT.glob("*.py")]
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }

    assert long == {}


def test_every_module_opens_with_one_sentence() -> None:
    """
    The first line of a file says what it is.
    """
    wrong = [
        str(path.relative_to(ROOT))
        for path in [*modules(), *ROOT.glob("*.py")]
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
        .split("\n\n")[0]
        .endswith((".", "!"))
    ]

    assert wrong == []


def test_no_file_knows_a_machine() -> None:
    """
    Nothing in the project names a folder of somebody's machine or a host that packages come from.
    """
    machine = re.compile(
        r"/work/(?:main|shared)|/home/\w|/root/|/Users/\w|[A-Z]:\\\\?Users|pypi\.org|pythonhosted|registry\.npmjs"
    )
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path, text in texts()
        if path != Path(__file__).resolve() and (found := machine.search(text))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-desk.txt", "requirements-dev.txt", "requirements-verify.txt"]
)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    """
    A library on the office's machine is, byte for byte, the one that was tested.
    """
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]

    assert lines
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []
    assert "index-url" not in text
    assert "://" not in text


def test_the_locks_hold_what_was_asked_for() -> None:
    """
    Nobody added a library to the wishes and forgot `inv pin`.
    """
    for lock in ("requirements.txt", "requirements-desk.txt", "requirements-dev.txt", "requirements-verify.txt"):
        wishes = Path(lock).with_suffix(".in")
        asked = re.findall(r"^([a-z0-9][a-z0-9-]*)", (ROOT / wishes).read_text(encoding="utf-8"), re.MULTILINE)
        locked = re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)

        assert set(asked) - set(locked) == set()


def test_the_office_is_named_only_in_its_data() -> None:
    """
    Another regency's site needs no change of code, templates or styles.
    """
    office = tomllib.loads((ROOT / "data/kantor.toml").read_text(encoding="utf-8"))
    districts = tomllib.loads((ROOT / "data/wilayah.toml").read_text(encoding="utf-8"))["district"]
    names = [
        office[key] for key in ("name", "short_name", "office", "region", "province", "capital", "dateline_outlet")
    ]
    names += [district["name"] for district in districts]
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names if name))
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path, text in texts()
        if path.is_relative_to(ROOT / "theme") and (found := pattern.search(text))
    ]
    wrong += [
        f"{path.relative_to(ROOT)}:{line}: {found[0]}"
        for path in [*modules(), *ROOT.glob("*.py")]
        for line, text in strings(path)
        if (found := pattern.search(text))
    ]

    assert wrong == []


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every text in a file that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
