"""Whatever stands in a file of `data/`, it is read, or refused with file, line, what is wrong and what to do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mmc.announce.declaration import declared
from mmc.base.problems import ContentError
from mmc.base.vocabulary import FILES, load_vocabulary
from mmc.release.declaration import load

DATA = Path(__file__).resolve().parents[4] / "data"
LOADERS: Mapping[str, Callable[[Path], Any]] = {
    **{f"{name}.toml": load_vocabulary for name in FILES},
    "siaran.toml": declared,
    "terbit.toml": lambda data: load(data / "terbit.toml"),
}
TEXTS = [path.read_text("utf-8") for path in DATA.glob("*.toml")]
KEYS = sorted({key for text in TEXTS for key in re.findall(r"^#? *([a-z_]+) *=", text, re.MULTILINE)})
TABLES = sorted({name for text in TEXTS for name in re.findall(r"^#? *\[+([a-z.]+)\]", text, re.MULTILINE)})


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The project's own data, of which one file at a time is another.
    """
    return shutil.copytree(DATA, tmp_path_factory.mktemp("kantor") / "data", ignore=shutil.ignore_patterns("catatan"))


def answer(data: Path, name: str, content: bytes) -> tuple[str, ...]:
    """The problems of this content in this file, each a whole sentence with its place; nothing where it is read."""
    path = data / name
    path.write_bytes(content)
    try:
        LOADERS[name](data)
    except ContentError as refused:
        for problem in refused.problems:
            assert problem.path == f"data/{name}", problem
            assert problem.message[-1] in ".?!" and problem.hint[-1] in ".?!", problem
            assert "\n" not in problem.message + problem.hint, problem
            assert len(problem.message) < 300, problem
            assert 0 <= problem.line <= content.count(b"\n") + 1, problem
        assert len(refused.problems) <= 51
        return tuple(f"{problem.line}: {problem.message}" for problem in refused.problems)
    finally:
        shutil.copy(DATA / name, path)
    return ()


TORN = [
    b"\xff\xfe",
    b"\x00",
    b"a = " + b"[" * 3000,
    b"a = " + b"[" * 3000 + b"]" * 3000,
    b"a = " + b"{a=" * 3000,
    b"\n\ntag_since = " + b"9" * 5000 + b"\n",
    b"a." * 3000 + b"a = 1",
    b"[" + b"a." * 4000 + b"a]",
    b'a = "' + b"x" * 100_000,
    b"a = 1979-13-45",
    b"a = 1\r\rb = 2",
    "\ufeffa = 1".encode(),
    b'"\x1b[31m" = 1',
    b'"' + b"k" * 9000 + b'" = 1',
    b"\n".join(b"x%d = %d" % (number, number) for number in range(4_000)),
    b"\n".join(b"[[category]]\nname = %d" % number for number in range(2_000)),
]


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("content", TORN, ids=[str(content[:16]) for content in TORN])
def test_torn_files_are_refused_with_a_line(data: Path, name: str, content: bytes) -> None:
    """
    Nesting, numbers, keys and bytes that no reader likes are told with their line.
    """
    problems = answer(data, name, content)

    assert problems


@pytest.mark.parametrize("name", LOADERS)
def test_a_folder_in_a_files_place_is_told(data: Path, name: str) -> None:
    """
    `menu.toml` as a folder, or as a link to itself, is one sentence.
    """
    path = data / name
    path.unlink()
    try:
        path.mkdir()
        with pytest.raises(ContentError, match="folder"):
            LOADERS[name](data)
        path.rmdir()
        path.symlink_to(path.name)
        with pytest.raises(ContentError, match=re.escape(f"data/{name}")):
            LOADERS[name](data)
    finally:
        path.unlink()
        shutil.copy(DATA / name, path)


