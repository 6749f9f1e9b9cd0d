"""What stands around the items: a line of `data/` or `theme/` is on every page, so it passes the same rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmc.base.problems import ContentError
from mmc.base.vocabulary import load_vocabulary
from mmc.checks import context_of
from mmc.checks.surroundings import look_around
from tests.unit.checks.newsroom import NOW

ROOT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the repository has around its items."""
    for folder in ("data", "theme"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture(scope="module", autouse=True)
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the repository itself has is judged once for all tests here."""
    global _memory  # noqa: PLW0603 - one per worker
    _memory = tmp_path_factory.mktemp("ingatan") / "bersih.txt"
    return _memory


_memory = Path()


def told(project: Path) -> list[tuple[str, int, str]]:
    try:
        problems = look_around(project, context_of(load_vocabulary(project / "data"), NOW), memory=_memory)
    except ContentError as error:  # the reader of tables has refused it already
        problems = list(error.problems)
    return [(problem.path, problem.line, problem.message) for problem in problems]


def change(project: Path, path: str, old: str, new: str) -> int:
    """The line on which the change stands."""
    file = project / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def test_what_the_repository_has_is_clean(project: Path) -> None:
    """Nobody is stopped for the theme and the example data as they are."""
    assert told(project) == []


def test_a_theme_needs_no_list_of_hosts(project: Path) -> None:
    """Another office may trust fewer sites; namespaces and share links are no reason, a private number is."""
    (project / "data/situs-tepercaya.toml").write_text('hosts = ["*.go.id"]\n', encoding="utf-8")

    assert told(project) == []

    change(project, "theme/templates/base.html", "</body>", '<a href="https://wa.me/6281200011122">x</a></body>')

    assert {each[0] for each in told(project)} == {"theme/templates/base.html"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/kantor.toml", 'tagline = "Kabar resmi dari Barito Selatan"', 'tagline = "Slot Gacor Hari Ini"'),
        ("data/kantor.toml", 'tagline = "Kabar resmi dari Barito Selatan"', 'tagline = "Depo 10rb dapat 50rb, wd tanpa batas"'),
        ("data/kantor.toml", 'licence_url = "/hak-cipta/"', 'licence_url = "javascript:alert(1)"'),
        ("data/kantor.toml", 'licence_url = "/hak-cipta/"', 'licence_url = "java\\tscript:alert(1)"'),
        ("data/kantor.toml", 'licence_url = "/hak-cipta/"', 'licence_url = "https://mantap-riang.xyz/"'),
        ("data/menu.toml", 'label = "Berita"', 'label = "Judi Online"'),
        ("data/menu.toml", 'url = "/klarifikasi/"', 'url = "https://mantap-riang.xyz/"'),
        ("data/menu.toml", 'url = "/klarifikasi/"', 'url = "//mantap-riang.xyz/"'),
        ("data/menu.toml", 'url = "/klarifikasi/"', 'url = "data:text/html,x"'),
        ("data/menu.toml", 'url = "/klarifikasi/"', 'url = "https://www.youtube.com/redirect?q=https%3A%2F%2Fmantap-riang.xyz"'),
        ("data/menu.toml", '{ label = "Galeri"', '{ label = "𝗚𝗮𝗹𝗲𝗿𝗶"'),
        ("data/kategori.toml", 'name = "Ekonomi"', 'name = "Togel Sydney"'),
        ("data/wilayah.toml", 'name = "Jenamas"', 'name = "Maxwin"'),
        ("data/situs-tepercaya.toml", '"aduankonten.id"', '"raja-slot88.xyz"'),
        ("data/situs-tepercaya.toml", '"aduankonten.id"', '"*.xyz"'),
        ("data/situs-tepercaya.toml", '"aduankonten.id"', '"*.co.id"'),
        ("data/situs-tepercaya.toml", '"aduankonten.id"', '"bit.ly"'),
        ("data/situs-tepercaya.toml", '"aduankonten.id"', '"*.blogspot.com"'),
        ("theme/templates/partials/footer.html", "<", "slot gacor <"),
        ("theme/templates/base.html", "</body>", '<a href="https://mantap-riang.xyz/">x</a></body>'),
        ("theme/templates/base.html", "</body>", '<a href="//mantap-riang.xyz/">x</a></body>'),
        ("theme/templates/base.html", "</body>", '<a href="javascript:x()">x</a></body>'),
        ("theme/templates/base.html", "</body>", '<h:script xmlns:h="x">x</h:script></body>'),
        ("theme/templates/base.html", "</body>", '<p title="x"onclick="x()">x</p></body>'),
        ("theme/templates/base.html", "</body>", "<meta\nhttp-equiv=refresh content=0></body>"),
        ("theme/templates/base.html", "</body>", '{{ "slot ga" ~ "cor" }}</body>'),
        ("theme/templates/base.html", "</body>", "Kunjungi mantap-riang.xyz sekarang</body>"),
        ("theme/static/js/share.js", "\n", '\nlocation = "https://mantap-riang.xyz/";\n'),
        ("theme/css/base.css", "{", '{ content: "slot gacor";'),
    ],
)  # fmt: skip
def test_a_line_for_every_page_is_judged(project: Path, path: str, old: str, new: str) -> None:
    """A menu link, a person, a tagline, a category, a trusted host, a template: told with file and line."""
    line = change(project, path, old, new)
    found = told(project)

    assert {each[0] for each in found} == {path}
    assert {each[1] for each in found} <= {1, line, line + 1}


def test_people_accounts_and_old_addresses_are_judged(project: Path) -> None:
    """Tables that are empty at first are read as soon as they have rows."""
    (project / "data/redaksi.toml").write_text(
        '[[person]]\nname = "Raja Slot Gacor"\nrole = "Peliput"\n', encoding="utf-8"
    )
    (project / "data/pengalihan.toml").write_text(
        '[[redirect]]\nfrom = "/profil/"\nto = "/slot-gacor-maxwin/"\n', encoding="utf-8"
    )
    with (project / "data/kantor.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[accounts]]\nlabel = "Instagram"\ntext = "@kantor"\nurl = "https://hokiriang.site/kantor"\n')

    assert {each[0] for each in told(project)} == {"data/redaksi.toml", "data/pengalihan.toml", "data/kantor.toml"}


def test_an_official_account_is_no_reason(project: Path) -> None:
    """What an office fills in as the file says disturbs nobody."""
    with (project / "data/kantor.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[accounts]]\nlabel = "Instagram"\ntext = "@mmc.barsel"\nurl = "https://www.instagram.com/mmc.barsel/"\n'
            '[[accounts]]\nlabel = "WhatsApp"\ntext = "0525 21123"\nurl = "https://wa.me/6252521123"\n'
        )

    assert told(project) == []


@pytest.mark.parametrize("place", ["data/lambang.svg", "theme/static/js/x.js", "theme/templates/partials/x.html"])
def test_a_link_to_another_file_is_refused(project: Path, place: str) -> None:
    """What is published is a file of the project, not what a link points at today."""
    (project / place).symlink_to("/etc/hostname")

    assert [each[0] for each in told(project)] == [place]


def test_a_folder_that_is_a_link_is_refused(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nor is a whole folder taken from elsewhere."""
    elsewhere = tmp_path_factory.mktemp("lain")
    shutil.copytree(project / "theme/templates/partials", elsewhere / "partials")
    shutil.rmtree(project / "theme/templates/partials")
    (project / "theme/templates/partials").symlink_to(elsewhere / "partials")

    assert [each[0] for each in told(project)] == ["theme/templates/partials"]


def test_what_was_clean_is_judged_again_when_the_list_of_hosts_changes(project: Path) -> None:
    """The memory names what judged, not only what was judged."""
    memory = project / "ingatan.txt"
    change(project, "data/situs-tepercaya.toml", '"aduankonten.id"', '"contoh-media.com"')
    change(project, "data/menu.toml", 'url = "/klarifikasi/"', 'url = "https://contoh-media.com/"')
    context = context_of(load_vocabulary(project / "data"), NOW)

    assert look_around(project, context, memory=memory) == look_around(project, context, memory=memory) == []

    change(project, "data/situs-tepercaya.toml", '"contoh-media.com"', '"aduankonten.id"')
    context = context_of(load_vocabulary(project / "data"), NOW)

    assert look_around(project, context, memory=memory) != []
