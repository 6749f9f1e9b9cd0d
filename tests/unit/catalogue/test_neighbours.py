"""What stands beside an item, however the questions come."""

from __future__ import annotations

import random
import sqlite3

import pytest

from mmc.catalogue.neighbours import Member, Neighbours
from mmc.rebuild.store import Reader

RANKS = [f"{number:03}" for number in range(400)]


def store() -> Reader:
    """Two groups: all of 400 items, and every seventh of them."""
    connection = sqlite3.connect(":memory:")
    connection.executescript("""
        CREATE TABLE item (number INTEGER PRIMARY KEY, path TEXT);
        CREATE TABLE grp (number INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE member (grp INTEGER, rank TEXT, item INTEGER, PRIMARY KEY (grp, rank)) WITHOUT ROWID;
        INSERT INTO grp VALUES (1, 'all'), (2, 'few');
    """)
    for number, rank in enumerate(RANKS):
        connection.execute("INSERT INTO item VALUES (?, ?)", (number, f"{rank}.md"))
        groups = (1, 2) if number % 7 == 0 else (1,)
        connection.executemany("INSERT INTO member VALUES (?, ?, ?)", [(group, rank, number) for group in groups])
    return Reader(connection)


@pytest.mark.parametrize("order", ["upwards", "downwards", "anyhow"])
def test_neighbours_are_the_nearest_whatever_was_asked_before(order: str) -> None:
    """Long stretches are remembered, and nobody is ever told of another neighbour because of that."""
    neighbours = Neighbours(store())
    asked = {"upwards": RANKS, "downwards": RANKS[::-1], "anyhow": random.Random(7).choices(RANKS, k=400)}[order]
    groups: dict[str, list[Member]] = {"all": [(rank, f"{rank}.md") for rank in RANKS]}
    groups["few"] = groups["all"][::7]

    for rank in asked:
        for name, members in groups.items():
            older = [member for member in reversed(members) if member[0] < rank][:3]
            newer = [member for member in members if member[0] > rank][:2]

            assert neighbours.older(name, rank, 3) == older
            assert neighbours.newer(name, rank, 2) == newer
