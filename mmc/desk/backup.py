"""What only the database knows (accounts, keys, invitations, unsaved work) as one file, and back from it."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import transaction

from mmc.base.files.disk import replace
from mmc.base.problems import ContentError, Problem

FORMAT = "mmc-meja 1"
LEFT_OUT = ("contenttypes", "sessions")  # made again by themselves; whoever is in signs in anew


def back_up(file: Path) -> int:
    """The file holds everything, readable by its owner alone; how many entries that is."""
    told = io.StringIO()
    call_command("dumpdata", exclude=LEFT_OUT, stdout=told)
    rows = json.loads(told.getvalue())
    file.parent.mkdir(parents=True, exist_ok=True)
    mask = os.umask(0o077)
    try:
        replace(file, json.dumps({"format": FORMAT, "rows": rows}, ensure_ascii=False).encode())
    finally:
        os.umask(mask)
    return len(rows)


def restore(file: Path) -> int:
    """The database is as it was when the file was made, or `ContentError` says why not and it is as before."""
    try:
        content = json.loads(file.read_bytes())
        if content["format"] != FORMAT:
            raise ValueError
        rows = content["rows"]
    except FileNotFoundError:
        raise _refused(file, "Berkas ini tidak ada.") from None
    except (ValueError, KeyError, TypeError):
        raise _refused(file, "Ini bukan cadangan meja yang utuh.") from None
    plain = file.with_name(f".{file.name}.isi.json")
    try:
        replace(plain, json.dumps(rows).encode())
        with transaction.atomic():
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)
            call_command("loaddata", str(plain), verbosity=0)
    except DeserializationError:
        raise _refused(file, "Cadangan ini dari versi meja yang lain.") from None
    finally:
        plain.unlink(missing_ok=True)
    return len(rows)


def _refused(file: Path, message: str) -> ContentError:
    return ContentError([Problem(file.name, 0, message, "Pakai cadangan yang lain; database tidak diubah.")])
