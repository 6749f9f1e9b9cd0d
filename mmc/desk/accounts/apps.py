"""The accounts as Django knows them."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from mmc.desk.accounts.record import note


class AccountsConfig(AppConfig):
    """People and invitations."""

    name = "mmc.desk.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Whoever comes, goes or is not let in stands in the log."""
        user_logged_in.connect(_came)
        user_logged_out.connect(_went)
        user_login_failed.connect(_failed)


def _came(request: HttpRequest, user: Any, **_: Any) -> None:
    note(request, f"masuk: {user.address}")


def _went(request: HttpRequest, user: Any, **_: Any) -> None:
    note(request, f"keluar: {user.address if user else '-'}")


def _failed(request: HttpRequest | None, **_: Any) -> None:
    if request is not None:
        note(request, "gagal masuk")
