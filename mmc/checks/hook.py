"""The commit hook: what is staged passes the gate, or the commit is refused with the report."""

from __future__ import annotations

import subprocess
from pathlib import Path

MARK = "# pemeriksaan naskah MMC"
SCRIPT = f"""#!/bin/sh
{MARK}: dipasang oleh perintah `kait`; hapus berkas ini untuk melepasnya.
for python in python3 python py; do
  if command -v "$python" >/dev/null 2>&1; then
    exec "$python" tasks.py check --staged
  fi
done
echo "Python tidak ditemukan; naskah tidak dapat diperiksa." >&2
exit 1
"""


def install(root: Path) -> tuple[Path, bool]:
    """The hook's path, and whether it stands there now; another hook of the same name is left as it is."""
    path = root / _git(root, "rev-parse", "--git-path", "hooks").decode().strip() / "pre-commit"
    if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace"):
        return path, False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCRIPT, encoding="utf-8", newline="\n")
    path.chmod(0o755)
    return path, True


def staged(root: Path) -> dict[str, bytes | None]:
    """The files of content, data and theme that the commit would change, with the bytes that it would record; None for one that goes."""
    told = _git(
        root, "diff", "--cached", "--name-status", "--no-renames", "-z", "--", "content", "data", "theme"
    ).split(b"\0")
    paths = [name.decode("utf-8", "surrogateescape") for name in told]
    pairs = zip(paths[::2], paths[1::2], strict=False)
    return {path: None if state == "D" else _git(root, "show", f":{path}") for state, path in pairs}


def _git(root: Path, *words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True).stdout
