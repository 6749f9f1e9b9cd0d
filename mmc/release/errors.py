"""What went wrong in a release, and in which state it left the live site."""

from __future__ import annotations

from enum import StrEnum

from mmc.base.typed import typed


class LiveState(StrEnum):
    """The state of the live site, as it is told after a failure."""

    UNTOUCHED = "Situs yang tayang tidak berubah: pembaca tetap melihat rilis sebelumnya."
    NOT_SWITCHED = "Belum ada yang ditayangkan: pembaca tetap melihat rilis sebelumnya."
    MIXED = (
        "Sebagian halaman baru sudah tayang di samping halaman lama; setiap halaman tetap utuh. "
        "Jalankan perintah yang sama sekali lagi untuk menyelesaikannya."
    )
    SWITCHED = "Rilis baru sudah tayang seluruhnya; hanya langkah sesudahnya yang belum selesai."
    NONE = ""  # the command does not reach the live site
    UNKNOWN = f"Keadaan situs yang tayang belum diketahui; jalankan `{typed('buktikan')}` untuk memeriksanya."


class ReleaseError(Exception):
    """
    A step that could not be done: what happened, what to do about it, and what readers see now.
    """

    def __init__(self, message: str, hint: str = "", state: LiveState = LiveState.UNTOUCHED) -> None:
        self.message = message
        self.hint = hint
        self.state = state
        super().__init__(message)

    def __str__(self) -> str:
        """The three parts, a line each."""
        hint = f"\n    → {self.hint}" if self.hint else ""
        state = f"\n    {self.state.value}" if self.state.value else ""
        return f"{self.message}{hint}{state}"

    def during(self, state: LiveState) -> ReleaseError:
        """The same failure, told with the state that its step leaves behind."""
        return ReleaseError(self.message, self.hint, state)


class Locked(ReleaseError):
    """Somebody else is releasing to the same target."""

    def __init__(self, holder: str, since: str) -> None:
        super().__init__(
            f"Penerbitan lain sedang berjalan ({holder}, sejak {since}).",
            "Tunggu sampai selesai, lalu ulangi. Kunci yang ditinggal mati akan diambil alih dengan sendirinya.",
        )
