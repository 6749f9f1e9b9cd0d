"""Who may decide what, and which version readers see, without git and without keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mmc.approvals.letters import APPROVE, BEGINNING, OFFER, REFUSE, URGENT, Entry, Letter
from mmc.approvals.people import EDITOR, MANAGER, WRITER, Member, Roster, roster_of
from mmc.approvals.selection import Outcome, Version, choose, select
from mmc.approvals.states import GONE, Signature, Trust, name_of, standing
from mmc.approvals.succession import SUBJECT, succession
from mmc.approvals.things import Thing

ANI, BUDI, CITRA = Member("Ani", WRITER), Member("Budi", EDITOR), Member("Citra", MANAGER)
MORNING = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
FIRST, SECOND, THIRD = "1" * 64, "2" * 64, "3" * 64


def word(
    member: Member, digest: str, before: str = BEGINNING, verdict: str = APPROVE, minute: int = 0, why: str = ""
) -> Signature:
    return Signature(member, verdict, MORNING + timedelta(minutes=minute), before, digest, "content/x.md", why)


def digests(*words: Signature, present: str = "") -> list[str]:
    current = standing(words).current(present)
    return [current.digest] if current else []


def test_one_person_lets_nothing_out() -> None:
    """
    However often, and whoever it is.
    """
    assert digests(word(BUDI, FIRST), word(BUDI, FIRST, minute=1)) == []
    assert digests(word(CITRA, FIRST), word(CITRA, FIRST, verdict=OFFER)) == []


def test_two_people_let_a_version_out_if_one_of_them_may_approve() -> None:
    """
    The writer's own signature is one of the two; two writers alone are not enough.
    """
    other = replace(ANI, name="Dewi")

    assert digests(word(ANI, FIRST, verdict=OFFER), word(BUDI, FIRST)) == [FIRST]
    assert digests(word(ANI, FIRST), word(other, FIRST)) == []
    assert digests(word(BUDI, FIRST, verdict=OFFER), word(CITRA, FIRST, verdict=OFFER)) == []


def test_two_people_must_mean_the_same_version_after_the_same_state() -> None:
    """
    A word on another version, or on this one in another place of the story, is not the second word.
    """
    assert digests(word(ANI, FIRST), word(BUDI, SECOND)) == []
    assert digests(word(ANI, FIRST), word(BUDI, FIRST, before=THIRD)) == []


def test_what_was_approved_before_does_not_come_back_by_one_hand() -> None:
    """
    After a correction the old text needs two people again, though two have signed it once.
    """
    first = name_of(BEGINNING, FIRST)
    words = [word(ANI, FIRST), word(BUDI, FIRST), word(ANI, SECOND, first), word(CITRA, SECOND, first)]
    second = name_of(first, SECOND)

    assert digests(*words, present=FIRST) == [SECOND]
    assert digests(*words, word(BUDI, FIRST, second), present=FIRST) == [SECOND]
    assert digests(*words, word(BUDI, FIRST, second), word(CITRA, FIRST, second), present=FIRST) == [FIRST]


def test_a_refusal_takes_nothing_away_and_counts_for_nothing() -> None:
    """
    Whoever refuses has not signed; what two others have let out stays.
    """
    assert digests(word(ANI, FIRST), word(BUDI, FIRST, verdict=REFUSE, why="salah")) == []
    assert digests(word(ANI, FIRST), word(CITRA, FIRST), word(BUDI, FIRST, verdict=REFUSE, why="salah")) == [FIRST]


def test_only_a_manager_with_a_reason_publishes_alone() -> None:
    """
    It goes out at once, and asks for a second person within a day.
    """
    alone = word(CITRA, FIRST, verdict=URGENT, why="banjir")
    state = standing([alone]).current(FIRST)

    assert state is not None
    assert not state.is_approved
    assert state.asks_by == MORNING + timedelta(hours=24)
    assert digests(replace(alone, reason="")) == []
    assert digests(replace(alone, member=BUDI)) == []
    confirmed = standing([alone, word(BUDI, FIRST, minute=5)]).current(FIRST)
    assert confirmed is not None
    assert confirmed.is_approved
    assert confirmed.name == state.name


def test_two_clones_that_went_on_apart_end_in_one_answer() -> None:
    """
    The present version where it is one of the two, else the later one; never an older one.
    """
    words = [word(ANI, FIRST), word(BUDI, FIRST), word(ANI, SECOND, minute=1), word(CITRA, SECOND, minute=2)]

    assert digests(*words, present=FIRST) == [FIRST]
    assert digests(*words, present=THIRD) == [SECOND]


@given(st.permutations(range(6)))
def test_the_order_of_arrival_does_not_matter(order: list[int]) -> None:
    """
    Merges, rebases and squashes bring letters in any order; the answer is the same.
    """
    first = name_of(BEGINNING, FIRST)
    words = [
        word(ANI, FIRST, verdict=OFFER),
        word(BUDI, FIRST, minute=1),
        word(ANI, SECOND, first, OFFER, 2),
        word(CITRA, SECOND, first, minute=3),
        word(BUDI, THIRD, first, minute=4),
        word(ANI, THIRD, first, REFUSE, 5, "belum"),
    ]

    assert standing(words[at] for at in order) == standing(words)


def thing(digest: str, *, path: str = "content/x.md", subject: str = "x", photo: str = "") -> Thing:
    files = {path: digest} | ({"content/foto.jpg": photo} if photo else {})
    return Thing(subject, path, digest, files)


def test_an_item_that_was_never_approved_is_left_out() -> None:
    """
    So is one of whose approved versions none is in git any more, and that is told apart.
    """
    known = standing([word(ANI, FIRST), word(BUDI, FIRST)])

    assert choose("x", [thing(SECOND)], standing([]), lambda *_: None).outcome is Outcome.LEFT_OUT
    assert choose("x", [thing(SECOND)], known, lambda *_: None).outcome is Outcome.LOST
    assert choose("x", [thing(FIRST)], known, lambda *_: None).outcome is Outcome.PRESENT


def test_a_deleted_item_stays_until_two_people_want_it_gone() -> None:
    """
    Its last approved version is taken from git; then not any more.
    """
    version = Version("content/x.md", {"content/x.md": "abc"})
    words = [word(ANI, FIRST), word(BUDI, FIRST)]
    first = name_of(BEGINNING, FIRST)

    assert choose("x", [], standing(words), lambda *_: version).outcome is Outcome.EARLIER
    words += [word(ANI, GONE, first), word(BUDI, GONE, first)]
    assert choose("x", [], standing(words), lambda *_: version).outcome is Outcome.GONE
    assert choose("x", [thing(FIRST)], standing(words), lambda *_: version).outcome is Outcome.LEFT_OUT


def test_an_earlier_version_does_not_take_the_place_of_another_item() -> None:
    """
    Two items that share a photo keep each the photo that was approved with it.
    """
    ours, theirs = thing(FIRST, photo="new"), thing(THIRD, path="content/y.md", subject="y", photo="new")
    version = Version("content/y.md", {"content/y.md": "o1", "content/foto.jpg": "o2"})
    standings = {
        "x": standing([word(ANI, FIRST), word(BUDI, FIRST)]),
        "y": standing([word(ANI, SECOND), word(BUDI, SECOND)]),
    }
    selected = select({"x": [ours], "y": [theirs]}, standings, lambda *_: version)

    assert selected.files["content/foto.jpg"].sha256 == "new"
    assert selected.files["content/y/foto.jpg"].oid == "o2"
    assert selected.files["content/y/y.md"].oid == "o1"
    assert "content/y.md" not in selected.files


def roster(*names: str, two: bool = True, former: tuple[str, ...] = ()) -> Roster:
    members = [Member(name, EDITOR, (), frozenset({f"key {name}"})) for name in names]
    return Roster(
        (*members, *(Member(name, EDITOR, (), frozenset(), frozenset({f"key {name}"})) for name in former)), two
    )


def sent(name: str, entry: Entry, person: str = "") -> Letter:
    return Letter(f"{name}-{entry.digest}", APPROVE, person or name, MORNING, "", (entry,), f"key {name}")


def test_the_list_changes_only_by_two_people_of_the_version_before() -> None:
    """
    Newcomers cannot vote themselves in, and each version is judged by the one before it.
    """
    versions = {FIRST: roster("Ani", "Budi"), SECOND: roster("Ani", "Budi", "Citra"), THIRD: roster("Citra", "Dewi")}
    first, second = name_of(BEGINNING, FIRST), name_of(name_of(BEGINNING, FIRST), SECOND)

    def last(*letters: Letter) -> str:
        return succession(FIRST, versions, letters)[-1].digest

    up = [sent(name, Entry(first, SECOND, SUBJECT, SUBJECT)) for name in ("Ani", "Budi")]
    coup = [sent(name, Entry(first, THIRD, SUBJECT, SUBJECT)) for name in ("Citra", "Dewi")]
    on = [sent(name, Entry(second, THIRD, SUBJECT, SUBJECT)) for name in ("Ani", "Citra")]
    assert last(up[0]) == FIRST
    assert last(*up) == SECOND
    assert last(*coup, up[0]) == FIRST
    assert last(*coup, *up) == SECOND
    assert last(*up, *on) == THIRD
    assert last(*on) == FIRST


def test_a_letter_in_somebody_elses_name_is_nobodys() -> None:
    """
    The key says who has signed; a letter that names another member is void, and so is a key under two names.
    """
    trust = Trust(roster("Ani", "Budi"))
    entry = Entry(BEGINNING, FIRST, "x", "content/x.md")
    twice = Roster((Member("Ani", keys=frozenset({"key Ani"})), Member("Budi", keys=frozenset({"key Ani"}))))

    assert trust.author(sent("Ani", entry)) is not None
    assert trust.author(sent("Ani", entry, "Budi")) is None
    assert trust.author(sent("Eka", entry)) is None
    assert Trust(twice).author(sent("Ani", entry)) is None


def test_who_has_left_approves_nothing_more_and_stays_valid_before() -> None:
    """
    A letter that was not there when the key ended may be from any day; it counts for nothing, whatever date it bears.
    """
    old, late = (sent("Eka", Entry(BEGINNING, digest, "x", "content/x.md")) for digest in (FIRST, SECOND))
    member = Member("Eka", EDITOR)
    trust = Trust(roster("Ani", former=("Eka",)), {"key Eka": (member, frozenset({old.name}))})

    assert trust.author(old) == member
    assert trust.author(late) is None


def test_the_list_is_read_as_it_is_written() -> None:
    """
    Duties, addresses, keys, revoked keys, who has left; a key that is wrong is none, and an unknown duty decides nothing.
    """
    found = roster_of(
        b"""two_people = true
[[person]]
name = "Ani"
duty = "penulis"
emails = ["Ani@Kantor.example"]
keys = ["ssh-ed25519 AAAA ani", "rusak"]
revoked = ["ssh-ed25519 BBBB"]
[[person]]
name = "Budi"
keys = ["ssh-ed25519 CCCC"]
left = "2026-11-01"
[[person]]
name = "Citra"
duty = "raja"
keys = ["ssh-ed25519 DDDD"]
"""
    )

    assert found is not None
    assert found.two_people
    ani, budi, citra = found.members
    assert [*ani.keys, *ani.former_keys] == ["ssh-ed25519 AAAA", "ssh-ed25519 BBBB"]
    assert found.writing_as("ani@kantor.EXAMPLE") == ani
    assert not budi.keys
    assert list(budi.former_keys) == ["ssh-ed25519 CCCC"]
    assert not citra.keys
    assert [each.name for each in found.signing()] == ["Ani"]
    assert roster_of(b"two_people = ") is None
