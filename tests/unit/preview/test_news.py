"""The board from which open pages of the preview learn of builds."""

from __future__ import annotations

import threading

from mmc.preview.news import Board, News


def test_a_newcomer_is_told_the_latest_news_at_once() -> None:
    """
    A page that has just opened learns of a failed build without waiting for the next.
    """
    board = Board()
    board.tell("content/x.md:3: salah")

    news = board.after(None, timeout=0)

    assert news is not None
    assert news.problems == "content/x.md:3: salah"


def test_a_listener_wakes_when_a_build_ends() -> None:
    """
    Nobody asks again and again: who waits is woken.
    """
    board = Board()
    known = board.latest
    heard: list[News | None] = []
    listener = threading.Thread(target=lambda: heard.append(board.after(known, timeout=10)))
    listener.start()
    board.tell()
    listener.join(timeout=10)

    assert heard == [News(known.number + 1)]


def test_without_news_the_wait_ends() -> None:
    """
    A listener can look after its connection between two builds.
    """
    board = Board()

    assert board.after(board.latest, timeout=0.01) is None
