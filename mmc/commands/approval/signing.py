"""The key of whoever sits here, and a signature with it by OpenSSH's own program, from a file or from the agent."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mmc.approvals import keys
from mmc.approvals.letters import NAMESPACE, Entry, file_name, signer, text_of
from mmc.approvals.people import Member
from mmc.base.problems import ContentError, Problem
from mmc.base.typed import typed
from mmc.commands.approval.letterbox import write_letter
from mmc.commands.approval.standing import Project
from mmc.indonesian import calendar

VARIABLE = "MMC_PERSON_KEY"  # a file with a key, where it is not one of the usual ones
USUAL = ("id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_rsa")
HELP = "docs/persetujuan.md"


@dataclass(frozen=True, slots=True)
class Identity:
    """Whoever sits here, as the newsroom's list knows him, and the file with which he signs."""

    member: Member
    file: Path


def identity(project: Project) -> Identity:
    """The first key of this machine that stands in the list; raises `ContentError` where none does."""
    roster = project.trust.roster
    offered = list(_keys(project))
    for file, key in offered:
        if (member := roster.owner(key)) is not None:
            return Identity(member, file)
    if not offered:
        message = "Di komputer ini belum ada kunci SSH untuk menandatangani."
        hint = f"Buat sekali: `{typed('gabung')}`. Penjelasan: {HELP}."
    else:
        message = "Kunci di komputer ini tidak ada dalam data/redaksi.toml yang berlaku."
        hint = f"Kirim kunci publik ini kepada pengelola: {offered[0][1]}"
    raise ContentError([Problem("data/redaksi.toml", 0, message, hint, code="data")])


def sign(project: Project, who: Identity, verdict: str, entries: list[Entry], reason: str = "") -> str:
    """The signed letter lies in the repository; its path. Raises `ContentError` when the key cannot sign."""
    from datetime import UTC, datetime

    at = datetime.now(UTC).astimezone(calendar.zone(project.vocabulary.office.timezone))
    text = text_of(verdict, who.member.name, at, entries, reason)
    signature = _signature(text.encode(), who.file)
    if project.trust.roster.owner(signer(text.encode(), signature)) is not who.member:
        message = f"Tanda tangan dengan {who.file.name} tidak dapat diperiksa."
        raise ContentError([Problem(file_name(text), 0, message, f"Lihat {HELP}.", code="data")])
    return write_letter(project.root, text, signature)


def _signature(message: bytes, key: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "surat"
        file.write_bytes(message)
        words = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(file)]
        try:
            done = subprocess.run(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, check=False)
        except FileNotFoundError:
            hint = "Pasang OpenSSH; di Windows: Setelan › Fitur opsional › OpenSSH Client."
            raise ContentError([Problem("ssh-keygen", 0, "Program ssh-keygen tidak ada.", hint)]) from None
        signature = file.with_name("surat.sig")
        if done.returncode or not signature.is_file():
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            hint = "Periksa sandi kunci, atau tambahkan kuncinya ke agen: `ssh-add`."
            raise ContentError(
                [Problem(key.name, 0, f"Kunci ini tidak dapat menandatangani: {told[-1] if told else ''}", hint)]
            )
        return signature.read_text("utf-8").replace("\r\n", "\n")


def _keys(project: Project) -> Iterator[tuple[Path, str]]:
    """The keys that this machine may sign with: the one that is named, git's own, the usual files, and what the agent holds."""
    wanted = [os.environ.get(VARIABLE, "")]
    if project.repository is not None:
        wanted.append(project.repository.setting("user.signingkey"))
    files = [Path(each).expanduser() for each in wanted if each and not each.startswith(("key::", "ssh-"))]
    if not os.environ.get(VARIABLE):
        files += [Path.home() / ".ssh" / name for name in USUAL]
    for file in files:
        public = file if file.suffix == ".pub" else file.with_name(f"{file.name}.pub")
        with suppress(OSError, UnicodeDecodeError):
            if key := keys.normal(public.read_text("utf-8")):
                yield file, key
