"""What somebody sees who may not go on: why, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mmc.desk.accounts.record import note
from mmc.desk.officers import Act

View = Callable[..., HttpResponse]


def refused(request: HttpRequest, title: str, words: str, status: int = 403) -> HttpResponse:
    """The page that says so, and a line in the log."""
    note(request, f"{status} {title}")
    return render(request, "meja/ditolak.html", {"title": title, "words": words}, status=status)


def closed(request: HttpRequest) -> HttpResponse:
    """The embedded desk without its secret."""
    words = "Buka alamat lengkap yang tertulis di terminal tempat meja dijalankan; alamat itu memuat kuncinya."
    return refused(request, "Meja ini terkunci", words)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of the desk, or from one that is too old."""
    words = "Formulir ini tidak berasal dari halaman meja yang masih berlaku. Muat ulang halamannya, lalu ulangi."
    return refused(request, "Tidak disimpan", words)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere."""
    return refused(request, "Tidak ada", "Halaman atau naskah ini tidak ada di meja.", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A way that is closed to whoever asks."""
    return refused(request, "Bukan wewenang Anda", "Peran Anda tidak mencakup hal ini.")


def broken(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; nothing of it is shown."""
    words = (
        "Meja gagal mengerjakan permintaan ini; yang sudah tersimpan tidak hilang. Ulangi, lalu beri tahu pengelola."
    )
    return refused(request, "Meja gagal", words, 500)


def only(act: Act) -> Callable[[View], View]:
    """The view is for those whose duty covers the act."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *values: Any, **named: Any) -> HttpResponse:
            if not request.officer.may(act):
                words = (
                    f"Peran Anda ({request.officer.duty}) tidak mencakup hal ini. Mintalah penyunting atau pengelola."
                )
                return refused(request, "Bukan wewenang Anda", words)
            return view(request, *values, **named)

        return guarded

    return decorate
