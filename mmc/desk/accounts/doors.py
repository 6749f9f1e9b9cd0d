"""The doors of the desk: the secret in the address for one person, an account for many; behind them everybody has a name."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import urlencode

from mmc.approvals.people import MANAGER
from mmc.desk.accounts import refusals
from mmc.desk.accounts.models import Person
from mmc.desk.officers import Act
from mmc.history.repository import Repository

KEY = "kunci"  # the secret of an embedded desk, in the address that is opened
OPEN = ("/masuk/", "/undangan/")  # where nobody need have a name yet
Answer = Callable[[HttpRequest], HttpResponse]


class Embedded:
    """One person at this machine: whoever opens the address that the terminal shows, under the name that git has."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The secret makes a session and leaves the address; nobody gets in without either."""
        given = request.GET.get(KEY, "")
        if given and secrets.compare_digest(given.encode(), settings.MMC_TOKEN.encode()):
            login(request, _whoever_sits_here(), backend=settings.AUTHENTICATION_BACKENDS[0])
            return HttpResponseRedirect(request.path)
        if request.user.is_authenticated:
            _whoever_sits_here(request.user)
        return self.answer(request)


class Known:
    """Every view but the doors themselves has `request.officer`; whoever was switched off has none from that moment."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer, or the way in."""
        request.officer = None
        if request.user.is_authenticated:
            if request.user.is_active:
                request.officer = request.user.officer
            else:
                logout(request)
        if request.officer is not None or request.path.startswith(OPEN):
            response = self.answer(request)
        elif settings.MMC_DESK.is_embedded:
            response = refusals.closed(request)
        elif request.headers.get("HX-Request"):
            response = HttpResponse(status=401)
        else:
            response = redirect(f"/masuk/?{urlencode({'next': request.get_full_path()})}")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def shown(request: HttpRequest) -> dict[str, Any]:
    """What every page says of the office and of whoever reads it."""
    officer = getattr(request, "officer", None)
    return {
        "office": settings.MMC_OFFICE,
        "officer": officer,
        "is_embedded": settings.MMC_DESK.is_embedded,
        "may_approve": officer is not None and officer.may(Act.APPROVE),
        "may_publish": officer is not None and officer.may(Act.PUBLISH),
        "may_manage": officer is not None and officer.may(Act.MANAGE),
    }


def _whoever_sits_here(known: Person | None = None) -> Person:
    """The account of git's own user of this checkout, made when it is first needed and kept as git has it."""
    repository = Repository(settings.MMC_ROOT)
    name = repository.setting("user.name") or "Petugas"
    address = (repository.setting("user.email") or "petugas@localhost").casefold()
    if known is not None and (known.name, known.address, known.duty) == (name, address, MANAGER):
        return known
    person, _ = Person.objects.update_or_create(
        address=address, defaults={"name": name, "duty": MANAGER, "is_active": True}
    )
    return person
