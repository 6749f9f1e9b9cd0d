"""Every address of the desk."""

from __future__ import annotations

from django.urls import include, path

from mmc.desk.table import views as table

urlpatterns = [
    path("", table.today, name="hari-ini"),
    path("semua/", table.items, name="semua"),
    path("naskah/", include("mmc.desk.editor.urls")),
]

handler403 = "mmc.desk.accounts.refusals.forbidden"
handler404 = "mmc.desk.accounts.refusals.missing"
handler500 = "mmc.desk.accounts.refusals.broken"
