"""The addresses of the editor, below `/naskah/`."""

from __future__ import annotations

from django.urls import path

from mmc.desk.editor.views import afterwards, beginning, editing, previews, typing

urlpatterns = [
    path("baru/", beginning.begin, name="naskah-baru"),
    path("impor/", beginning.begin, name="naskah-impor"),
    path("tautan/", typing.links, name="naskah-tautan"),
    path("tampil/", typing.shown, name="naskah-tampil"),
    path("markdown/", typing.written, name="naskah-markdown"),
    path("tempelan/", typing.pasted, name="naskah-tempelan"),
    path("pratinjau/<path:address>", previews.page, name="naskah-pratinjau"),
    path("<slug:item>/", editing.edit, name="naskah"),
    path("<slug:item>/simpanan/", typing.keep, name="naskah-simpanan"),
    path("<slug:item>/hadir/", typing.here, name="naskah-hadir"),
    path("<slug:item>/foto/", typing.upload, name="naskah-unggah"),
    path("<slug:item>/foto/<str:name>", typing.photo, name="naskah-foto"),
    path("<slug:item>/lihat/", previews.look, name="naskah-lihat"),
    path("<slug:item>/riwayat/", afterwards.history, name="naskah-riwayat"),
    path("<slug:item>/riwayat/<str:commit>/", afterwards.version, name="naskah-versi"),
    path("<slug:item>/riwayat/<str:commit>/kembali/", afterwards.bring_back, name="naskah-kembali"),
    path("<slug:item>/ralat/", afterwards.correct, name="naskah-ralat"),
    path("<slug:item>/tarik/", afterwards.withdraw, name="naskah-tarik"),
]
