"""`inv announce`: one item told to the one who announces it, and to the networks when that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from mmc.announce import NETWORKS, Outcome, clipboard, settle, text_for
from mmc.base.problems import ContentError, Problem
from mmc.commands.approval.basis import basis_of
from mmc.commands.posts import PLACES, Announced, Newsroom
from mmc.commands.sharing.share import take_before_announcing

Say = Callable[[str], None]


def run(
    root: Path,
    wanted: str,
    now: datetime,
    say: Say,
    *,
    place: str = "whatsapp",
    is_sending: bool = False,
    settled: str = "",
) -> int:
    """
    The item's texts are printed, one of them copied, its pictures written; posted where that was asked for.

    The exit code: 0, or 1 when a network needs a person. `ContentError` when there is nothing to announce.
    """
    if place not in PLACES:
        raise _wrong(f"Tempat “{place}” tidak dikenal.", f"Pilihan: {', '.join(PLACES)}.")
    if is_sending and not settled:
        for line in take_before_announcing(root, has_person=sys.stdin.isatty() and sys.stdout.isatty()):
            say(line)
    newsroom = Newsroom(basis_of(root, now).folder, root)
    announced = newsroom.announced(newsroom.find(wanted))
    if settled:
        return _settle(newsroom, announced, settled, now, say)
    _show(newsroom, announced, place, say)
    if not is_sending:
        if not announced.item.is_public(now):
            say("Perhatian: naskah ini belum terbit; tautannya belum dapat dibuka.")
        return 0
    return _send(newsroom, announced, now, say)


def _show(newsroom: Newsroom, announced: Announced, place: str, say: Say) -> None:
    for each in PLACES:
        text = text_for(each, announced.story)
        rule = NETWORKS[each]
        say(f"── {each}, {rule.length(text)} dari {rule.limit} huruf ──\n{text}\n")
    folder = newsroom.write(announced)
    is_copied = clipboard.copy(text_for(place, announced.story))
    say(f"Teks dan gambar: {folder.relative_to(newsroom.home).as_posix()}/")
    say(
        f"Teks {place} sudah disalin; tinggal ditempel."
        if is_copied
        else "Mesin ini tidak punya papan klip; salin teks di atas."
    )


def _send(newsroom: Newsroom, announced: Announced, now: datetime, say: Say) -> int:
    networks, missing = newsroom.networks()
    for line in missing:
        say(line)
    if not networks:
        raise _wrong("Belum ada jejaring yang siap.", "Isi data/siaran.toml; caranya di docs/siaran-pesan.md.")
    newsroom.check_ready(announced, now)
    results = newsroom.send(announced, networks, now)
    for result in results:
        say(result.message or f"{result.network}: {result.outcome.value}.")
    return int(bool(missing) or any(result.needs_a_person for result in results))


def _settle(newsroom: Newsroom, announced: Announced, settled: str, now: datetime, say: Say) -> int:
    network, sign, post = settled.partition("=")
    known = newsroom.ledger.known(announced.item.id, network)
    if not sign or not known.is_open:
        hint = "Tulis `--settle telegram=1234`, atau `--settle telegram=` bila kirimannya tidak ada."
        raise _wrong(f"Tidak ada kiriman yang menggantung di “{network}” untuk {announced.item.id}.", hint)
    settle(announced.item.id, network, newsroom.ledger, now, post)
    say(f"{network}: {Outcome.POSTED.value}." if post else f"{network}: dicatat tidak terkirim; boleh dikirim lagi.")
    return 0


def _wrong(message: str, hint: str) -> ContentError:
    return ContentError([Problem("siarkan", 0, message, hint)])
