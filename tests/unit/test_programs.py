"""Programs of other makers: what the machine has is used, what it lacks is fetched where that can be done."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mmc import programs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A machine of one empty folder of programs, whose user is root.
    """
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(programs.BROWSER, raising=False)
    monkeypatch.setattr(programs, "SYSTEM_FOLDERS", ())
    monkeypatch.setattr(programs, "BROWSER_PLACES", ())
    monkeypatch.setattr(programs, "_has_own_browser", (tmp_path / "downloaded").exists)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path


def install(machine: Path, name: str, script: str = "exit 0") -> Path:
    """The machine has a program of this name."""
    path = machine / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def debian(machine: Path, *, lacks: str = "-") -> Path:
    """The machine can install: each package brings the programs that bear its name, or those that we know it for."""
    brought = {package: name for name, packages in programs.SERVERS.items() for package in packages.split()}
    cases = "\n".join(f"    {package}) name={name};;" for package, name in brought.items())
    script = f"""
echo "$@" >> {machine}/asked
case " $* " in *" {lacks} "*) exit 100;; esac
[ "$1" = install ] || exit 0
for word in "$@"; do
  name=
  case "$word" in
{cases}
    chromium) name=chromium;;
  esac
  [ -z "$name" ] || {{ echo '#!/bin/sh' > {machine}/$name; /bin/chmod 755 {machine}/$name; }}
done"""
    install(machine, "apt-get", script)
    return machine / "asked"


def test_a_browser_of_the_machine_is_used(machine: Path) -> None:
    """
    Chrome under any of its names; an order in the environment comes first.
    """
    assert programs.find_browser() is None
    chrome = install(machine, "google-chrome-stable")
    assert programs.find_browser() == chrome


def test_a_named_browser_comes_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    `MMC_BROWSER` settles it.
    """
    install(machine, "chromium")
    monkeypatch.setenv(programs.BROWSER, "/opt/ours/chrome")

    assert programs.find_browser() == Path("/opt/ours/chrome")


def test_root_on_debian_gets_everything_in_one_go(machine: Path) -> None:
    """
    One line is said, one installation asked for, nothing is missing afterwards and nothing is downloaded.
    """
    said: list[str] = []
    asked = debian(machine)

    assert programs.provide(said.append) == []
    assert programs.find_browser() == machine / "chromium"
    assert len(said) == 1
    assert len(asked.read_text(encoding="utf-8").splitlines()) == 2


def test_what_is_there_is_not_asked_for(machine: Path) -> None:
    """
    A machine with all of it starts at once and in silence.
    """
    said: list[str] = []
    asked = debian(machine)
    for name in (*programs.SERVERS, "chromium"):
        install(machine, name)

    assert programs.provide(said.append) == []
    assert said == []
    assert not asked.exists()


def test_a_package_that_debian_lacks_stops_no_other(machine: Path) -> None:
    """
    The rest is installed one by one; the name of the missing program is handed back.
    """
    debian(machine, lacks="caddy")

    assert programs.provide(lambda _: None) == ["caddy"]
    assert programs.find_browser() == machine / "chromium"


def test_without_apt_the_browser_is_playwrights_own(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The download is announced; what cannot be had without rights is named.
    """
    playwright = install(machine, "python", f'echo "$@" > {machine}/downloaded')
    monkeypatch.setattr(sys, "executable", str(playwright))
    said: list[str] = []

    assert programs.provide(said.append) == list(programs.SERVERS)
    assert (machine / "downloaded").read_text(encoding="utf-8").strip() == "-m playwright install chromium"
    assert len(said) == 1


def test_a_script_can_always_be_run(machine: Path) -> None:
    """
    A machine without Node uses the one that runs Playwright.
    """
    assert programs.find_node().is_file()
    own = install(machine, "node")

    assert programs.find_node() == own
