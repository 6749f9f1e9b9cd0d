"""Unsaved work: what is typed and not yet saved, kept beside the files until a save makes it a commit or somebody lets it go."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Unsaved(models.Model):
    """What one person has typed into one item since the last save; `form` is the page's form as the browser sends it."""

    item = models.CharField(max_length=120)  # its permanent id
    path = models.CharField(max_length=400)
    address = models.CharField(max_length=254)  # whose it is
    name = models.CharField(max_length=200)
    base = models.BinaryField()  # the file as it was when this began; of a new item, its empty form
    is_new = models.BooleanField(default=False)  # there is no file yet
    form = models.TextField(blank=True)
    findings = models.TextField(blank=True)  # what the importer doubted, as `problems.text_of` writes it
    number = models.PositiveIntegerField(default=0)  # grows with every keeping, so that an old device is found out
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "address"], name="unsaved_once")]
        indexes: ClassVar = [models.Index(fields=["address", "-touched_at"])]


class UnsavedPhoto(models.Model):
    """A photo that waits for the save of its item, already upright, reduced and without what its camera wrote."""

    unsaved = models.ForeignKey(Unsaved, on_delete=models.CASCADE, related_name="photos")
    name = models.CharField(max_length=200)
    data = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unsaved", "name"], name="photo_once")]


class Presence(models.Model):
    """Who has which item open, as far as the last sign of life says."""

    item = models.CharField(max_length=120)
    address = models.CharField(max_length=254)
    name = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "address"], name="present_once")]
