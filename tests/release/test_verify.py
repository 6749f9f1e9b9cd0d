"""`inv verify` against real servers: a clean site is clean, and every way to alter it is reported."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mmc.release.record import manifest as manifests
from mmc.release.servers.serving import Asked, Given, respond, serving
from mmc.release.targets.local import LocalTarget
from mmc.release.verify.audit import audit
from mmc.release.verify.findings import Sign, Verdict
from mmc.release.verify.survey import Options
from tests.release.destinations import KEY, SITE, destination_for, release
from tests.release.servers import SERVERS, nginx_server
from tests.release.tampering import ANSWERS, FILES, POLICY, SPAM, Live, insert, put

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("verify")]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Live:
    """Two releases, of which the second is live."""
    root = tmp_path_factory.mktemp("released")
    target = LocalTarget(root / "live")
    destination = destination_for(target, root)
    first = release(destination, "1").release
    second = release(destination, "2").release
    return Live(
        root / "live/releases" / second.name, second.manifest, first.manifest, root / "live/releases" / first.name
    )


@pytest.fixture
def live(released: Live, tmp_path: Path) -> Live:
    """A copy of it that a test may spoil."""
    folder = tmp_path / "www"
    shutil.copytree(released.folder, folder)
    return replace(released, folder=folder)


FEW = {  # in place of the whole lists, where they are not what is tried
    "suspects": ("/slot/", "/xmlrpc.php", "/backup.zip"),
    "queries": ("p=1", "s=slot"),
    "doorways": ("/*.php", "/slot-*/"),
    "pages": 12,
}


def check(url: str, live: Live, **more: object) -> Verdict:
    options = Options(POLICY, SITE, **{"timeout": 10, "workers": 4, **more})  # type: ignore[arg-type]
    return audit(url, KEY.public, live.known, options)[0]


def test_clean_site_reports_nothing(released: Live, tmp_path: Path) -> None:
    """No false alarm, on any of the shipped configurations and the built-in server."""
    for name, server in SERVERS.items():
        with server(tmp_path / name, released.folder, POLICY) as web:
            verdict = check(web.url, released)
        assert verdict.findings == (), name
        assert verdict.exit_code == 0
        assert verdict.checked > 150
    with serving(lambda asked: respond(released.folder, POLICY, asked)) as url:
        assert check(url, released).findings == ()


def test_clean_site_over_tls_reports_nothing(released: Live, tmp_path: Path) -> None:
    """The certificate is checked as a browser would."""
    with nginx_server(tmp_path, released.folder, POLICY, is_secure=True) as web:
        assert check(web.url, released, authority=web.authority).findings == ()
        assert check(web.url, released).exit_code == 2


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """One nginx for every tamper; it serves whatever folder the link names."""
    root = tmp_path_factory.mktemp("nginx")
    (root / "empty").mkdir()
    (root / "current").symlink_to(root / "empty")
    with nginx_server(root / "server", root / "current", POLICY) as web:
        yield web.url, root / "current"


@pytest.mark.parametrize("way", FILES)
def test_altered_file_is_reported(way: str, live: Live, www: tuple[str, Path]) -> None:
    """Whatever is done to the files on the server."""
    spoil, sign = FILES[way]
    spoil(live)
    url, link = www
    link.unlink()
    link.symlink_to(live.folder)
    verdict = check(url, live, visits=0) if sign is Sign.ADDED else check(url, live, visits=0, **FEW)

    assert verdict.exit_code == 1
    assert sign in {finding.sign for finding in verdict.findings}, [str(finding) for finding in verdict.findings]


@contextmanager
def altered(live: Live, spoil: Callable[[Asked, Given], Given]) -> Iterator[str]:
    with serving(lambda asked: spoil(asked, respond(live.folder, POLICY, asked))) as url:
        yield url


@pytest.mark.parametrize("way", ANSWERS)
def test_altered_answer_is_reported(way: str, released: Live) -> None:
    """Whatever is done to the server in front of untouched files."""
    spoil, sign = ANSWERS[way]
    with altered(released, spoil) as url:
        verdict = check(url, released, visits=2000 if sign is Sign.CLOAKED else 400, **FEW)

    assert verdict.exit_code == 1
    assert sign in {finding.sign for finding in verdict.findings}, [str(finding) for finding in verdict.findings]


def test_at_least_sixty_ways_are_tried() -> None:
    """The number that the office was promised."""
    assert len(FILES) + len(ANSWERS) >= 60


def test_site_that_does_not_answer_is_no_alarm_of_tampering(released: Live) -> None:
    """A line that is down is told apart from a site that was altered."""
    verdict = check("http://127.0.0.1:9", released)

    assert verdict.exit_code == 2
    assert not verdict.is_clean


def test_newer_release_is_followed_along_the_chain(released: Live) -> None:
    """Another machine that saw an older release last accepts an honest newer one."""
    with serving(lambda asked: respond(released.folder, POLICY, asked)) as url:
        verdict, data = audit(url, KEY.public, released.before, Options(POLICY, SITE))

    assert verdict.is_clean
    assert manifests.read(data).sequence == 2


def test_release_during_the_check_is_no_alarm(released: Live) -> None:
    """A check that meets a switch looks again."""
    asked_for: list[str] = []

    def answer(asked: Asked) -> Given:
        asked_for.append(asked.address)
        folder = released.before_folder if len(asked_for) < 30 else released.folder
        return respond(folder, POLICY, asked)

    with serving(answer) as url:
        verdict, _ = audit(url, KEY.public, released.before, Options(POLICY, SITE))

    assert verdict.findings == ()
    assert verdict.sequence == 2


def test_verdict_is_told_to_programs(live: Live) -> None:
    """Cron reads the exit code, a program reads JSON."""
    put("judi/index.html", SPAM)(live)
    with serving(lambda asked: respond(live.folder, POLICY, asked)) as url:
        data = check(url, live).as_data()

    assert data["clean"] is False
    rows = [{**row, "message": ""} for row in data["findings"]]  # type: ignore[attr-defined]
    assert {"sign": "tambahan", "address": "/judi/", "message": ""} in rows


def test_sample_is_quick_and_always_holds_the_front(released: Live) -> None:
    """Every few minutes a part is looked at, each time another one."""
    with serving(lambda asked: respond(released.folder, POLICY, asked)) as url:
        verdict = check(url, released, sample=4)

    assert verdict.is_clean


def test_own_address_and_data_are_no_insertions(live: Live) -> None:
    """In an altered page only what is foreign is told: not the link to the site's own name, not the structured data."""
    own = f'<link rel="canonical" href="{SITE}/"><script type="application/ld+json">{{}}</script><p>diubah</p>'
    insert(own, b"</head>")(live)
    with serving(lambda asked: respond(live.folder, POLICY, asked)) as url:
        signs = {finding.sign for finding in check(url, live, visits=0, **FEW).findings}

    assert signs == {Sign.CHANGED}
