"""Letters: only what was signed by a key is a letter, whatever program has signed it."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from mmc.approvals import keys, letters, passkey, sshsig
from mmc.approvals.letters import APPROVE, Entry, file_name, read, text_of
from tests.unit.approvals.signing import NOON, Authenticator, SshKey, make_key

ENTRY = Entry("-", "a" * 64, "brs-2026-01-31-k3f9", "content/berita/2026/01/2026-01-31-panen-raya.md")
TEXT = text_of(APPROVE, "Budi Santoso, S.Sos.", NOON, [ENTRY], "sudah diperiksa")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SshKey:
    return make_key(tmp_path_factory.mktemp("keys"), "budi")


@pytest.mark.parametrize(
    "kind", [("ed25519",), ("ecdsa",), ("ecdsa", "-b", "384"), ("ecdsa", "-b", "521"), ("rsa", "-b", "2048")]
)
def test_every_usual_key_signs(kind: tuple[str, ...], tmp_path: Path) -> None:
    """
    Whatever key OpenSSH made, its signature is understood, and names that key.
    """
    made = make_key(tmp_path, "kunci", *kind)
    found = read((TEXT + made.sign(TEXT)).encode(), "x.txt")

    assert found is not None
    assert found.key == keys.normal(made.public)
    assert found.entries == (ENTRY,)
    assert (found.person, found.reason) == ("Budi Santoso, S.Sos.", "sudah diperiksa")


def test_openssh_alone_can_check_a_letter(key: SshKey, tmp_path: Path) -> None:
    """
    Whoever does not trust our code cuts the letter before its signature and asks `ssh-keygen -Y verify`.
    """
    (tmp_path / "orang").write_text(f"budi {key.public}\n", "utf-8")
    (tmp_path / "surat.sig").write_text(key.sign(TEXT), "utf-8")
    words = ["ssh-keygen", "-Y", "verify", "-f", "orang", "-I", "budi", "-n", letters.NAMESPACE, "-s", "surat.sig"]
    done = subprocess.run(words, cwd=tmp_path, input=TEXT.encode(), capture_output=True, check=False)

    assert done.returncode == 0, done.stderr


def test_any_changed_byte_unmakes_a_letter(key: SshKey) -> None:
    """
    Of the words and of the signature; only the manner of ending lines is free, since git changes it on Windows.
    """
    whole = (TEXT + key.sign(TEXT)).encode()
    changed = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(TEXT), 7)]

    assert [read(each, "x.txt") for each in changed] == [None] * len(changed)
    assert read(whole.replace(b"\n", b"\r\n"), "x.txt") == read(whole, "x.txt") is not None


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("setuju", "SETUJU", 1),
        TEXT.replace("mmc-persetujuan 1", "mmc-persetujuan 2"),
        TEXT.replace("+00:00", ""),
        TEXT + "bukan baris\n",
        TEXT.replace("orang: ", "orang:  "),
        TEXT.split("\n\n", maxsplit=1)[0] + "\n\n",
        "",
    ],
)
def test_what_is_not_a_letter_is_none_though_it_is_signed(text: str, key: SshKey) -> None:
    """
    There is one way of writing a letter; anything else has no meaning that two readers could see differently.
    """
    assert read((text + key.sign(text)).encode(), "x.txt") is None


def test_a_signature_for_something_else_is_none(key: SshKey) -> None:
    """
    What somebody signed as a commit or a file approves nothing here.
    """
    assert read((TEXT + key.sign(TEXT, "git")).encode(), "x.txt") is None
    assert read((TEXT + key.sign(TEXT + " ")).encode(), "x.txt") is None
    assert read(TEXT.encode(), "x.txt") is None
    assert read(b"\xff\xfe", "x.txt") is None


def test_two_letters_never_meet_in_one_file() -> None:
    """
    Two people, or one person twice in one second, write two files, so merging them is never a question.
    """
    other = text_of(APPROVE, "Budi Santoso, S.Sos.", NOON, [replace(ENTRY, digest="b" * 64)])

    assert file_name(TEXT) != file_name(other)
    assert file_name(TEXT).startswith("2026/11/20261128T120000-budi-santoso-s-sos-")


def test_a_passkey_signs_like_any_other_key() -> None:
    """
    A letter signed in a browser is a file that can be checked without one.
    """
    phone = Authenticator()
    found = read((TEXT + phone.sign(TEXT)).encode(), "x.txt")

    assert found is not None
    assert found.key == keys.normal(phone.public)


@pytest.mark.parametrize(
    "phone",
    [
        Authenticator(flags=passkey.PRESENT),
        Authenticator(flags=passkey.VERIFIED),
        Authenticator(origin="https://mmc.contoh.go.id.palsu.example"),
        Authenticator(origin="https://palsu.example"),
        Authenticator(origin="http://mmc.contoh.go.id"),
        Authenticator(kind="webauthn.create"),
        Authenticator(site="mmc.contoh.go.id x"),
    ],
    ids=["nobody proved who", "nobody was there", "longer host", "other host", "plain http", "a registration", "space"],
)
def test_a_passkey_answer_that_proves_less_is_none(phone: Authenticator) -> None:
    """
    The owner proved himself, to a page of the site itself, over a safe line, for this letter.
    """
    assert read((TEXT + phone.sign(TEXT)).encode(), "x.txt") is None


def test_a_passkey_answer_for_another_letter_is_none() -> None:
    """
    An answer cannot be moved to other words, nor its key exchanged.
    """
    phone = Authenticator()
    answer = phone.sign(TEXT + " ")

    assert read((TEXT + answer).encode(), "x.txt") is None
    assert passkey.signer(TEXT.encode(), "x") == ""
    assert sshsig.signer(TEXT.encode(), "x", letters.NAMESPACE) == ""


def test_a_key_is_one_text() -> None:
    """
    The comment and stray spaces are no part of a key; what is no key is nothing.
    """
    assert keys.normal("ssh-ed25519  AAAA komputer lama") == "ssh-ed25519 AAAA"
    assert keys.normal("passkey mmc.contoh.go.id AAAA ponsel") == "passkey mmc.contoh.go.id AAAA"
    assert [keys.normal(text) for text in ("", "ssh-ed25519", "ssh-dss AAAA", "ssh-ed25519 A*", "passkey x")] == [
        ""
    ] * 5
