"""The addresses of signing in, of one's own keys, and of people: at an office's desk only."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from mmc.desk.accounts import people

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kedua/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/kunci-sandi/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("masuk/ditutup/", people.switched_off, name="account_inactive"),
    path("keluar/", account.logout, name="account_logout"),
    path("akun/", people.own, name="akun"),
    path("akun/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/pastikan/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("akun/pastikan/kunci-sandi/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/sandi/baru/", account.password_set, name="account_set_password"),
    path("akun/kunci-sandi/", people.own, name="mfa_list_webauthn"),
    path("akun/kunci-sandi/tambah/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("akun/kunci-sandi/<int:pk>/hapus/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("akun/kode/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/kode/baru/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("akun/ringkas/", people.own, name="mfa_index"),
    path("undangan/<str:word>/", people.invited, name="undangan"),
    path("orang/", people.everybody, name="orang"),
    path("orang/undang/", people.invite, name="undang"),
    path("orang/<int:number>/", people.change, name="ubah-orang"),
]
