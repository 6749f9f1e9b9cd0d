"""Servers shared by the tests of one worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmc.release.targets.connection import KEY_VARIABLE
from tests.release.servers import Sshd, Store, ftp_store, s3_store, sshd


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A real sshd; its client key is the one that deploys use."""
    with sshd(tmp_path_factory.mktemp("sshd")) as running:
        before = os.environ.get(KEY_VARIABLE)
        os.environ[KEY_VARIABLE] = str(running.client_key)
        yield running
        if before is None:
            del os.environ[KEY_VARIABLE]
        else:
            os.environ[KEY_VARIABLE] = before


@pytest.fixture
def web_root(tmp_path: Path) -> Path:
    """Where a server of this test keeps its releases."""
    return tmp_path / "srv" / "mmc"


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A real object store."""
    with s3_store(tmp_path_factory.mktemp("s3")) as store:
        yield store


@pytest.fixture(scope="session")
def ftp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A real FTP server."""
    with ftp_store(tmp_path_factory.mktemp("ftp")) as store:
        yield store
