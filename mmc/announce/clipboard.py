"""The machine's clipboard, through whichever program it has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

# The program, its arguments, and the variable without which it has no screen to talk to.
PROGRAMS = (
    ("wl-copy", (), "WAYLAND_DISPLAY"),
    ("xclip", ("-selection", "clipboard"), "DISPLAY"),
    ("xsel", ("--clipboard", "--input"), "DISPLAY"),
    ("pbcopy", (), ""),
    ("termux-clipboard-set", (), ""),
    ("clip.exe", (), ""),
)


def copy(text: str, environment: Mapping[str, str] = os.environ) -> bool:
    """True when the text is in the clipboard now; False on a machine without one."""
    for name, arguments, variable in PROGRAMS:
        program = shutil.which(name, path=environment.get("PATH"))
        if program is None or (variable and not environment.get(variable)):
            continue
        data = text.encode("utf-16" if name == "clip.exe" else "utf-8")  # Windows asks for its own
        try:
            done = subprocess.run(
                [program, *arguments], input=data, check=False, timeout=5,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(environment),
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return True
    return False
