"""`inv join`: whoever is new has a name in git, a key of his own, and the lines that the newsroom's list needs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from mmc.base.problems import ContentError, Problem
from mmc.base.typed import typed
from mmc.commands.approval.signing import USUAL, VARIABLE
from mmc.history.repository import GitError, Repository

Say = Callable[[str], None]


def join(root: Path, name: str, email: str, say: Say) -> int:
    """The exit code of `inv join`; nothing that is there already is changed."""
    repository = Repository(root)
    if not repository.exists():
        raise _refused(
            "Folder ini belum menjadi repositori git.", "Mintalah salinan kantor kepada pengelola: `git clone ALAMAT`."
        )
    try:
        name = _setting(repository, "user.name", name, "Nama lengkap Anda", "--name")
        email = _setting(repository, "user.email", email, "Alamat surel kantor Anda", "--email")
    except GitError as error:
        raise _refused(str(error).splitlines()[0], "Periksa hak akses folder ini.") from None
    key = _key()
    say("Kirim baris ini kepada pengelola, untuk data/redaksi.toml:\n")
    say(f'[[person]]\nname = "{name}"\nrole = ""\nduty = "penulis"\nemails = ["{email}"]\nkeys = ["{key}"]\n')
    say(f"Sesudah dua orang menyetujuinya, Anda dapat menandatangani. Berbagi pekerjaan: {typed('bagikan')}")
    return 0


def _setting(repository: Repository, key: str, given: str, words: str, option: str) -> str:
    known = given.strip() or repository.setting(key)
    if not known and sys.stdin.isatty():
        known = input(f"{words}: ").strip()
    if not known or '"' in known or "\n" in known:
        raise _refused(f"{words} belum disebut.", f"Ulangi dengan `{option}`.")
    if given.strip() or not repository.setting(key):
        repository.run("config", "--local", key, known)
    return known


def _key() -> str:
    """The public key of this machine's first usual key file; one is made where there is none."""
    named = os.environ.get(VARIABLE, "")
    files = [Path(named)] if named else [Path.home() / ".ssh" / each for each in USUAL]
    found = next((each for each in files if _public(each).is_file()), None)
    if found is None:
        found = files[0]
        found.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = () if sys.stdin.isatty() else ("-N", "")
        try:
            words = ["ssh-keygen", "-q", "-t", "ed25519", "-C", "redaksi", *secret, "-f", str(found)]
            done = subprocess.run(words, check=False).returncode
        except FileNotFoundError:
            hint = "Pasang OpenSSH; di Windows: Setelan › Fitur opsional › OpenSSH Client."
            raise _refused("Program ssh-keygen tidak ada.", hint) from None
        if done:
            raise _refused("Kunci tidak jadi dibuat.", "Ulangi perintahnya.")
    return " ".join(_public(found).read_text("utf-8").split()[:2])


def _public(file: Path) -> Path:
    return file if file.suffix == ".pub" else file.with_name(f"{file.name}.pub")


def _refused(message: str, hint: str) -> ContentError:
    return ContentError([Problem("gabung", 0, message, hint)])
