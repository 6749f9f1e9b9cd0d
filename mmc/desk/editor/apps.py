"""The editor as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class EditorConfig(AppConfig):
    """Work on one item."""

    name = "mmc.desk.editor"
    label = "editor"
