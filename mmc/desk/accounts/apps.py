"""The accounts as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and invitations."""

    name = "mmc.desk.accounts"
    label = "accounts"
