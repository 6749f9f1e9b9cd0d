"""Templates that a waiting process has compiled are not compiled again by the builds that it forks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from mmc.build.templates import compile_all, environment


def test_what_is_compiled_is_found_by_a_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whichever way the folder of the theme is written.
    """
    monkeypatch.chdir(root)
    compile_all(Path("theme"))
    compiled: list[str] = []

    def noted(_: Environment, source: str, name: str, *__: Any, **___: Any) -> str:
        compiled.append(name)
        return ""

    monkeypatch.setattr(Environment, "compile", noted)
    environment(root / "theme").get_template("berita.html")

    assert compiled == []
