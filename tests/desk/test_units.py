"""What `inv server` writes for the desk, read by the programs that it is for."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mmc.base.problems import ContentError
from mmc.desk import units
from mmc.desk.declaration import declared
from tests.desk.conftest import git


def test_systemd_reads_the_unit(tmp_path: Path, program: Callable[[str], str]) -> None:
    """
    The unit has no mistake, also where the folder's name has a space.
    """
    folder = tmp_path / "situs kantor"
    folder.mkdir()
    (tmp_path / "meja.service").write_text(units.service(folder).replace("User=meja", "User=root"), encoding="utf-8")
    words = [program("systemd-analyze"), "verify", "--man=no", "--recursive-errors=no", str(tmp_path / "meja.service")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert "meja.service" not in done.stderr, done.stderr


def test_the_units_are_written_where_the_office_has_a_desk(checkout: Path) -> None:
    """
    With `data/meja.toml` there are the unit, Caddy's and nginx's configuration, for its own name.
    """
    (checkout / "data/meja.toml").write_text('address = "https://meja.contoh.go.id"\n', encoding="utf-8")
    said: list[str] = []
    units.write(checkout, checkout / ".terbit/server", said.append)
    written = {path.name: path.read_text() for path in (checkout / ".terbit/server").iterdir()}

    assert sorted(written) == ["meja.Caddyfile", "meja.nginx.conf", "meja.service"]
    assert "https://meja.contoh.go.id {" in written["meja.Caddyfile"]
    assert "server_name meja.contoh.go.id;" in written["meja.nginx.conf"]
    assert len(said) == 3
    assert git(checkout, "status", "--porcelain") == "?? data/meja.toml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('address = "http://meja.contoh.go.id"', "https://"),
        ('bind = "127.0.0.1:8710"', "`address` belum ada"),
        ('addres = "https://meja.contoh.go.id"', "Maksud Anda `address`?"),
        ('address = "https://meja.contoh.go.id"\nbind = "127.0.0.1:banyak"', "127.0.0.1:8710"),
    ],
)
def test_a_wrong_declaration_is_told_with_its_mend(tmp_path: Path, text: str, told: str) -> None:
    """
    The desk does not begin half: what is wrong in `data/meja.toml` stands there with what is wanted.
    """
    (tmp_path / "data").mkdir()
    (tmp_path / "data/meja.toml").write_text(f"{text}\n", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        declared(tmp_path)

    assert told in "\n".join(f"{each.message} {each.hint}" for each in refused.value.problems)
