"""How allauth is told of our house: nobody signs up by himself, and a key bears the office's name."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

INVITED = "undangan"  # in a session: when its owner came in by a link
INVITED_SECONDS = 900.0


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Always, except for whoever has just come in by an invitation: she has shown all that she has."""
        return time.time() - self.request.session.get(INVITED, 0.0) > INVITED_SECONDS


class KeyAdapter(DefaultMFAAdapter):
    """Passkeys belong to the desk's own name."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The desk as a phone shows it beside the key."""
        return {"id": settings.MMC_DESK.host, "name": f"Meja redaksi {settings.MMC_OFFICE.name}"}

    def generate_authenticator_name(self, user: object, type: object) -> str:  # noqa: A002 - allauth's own word
        """What a new key is called until it is called otherwise."""
        return "Kunci sandi"
