"""Posting once: the intent before, the confirmation after, and honesty about what nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mmc.announce import ledger as book
from mmc.announce.http import RefusedError, UnclearError
from mmc.announce.ledger import Known, Ledger, digest
from mmc.announce.networks import Network
from mmc.announce.texts import Story, text_for

FRESH = timedelta(days=2)


class Outcome(StrEnum):
    """What happened at one network."""

    POSTED = "terkirim"
    EDITED = "disunting"
    UNCHANGED = "sudah terkirim"
    OUTDATED = "berubah, tidak dapat disunting"
    REFUSED = "ditolak"
    UNCLEAR = "tidak pasti"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome, the post's number if there is one, and a sentence for the writer if something is to be done."""

    network: str
    outcome: Outcome
    post: str = ""
    message: str = ""

    @property
    def needs_a_person(self) -> bool:
        """True when somebody has to look or act."""
        return self.outcome in (Outcome.OUTDATED, Outcome.REFUSED, Outcome.UNCLEAR)


def due(
    stories: Iterable[tuple[datetime, Story]],
    networks: Sequence[Network],
    ledger: Ledger,
    now: datetime,
    is_ours: Callable[[Story], bool] = lambda _: True,
) -> list[Story]:
    """
    The stories that a release should send: fresh ones that some network lacks, and older ones whose text has changed.

    Fresh is what was published in the last two days: a first release never floods a network with an archive. A story of which
    the ledger knows nothing is sent only if it `is_ours`: what another clone has published, that one announces.
    """
    everything = ledger.everything()
    told = {item for item, _ in everything}

    def is_due(published: datetime, story: Story, network: Network) -> bool:
        known = everything.get((story.id, network.name))
        if known is None or not known.post:
            if story.id not in told and not is_ours(story):
                return False
            return now - FRESH <= published <= now
        return known.digest != digest(text_for(network.name, story))

    return [story for published, story in stories if any(is_due(published, story, network) for network in networks)]


def send(story: Story, networks: Iterable[Network], ledger: Ledger, now: datetime) -> list[Result]:
    """
    The story stands at every network once; one network's failure leaves the others alone.
    """
    return [_send_one(story, network, ledger, now) for network in networks]


def _send_one(story: Story, network: Network, ledger: Ledger, now: datetime) -> Result:
    text = text_for(network.name, story)
    known = ledger.known(story.id, network.name)
    if known.is_open and not known.post:
        found = _settled(story, network, ledger, now, known)
        if isinstance(found, Result):
            return found
        known = found
    if known.post:
        return _update(story, network, ledger, now, known)
    ledger.note(now, story.id, network.name, book.INTENT, digest=digest(text))
    try:
        post = network.post(story, text, now)
    except RefusedError as error:
        ledger.note(now, story.id, network.name, book.REFUSED, note=str(error))
        return Result(network.name, Outcome.REFUSED, message=f"{network.name}: {error}. Akan dicoba lagi.")
    except UnclearError as error:
        return Result(network.name, Outcome.UNCLEAR, message=_look(network.name, str(error)))
    ledger.note(now, story.id, network.name, book.DONE, digest=digest(text), post=post)
    return Result(network.name, Outcome.POSTED, post)


def _settled(story: Story, network: Network, ledger: Ledger, now: datetime, known: Known) -> Known | Result:
    """An intent that never ended, looked up where the network allows; else a person has to look."""
    try:
        post = network.find(story)
    except (RefusedError, UnclearError) as error:
        return Result(network.name, Outcome.UNCLEAR, message=_look(network.name, str(error)))
    if post is None:
        ledger.note(now, story.id, network.name, book.CLEARED, note="tidak ditemukan di jejaring")
        return Known()
    ledger.note(now, story.id, network.name, book.DONE, digest=known.digest, post=post, note="ditemukan di jejaring")
    return ledger.known(story.id, network.name)


def _update(story: Story, network: Network, ledger: Ledger, now: datetime, known: Known) -> Result:
    text = text_for(network.name, story)
    if known.digest == digest(text):
        return Result(network.name, Outcome.UNCHANGED, known.post)
    if not network.can_edit:
        message = f"{network.name}: isinya berubah sejak disiarkan dan tidak dapat disunting di sana; balas kiriman itu dengan ralatnya."
        return Result(network.name, Outcome.OUTDATED, known.post, message)
    try:
        network.edit(known.post, story, text)
    except (RefusedError, UnclearError) as error:
        # Editing twice does no harm, so an unclear edit is simply tried again.
        return Result(network.name, Outcome.REFUSED, known.post, f"{network.name}: {error}. Akan dicoba lagi.")
    ledger.note(now, story.id, network.name, book.EDITED, digest=digest(text), post=known.post)
    return Result(network.name, Outcome.EDITED, known.post)


def settle(story_id: str, network: str, ledger: Ledger, now: datetime, post: str = "") -> None:
    """
    What a person saw after an unclear post: the number of the post that is there, or empty if none is.
    """
    state = book.DONE if post else book.CLEARED
    text = ledger.known(story_id, network).digest
    ledger.note(now, story_id, network, state, digest=text, post=post, note="dipastikan petugas")


def _look(network: str, reason: str) -> str:
    return f"{network}: mungkin sudah terkirim, mungkin belum ({reason}). Lihat akunnya; tidak dikirim ulang dengan sendirinya."