VALUES = st.sampled_from(
    [
        *(
            '""',
            '"x"',
            "1",
            "-1",
            "20233",
            "1.5",
            "inf",
            "nan",
            "true",
            "[]",
            "{}",
            "[[1]]",
            "{a = 1}",
            "2026-01-01",
            "[{}]",
        ),
        *(
            '["x", 1]',
            '"https://["',
            '"//x"',
            '"javascript:x"',
            '"https://a.example:99999"',
            '"http://x y"',
            '"\\u0000"',
        ),
        *(
            '"\\n"',
            '"../../x"',
            '"#12345"',
            "99999999999999999999",
            f'"{"a" * 5000}"',
            '"Asia/Nowhere"',
            '"-oProxyCommand=x"',
        ),
    ]
)
LINES = st.one_of(
    st.builds("{} = {}".format, st.sampled_from(KEYS), VALUES),
    st.builds("[{}]".format, st.sampled_from(TABLES)),
    st.builds("[[{}]]".format, st.sampled_from(TABLES)),
    st.builds("[target.{}]".format, st.sampled_from(["a", "b", '"a b"', '"../x"'])),
    st.sampled_from(
        [
            'kind = "ssh"',
            'kind = "git"',
            'kind = "storage"',
            'kind = "local"',
            'name = "A"',
            'slug = "a"',
            'label = "A"',
        ]
    ),
    st.text(max_size=20),
)


@pytest.mark.parametrize("name", LOADERS)
@given(
    content=st.binary(max_size=200)
    | st.lists(LINES, max_size=12).map(lambda lines: "\n".join(lines).encode("utf-8", "ignore"))
)
@example(content=b"")
def test_any_bytes_are_read_or_refused(data: Path, name: str, content: bytes) -> None:
    """
    There is no other end: no other exception, no endless work.
    """
    answer(data, name, content)


@pytest.mark.parametrize("name", LOADERS)
@given(choice=st.data())
def test_a_sound_file_with_one_strange_value(data: Path, name: str, choice: st.DataObject) -> None:
    """
    One value of the office's own file is another: read, or refused on that line.
    """
    lines = (DATA / name).read_text("utf-8").split("\n")
    places = [at for at, line in enumerate(lines) if re.match(r"[a-z_]+ = .*[^\[{]$", line)]
    if not places:
        return
    at = choice.draw(st.sampled_from(places))
    lines[at] = f"{lines[at].split(' = ')[0]} = {choice.draw(VALUES)}"
    problems = answer(data, name, "\n".join(lines).encode())

    assert [problem for problem in problems if problem.split(":")[0] not in ("0", "1", str(at + 1))] in (
        [],
        list(problems)[1:],
    )


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("kantor.toml", "tag_since = 20233", "tahun"),
        ("kantor.toml", "tag_since = true", "bilangan"),
        ("kantor.toml", 'url = "https://["', "alamat"),
        ("kantor.toml", 'hubs = ["ftp://x"]', "alamat"),
        ("kantor.toml", 'timezone = "Asia/Nowhere"', "Zona"),
        ("terbit.toml", 'public_key = "abc"', "Kunci publik"),
        ("terbit.toml", "default = 1", "teks"),
    ],
)
def test_a_wrong_value_is_told_on_its_line(data: Path, name: str, line: str, message: str) -> None:
    """
    The line of the value, and what it should be.
    """
    key = line.split(" = ", maxsplit=1)[0]
    text = (DATA / name).read_text("utf-8")
    known = re.search(rf"^#? ?{key} = .*$", text, re.MULTILINE)
    changed = text.replace(known[0], line, 1) if known else f"{line}\n{text}"
    at = changed.split("\n").index(line) + 1
    path = data / name
    path.write_text(changed, "utf-8")
    try:
        with pytest.raises(ContentError) as raised:
            LOADERS[name](data)
    finally:
        shutil.copy(DATA / name, path)

    told = [problem for problem in raised.value.problems if problem.line == at]
    assert told, raised.value
    assert message in str(told[0])
