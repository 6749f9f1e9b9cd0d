"""One item in every channel that the office has: the board of the village office, the radio, short messages, the spoken edition."""

from mmc.channels.telling import Telling

__all__ = ["Telling"]
