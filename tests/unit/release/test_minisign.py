"""Signatures that the stock minisign accepts, and those of it that we accept."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.release.errors import ReleaseError
from mmc.release.record import minisign
from tests.release.machines import program

CHEAP = {"operations": 32768, "memory": 2**24}


def test_stock_minisign_verifies_our_signature(tmp_path: Path) -> None:
    """The office, or anybody, proves a manifest with the program that every distribution carries."""
    key = minisign.make_key()
    (tmp_path / "manifest.json").write_bytes(b'{"a":1}\n')
    signature = minisign.sign(b'{"a":1}\n', key, "sequence:1\tsite:mmc", "tanda tangan")
    (tmp_path / "manifest.json.minisig").write_bytes(signature)
    (tmp_path / "mmc.pub").write_bytes(key.public.as_file())

    told = subprocess.run(
        [program("minisign"), "-V", "-m", "manifest.json", "-p", "mmc.pub"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Signature and comment signature verified" in told.stdout
    assert "sequence:1" in told.stdout


def test_our_key_file_signs_in_stock_minisign(tmp_path: Path) -> None:
    """A key made by `inv key` can be used without our programs, encrypted or not."""
    key = minisign.make_key()
    (tmp_path / "story").write_bytes(b"halo")
    (tmp_path / "plain.key").write_bytes(minisign.write_secret(key))
    (tmp_path / "locked.key").write_bytes(minisign.write_secret(key, "rahasia", **CHEAP))
    for name in ("plain", "locked"):
        subprocess.run(
            [program("minisign"), "-S", "-s", f"{name}.key", "-m", "story", "-x", f"{name}.sig"],
            cwd=tmp_path,
            input="rahasia\n",
            text=True,
            capture_output=True,
            check=True,
        )

        assert "timestamp:" in minisign.verify(b"halo", (tmp_path / f"{name}.sig").read_bytes(), key.public)


def test_key_of_stock_minisign_is_read(tmp_path: Path) -> None:
    """An office that has a minisign key already keeps it."""
    subprocess.run(
        [program("minisign"), "-G", "-W", "-p", "k.pub", "-s", "k.key"], cwd=tmp_path, capture_output=True, check=True
    )
    key = minisign.read_secret((tmp_path / "k.key").read_bytes())

    assert key.public == minisign.read_public((tmp_path / "k.pub").read_text())
    assert key.public.as_file() == (tmp_path / "k.pub").read_bytes()
    assert minisign.write_secret(key) == (tmp_path / "k.key").read_bytes()


def test_wrong_password_is_told() -> None:
    """A mistyped password is answered as one, not as a broken file."""
    data = minisign.write_secret(minisign.make_key(), "benar", **CHEAP)

    assert minisign.is_encrypted(data)
    with pytest.raises(ReleaseError, match="Sandi kunci penerbitan salah"):
        minisign.read_secret(data, "keliru")
    with pytest.raises(ReleaseError, match="bersandi"):
        minisign.read_secret(data)


def test_secret_is_not_shown() -> None:
    """A key that ends in a log or a traceback tells nothing."""
    key = minisign.make_key()

    assert key.seed.hex() not in repr(key)
    assert repr(key.seed) not in repr(key)


@given(st.binary(min_size=1, max_size=200), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_every_changed_byte_breaks_the_signature(data: bytes, place: int, flip: int) -> None:
    """No byte of the file, the two signatures or the trusted comment can be changed unseen."""
    key = minisign.SecretKey(b"12345678", bytes(32))
    lines = minisign.sign(data, key, "komentar", "bebas").split(b"\n")
    comment = lines[2].removeprefix(b"trusted comment: ")
    parts = [data, base64.b64decode(lines[1]), comment, base64.b64decode(lines[3])]
    number, position = _nth(parts, place % sum(map(len, parts)))
    parts[number] = parts[number][:position] + bytes([parts[number][position] ^ flip]) + parts[number][position + 1 :]
    lines[1:4] = [base64.b64encode(parts[1]), b"trusted comment: " + parts[2], base64.b64encode(parts[3])]

    with pytest.raises(ReleaseError):
        minisign.verify(parts[0], b"\n".join(lines), key.public)


def _nth(parts: list[bytes], position: int) -> tuple[int, int]:
    for number, part in enumerate(parts):
        if position < len(part):
            return number, position
        position -= len(part)
    raise AssertionError


def test_signature_of_another_key_is_named() -> None:
    """A signature that is good, but not the office's, is refused as such."""
    signature = minisign.sign(b"x", minisign.make_key(), "c", "u")
    with pytest.raises(ReleaseError, match="kunci lain"):
        minisign.verify(b"x", signature, minisign.make_key().public)
