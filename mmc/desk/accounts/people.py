"""People of an office's desk: invited by links that serve once, given a duty, switched off when they leave."""

from __future__ import annotations

import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mmc.approvals.people import DUTIES, MANAGER
from mmc.desk.accounts.adapter import INVITED
from mmc.desk.accounts.models import Invitation, Person, digest_of
from mmc.desk.accounts.record import note
from mmc.desk.accounts.refusals import only, refused
from mmc.desk.officers import Act

PASSKEYS = Authenticator.Type.WEBAUTHN


class Facts(forms.Form):
    """Who somebody is."""

    name = forms.CharField(label="Nama lengkap, sebagaimana tercatat pada setiap simpanan", max_length=120)
    address = forms.EmailField(label="Alamat surel kantor", max_length=254)

    def clean_name(self) -> str:
        """One line, without signs that git reads otherwise."""
        name = " ".join(self.cleaned_data["name"].split())
        if set(name) & set("<>") or not name.isprintable():
            raise forms.ValidationError("Tulis nama saja, tanpa tanda < dan >.")
        return name

    def clean_address(self) -> str:
        """An address that nobody else has."""
        address = self.cleaned_data["address"].casefold()
        if Person.objects.filter(address__iexact=address).exists():
            raise forms.ValidationError("Alamat ini sudah dipakai seseorang di meja.")
        return address


class Wanted(Facts):
    """Whom somebody invites."""

    duty = forms.ChoiceField(label="Peran", choices=[(each, each) for each in DUTIES])


@only(Act.MANAGE)
def everybody(request: HttpRequest) -> HttpResponse:
    """All people, those switched off last, and the form to invite another."""
    return _people(request, Wanted())


@require_POST
@only(Act.MANAGE)
def invite(request: HttpRequest) -> HttpResponse:
    """A link for one person, shown once."""
    form = Wanted(request.POST)
    if not form.is_valid():
        return _people(request, form)
    given = form.cleaned_data
    _, word = Invitation.make(by=request.user, **given)
    note(request, f"mengundang {given['address']} sebagai {given['duty']}")
    return _people(request, Wanted(), given["name"], link(word))


@require_POST
@only(Act.MANAGE)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Another duty, switched off or on, or a link with which somebody who lost her key comes in again."""
    person, wanted = get_object_or_404(Person, pk=number), request.POST.get("tindakan", "")
    if wanted == "pulihkan" and person.is_active:
        _, word = Invitation.make(by=request.user, renews=person, duty=person.duty)
        note(request, f"tautan pemulihan untuk {person.address}")
        return _people(request, Wanted(), person.name, link(word))
    if wanted in DUTIES and (wanted == MANAGER or not _is_last_manager(person)):
        person.duty = wanted
    elif wanted == "matikan" and not _is_last_manager(person):
        person.is_active = False
    elif wanted == "hidupkan":
        person.is_active = True
    else:
        messages.error(request, "Meja selalu memerlukan seorang pengelola; tunjuk pengelola lain dahulu.")
        return redirect("orang")
    person.save()
    note(request, f"{wanted} untuk {person.address}")
    messages.success(request, f"{person.name}: sudah diubah.")
    return redirect("orang")


def invited(request: HttpRequest, word: str) -> HttpResponse:
    """The door of one person; it closes behind her."""
    found = Invitation.objects.filter(digest=digest_of(word)).select_related("renews").first()
    if found is None or not found.is_open or (found.renews and not found.renews.is_active):
        return refused(
            request,
            "Tautan ini tidak berlaku",
            "Sudah dipakai, atau lewat tiga hari. Mintalah yang baru kepada pengelola.",
        )
    form = Facts(request.POST or None, initial={"name": found.name, "address": found.address})
    if request.method != "POST" or not (found.renews or form.is_valid()):
        return render(request, "meja/undangan.html", {"form": form, "found": found})
    with transaction.atomic():
        if not Invitation.objects.filter(pk=found.pk, used_at=None).update(used_at=timezone.now()):
            return refused(request, "Tautan ini tidak berlaku", "Sudah dipakai di perangkat lain.")
        person = found.renews or Person(duty=found.duty, **form.cleaned_data)
        person.set_unusable_password()  # also what was known of a person whose key is lost opens nothing any more
        person.save()
        Authenticator.objects.filter(user=person).delete()
        EmailAddress.objects.update_or_create(
            user=person, email=person.address, defaults={"verified": True, "primary": True}
        )
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[INVITED] = time.time()
    request.officer = person.officer
    note(request, "undangan dipakai")
    return redirect("mfa_add_webauthn")


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """One's own ways in."""
    keys = Authenticator.objects.filter(user=request.user, type=PASSKEYS)
    return render(request, "meja/akun.html", {"keys": keys, "has_password": request.user.has_usable_password()})


def switched_off(request: HttpRequest) -> HttpResponse:
    """Somebody who has left."""
    return refused(request, "Akun ini dimatikan", "Bila Anda masih bertugas, hubungi pengelola.")


def link(word: str) -> str:
    """The address of an invitation."""
    return f"{settings.MMC_DESK.address}/undangan/{word}/"


def _people(request: HttpRequest, form: Wanted, name: str = "", address: str = "") -> HttpResponse:
    listed = Person.objects.order_by("-is_active", "name")
    shown = {"people": listed, "form": form, "duties": DUTIES, "link": address, "invited_name": name}
    return render(request, "meja/orang.html", shown)


def _is_last_manager(person: Person) -> bool:
    others = Person.objects.filter(duty=MANAGER, is_active=True).exclude(pk=person.pk)
    return person.duty == MANAGER and person.is_active and not others.exists()
