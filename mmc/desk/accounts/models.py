"""What the database holds of people: an account each, and the invitations that nobody has used yet."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from mmc.approvals.people import DUTIES
from mmc.desk.officers import Officer

LASTS = timedelta(hours=72)  # an invitation


class People(BaseUserManager):
    """How accounts are made and found."""

    def get_by_natural_key(self, address: str) -> Person:
        """The account of this address, however its letters are written."""
        return self.get(address__iexact=address)


class Person(AbstractBaseUser):
    """Somebody of the newsroom. Whoever leaves is switched off and stays in the history."""

    address = models.EmailField("alamat surel", unique=True)
    name = models.CharField("nama lengkap", max_length=120)
    duty = models.CharField("peran", max_length=20, choices=[(each, each) for each in DUTIES])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = People()

    USERNAME_FIELD = "address"
    EMAIL_FIELD = "address"
    REQUIRED_FIELDS = ("name", "duty")

    @property
    def officer(self) -> Officer:
        """The person as rules and git know them."""
        return Officer(self.name, self.address, self.duty)

    def __str__(self) -> str:
        """The name, as everywhere."""
        return self.name


class Invitation(models.Model):
    """A link that lets one person in, once; only its digest is kept, so that whoever reads the database cannot use it."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField("nama lengkap", max_length=120, blank=True)
    address = models.EmailField("alamat surel", blank=True)
    duty = models.CharField("peran", max_length=20, choices=[(each, each) for each in DUTIES])
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="invitations")
    renews = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="ways_back")
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    @classmethod
    def make(cls, **facts: object) -> tuple[Invitation, str]:
        """A new invitation, and the word in its link, which is told once and kept nowhere."""
        word = secrets.token_urlsafe(32)
        return cls.objects.create(digest=digest_of(word), **facts), word

    @property
    def is_open(self) -> bool:
        """True while it lets somebody in."""
        return self.used_at is None and timezone.now() < self.made_at + LASTS


def digest_of(word: str) -> str:
    """What is kept of a secret word."""
    return hashlib.sha256(word.encode()).hexdigest()
