"""The guide's declaration of an office's desk is one that the desk takes."""

from __future__ import annotations

from pathlib import Path

from mmc.desk.declaration import declared
from tests.guides import ROOT, blocks


def test_the_declaration_in_the_guide_is_taken(tmp_path: Path) -> None:
    """
    Whoever copies it and writes the own address has a desk of an office.
    """
    [example] = [each.text for each in blocks(ROOT / "docs/meja.md") if "address =" in each.text]
    (tmp_path / "data").mkdir()
    (tmp_path / "data/meja.toml").write_text(example + "\n", encoding="utf-8")
    desk = declared(tmp_path)

    assert (desk.host, desk.place, desk.target, desk.share) == (
        "meja.contoh.go.id",
        ("127.0.0.1", 8710),
        "server",
        True,
    )
