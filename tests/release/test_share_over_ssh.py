"""Sharing over a real sshd, as with a bare folder on the office's server."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.release.servers import Sshd
from tests.unit.commands.newsroom import PANEN, make_newsroom

pytestmark = pytest.mark.servers


def test_two_clones_share_over_ssh(server: Sshd, tmp_path: Path) -> None:
    """
    A fresh bare folder on a server becomes the shared place by one command; approvals travel with the texts.
    """
    newsroom = make_newsroom(tmp_path / "kantor")
    ani, budi = newsroom["ani"], newsroom["budi"]
    known = tmp_path / "known_hosts"
    known.write_text(f"[127.0.0.1]:{server.port} {server.host_key}\n", "utf-8")
    place = tmp_path / "server.git"
    subprocess.run(["git", "init", "-q", "--bare", str(place)], check=True)
    ssh = f"ssh -F /dev/null -i {server.client_key} -o IdentitiesOnly=yes -o UserKnownHostsFile={known}"
    for clone in (ani, budi):
        clone.git("config", "core.sshCommand", ssh)
    address = f"ssh://{server.user}@127.0.0.1:{server.port}{place}"
    ani.story("Petani menuai padi pada hari Senin.")
    assert ani.share(remote=address) == 0, ani.heard
    assert budi.share(remote=address) == 0, budi.heard
    budi.approve(PANEN)
    assert budi.share() == 0
    assert ani.takes() != []

    assert ani.bodies() == {"Petani menuai padi pada hari Senin."}
    known.write_text("", "utf-8")
    assert "tidak dapat diambil" in ani.takes()[0]
