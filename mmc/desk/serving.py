"""`inv desk`: the desk runs until Ctrl-C."""

from __future__ import annotations

import errno
import secrets
import signal
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

from mmc.base.problems import ContentError, Problem
from mmc.desk.declaration import LOOPBACK, Declared, declared
from mmc.history.repository import Repository

Say = Callable[[str], None]
PORTS = range(8710, 8810)
THREADS = 8


def run(root: Path, say: Say, *, port: int = PORTS.start, opens_browser: bool = True) -> None:
    """The desk answers, to one person or to the office, until it is stopped. Raises `ContentError` where it cannot begin."""
    desk = declared(root)
    _check_repository(root)
    listening = _embedded(port) if desk.is_embedded else _declared(desk)
    token = secrets.token_urlsafe(24) if desk.is_embedded else ""
    from mmc.desk import settings  # only now: Django takes its time, and what is wrong is told before

    found = listening.getsockname()[1]
    settings.start(root, desk, port=found, token=token)
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from mmc.desk import exchanging, saving
    from mmc.desk.table import index

    if saving.finish(root):
        say("Simpanan yang terputus sudah diselesaikan.")
    index.of(root).look()
    exchanging.begin(root, desk)
    server = create_server(
        get_wsgi_application(),
        sockets=[listening],
        threads=THREADS,
        ident=None,  # no version is told
        max_request_body_size=settings.UPLOADS,
        **({} if desk.is_embedded else _behind_proxy(desk)),
    )
    if desk.is_embedded:
        address = f"http://{LOOPBACK}:{found}/?kunci={token}"
        say(f"Meja: {address}   (Ctrl-C untuk menutup)")
        if opens_browser and _has_desktop():
            webbrowser.open(address)
    else:
        say(f"Meja melayani {desk.address} dari {desk.bind}   (Ctrl-C untuk menutup)")
    signal.signal(signal.SIGTERM, _stopped)
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell makes what it starts in the background deaf to it
    try:
        server.run()  # ends by itself at Ctrl-C, when every answer that was begun is given
    finally:
        server.close()
    say("\nMeja ditutup.")


def invite_first(root: Path, say: Say) -> None:
    """A link with which a manager sets herself up. Raises `ContentError` where there is no desk of an office."""
    desk = declared(root)
    if desk.is_embedded:
        raise _refused(
            "Meja untuk satu orang tidak memerlukan akun.",
            'Untuk kantor: buat data/meja.toml dengan `address = "https://meja.contoh.go.id"`.',
        )
    from mmc.desk import settings

    settings.start(root, desk)
    from mmc.approvals.people import MANAGER
    from mmc.desk.accounts.models import Invitation
    from mmc.desk.accounts.people import link

    _, word = Invitation.make(duty=MANAGER)
    say(f"Tautan pengelola, berlaku sekali selama tiga hari: {link(word)}")


def back_up(root: Path, file: Path, say: Say) -> None:
    """Everything that only the database knows is in the file, outside the checkout, where no sharing takes it along."""
    if file.resolve().is_relative_to(root.resolve()):
        raise _refused(
            "Cadangan akun tidak boleh berada di folder proyek, karena ikut terbagi.",
            "Sebut tempat lain, misalnya folder di USB.",
        )
    from mmc.desk import settings

    settings.start(root, declared(root))
    from mmc.desk import backup

    say(
        f"Dicadangkan: {backup.back_up(file)} catatan ke {file}. Simpan di tempat yang aman; naskahnya sendiri ada di git."
    )


def restore(root: Path, file: Path, say: Say) -> None:
    """The database is as the file has it. Raises `ContentError`."""
    from mmc.desk import settings

    settings.start(root, declared(root))
    from mmc.desk import backup

    say(f"Dipulihkan: {backup.restore(file)} catatan. Semua orang masuk lagi.")


def _behind_proxy(desk: Declared) -> dict[str, object]:
    """What the office's own web server says of the visitor is believed, from this machine only."""
    return {
        "trusted_proxy": desk.place[0] if desk.place[0] != "0.0.0.0" else LOOPBACK,  # noqa: S104 - compared, not bound
        "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for"},
        "clear_untrusted_proxy_headers": True,
    }


def _stopped(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def _check_repository(root: Path) -> None:
    if not Repository(root).exists():
        raise _refused(
            "Folder ini belum menjadi repositori git; meja mencatat setiap simpanan di sana.",
            "Mintalah salinan kantor kepada pengelola: `git clone ALAMAT`.",
        )


def _embedded(port: int) -> socket.socket:
    for number in range(port, port + len(PORTS)):
        if (found := _listening(LOOPBACK, number)) is not None:
            return found
    raise _refused(f"Tidak ada pintu yang bebas dari {port}.", "Tutup program lain, atau sebut pintu: `--port 9000`.")


def _declared(desk: Declared) -> socket.socket:
    found = _listening(*desk.place)
    if found is None:
        raise _refused(
            f"Alamat {desk.bind} sudah dipakai program lain; mungkin meja sudah berjalan.",
            "Tutup yang lain, atau ganti `bind` di data/meja.toml.",
        )
    return found


def _listening(host: str, port: int) -> socket.socket | None:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets two programs share a door otherwise
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            return None
        raise
    return listening


def _has_desktop() -> bool:
    from mmc.preview.run import has_desktop

    return has_desktop()


def _refused(message: str, hint: str) -> ContentError:
    return ContentError([Problem("meja", 0, message, hint)])
