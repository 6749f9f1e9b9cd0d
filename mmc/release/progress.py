"""What a release tells while it runs; the screen is one listener, a test another."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """The steps of a release, in the words of the office."""

    LOCK = "Mengunci"
    CHOOSE = "Memilih rilis"
    PROVE = "Membaca setiap berkasnya"
    CHECK = "Memeriksa naskah"
    BUILD = "Membangun situs"
    LAST_LOOK = "Melihat sekali lagi"
    MANIFEST = "Menyusun manifes"
    UPLOAD = "Mengunggah yang berubah"
    SWITCH = "Menayangkan"
    CONFIRM = "Membuktikan lewat HTTP"
    READ_BACK = "Membaca ulang yang dipakai lagi"
    PRUNE = "Merapikan rilis lama"
    ANNOUNCE = "Menyiarkan"


class Reporter:
    """Hears every step, how far it is, and what is worth a line; this one keeps silent."""

    def step(self, step: Step) -> None:
        """The step begins."""

    def total(self, total: int) -> None:
        """The step will do so many things."""

    def advance(self, done: int) -> None:
        """So many of them are done."""

    def note(self, message: str) -> None:
        """Something that the office should read."""
