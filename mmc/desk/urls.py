"""Every address of the desk."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from mmc.desk.publishing import views as publishing
from mmc.desk.records import views as records
from mmc.desk.table import views as table
from mmc.desk.workflow import views as workflow

urlpatterns = [
    path("", table.today, name="hari-ini"),
    path("semua/", table.items, name="semua"),
    path("alur/<str:permanent>/", workflow.item, name="alur"),
    path("alur/<str:permanent>/<str:name>/", workflow.step, name="langkah"),
    path("terbitan/", publishing.releases, name="terbitan"),
    path("terbitan/kemajuan/", publishing.progress, name="kemajuan"),
    path("terbitan/mulai/", publishing.publish, name="terbitkan"),
    path("terbitan/bukti/", publishing.prove, name="buktikan"),
    path("terbitan/kembalikan/", publishing.back, name="kembalikan"),
    path("jejak/", records.trail, name="jejak"),
    path("naskah/", include("mmc.desk.editor.urls")),
]

if not settings.MMC_DESK.is_embedded:
    urlpatterns.append(path("", include("mmc.desk.accounts.office_urls")))

handler403 = "mmc.desk.accounts.refusals.forbidden"
handler404 = "mmc.desk.accounts.refusals.missing"
handler500 = "mmc.desk.accounts.refusals.broken"
