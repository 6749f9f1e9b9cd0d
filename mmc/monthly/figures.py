"""What a month's report says, from plain data: counted once, then shown as a page and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from statistics import median

from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE, Item
from mmc.base.vocabulary import Vocabulary

NOT_PROVEN = "belum terbukti"
NONE_NAMED = "tidak disebut"


@dataclass(frozen=True, slots=True)
class Month:
    """A month on the office's clock; `until` is its end, or now while it still runs."""

    first: date
    zone: tzinfo
    now: datetime

    @property
    def name(self) -> str:
        """`2026-10`."""
        return f"{self.first:%Y-%m}"

    @property
    def following(self) -> date:
        """The first day of the next month."""
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def before(self) -> Month:
        """The month before this one."""
        return Month((self.first - timedelta(days=1)).replace(day=1), self.zone, self.now)

    @property
    def is_running(self) -> bool:
        """True while its last day is not over."""
        return self.now.astimezone(self.zone).date() < self.following

    def holds(self, moment: datetime | None) -> bool:
        """True for a moment of this month."""
        return moment is not None and self.first <= moment.astimezone(self.zone).date() < self.following

    def days(self) -> list[date]:
        """Every day of the month that has begun."""
        last = min(self.following - timedelta(days=1), self.now.astimezone(self.zone).date())
        return [self.first + timedelta(days=number) for number in range((last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Count:
    """How often something came, and how often in the month before."""

    label: str
    number: int
    before: int = 0


@dataclass(frozen=True, slots=True)
class Delay:
    """Days from one day to another for one item; `what` says of which item."""

    what: str
    days: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A clarification of the month: when the rumour was seen, when it was answered, and how many days lie between."""

    number: str
    title: str
    verdict: str
    seen: date
    answered: date

    @property
    def days(self) -> int:
        """From the day on which the rumour was seen to the day of the answer."""
        return (self.answered - self.seen).days


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was said on an item that had gone out: a correction, a withdrawal."""

    sort: str
    at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that somebody owes, since or until when, and what to do."""

    what: str
    when: str
    mend: str


@dataclass(frozen=True, slots=True)
class Visits:
    """What the server's own log says of the month; there is nothing in it about anybody."""

    pages: int
    by_day: Sequence[tuple[date, int]]
    most_read: Sequence[tuple[str, str, int]]  # title, address, number
    came_from: Sequence[tuple[str, int]]
    by_machines: int
    not_found: int
    unreadable: int
    outside: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Happenings:
    """What the records say beside the items themselves."""

    sent: Sequence[tuple[str, datetime]] = ()  # network and moment of each announcement
    releases: Sequence[tuple[str, datetime]] = ()  # `rilis` or `pengembalian`
    waits: Sequence[tuple[str, str]] = ()  # what waits, and for what
    duties: Sequence[Duty] = ()
    unknown: Sequence[str] = ()
    visits: Visits | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The whole report."""

    month: Month
    total: Count
    by_kind: Sequence[Count]
    by_category: Sequence[Count]
    by_district: Sequence[Count]
    by_day: Sequence[tuple[date, int]]
    delays: Sequence[Delay]
    without_event: int
    answers: Sequence[Answer]
    open_claims: Sequence[str]
    notes: Sequence[Note]
    sent: Sequence[Count]
    releases: Sequence[Count]
    happenings: Happenings = field(default_factory=Happenings)

    @property
    def usual_delay(self) -> float | None:
        """The median of the days from event to publication; None where no item tells its event."""
        return median(each.days for each in self.delays) if self.delays else None

    @property
    def usual_answer(self) -> float | None:
        """The median of the days from a rumour to its answer."""
        return median(each.days for each in self.answers) if self.answers else None

    def within(self, days: int) -> int:
        """How many items went out at most so many days after their event."""
        return sum(each.days <= days for each in self.delays)


def figures_of(items: Iterable[Item], vocabulary: Vocabulary, month: Month, happenings: Happenings) -> Figures:
    """
    The report on these items, which are those that readers see at this moment.

    An item belongs to the month of its date of publication, whatever was changed later.
    """
    shown = [item for item in items if item.kind != PAGE and item.is_public(month.now)]
    now = [item for item in shown if month.holds(item.due_at)]
    earlier = [item for item in shown if month.before.holds(item.due_at)]
    kinds = {slug: kind.label for slug, kind in KINDS.items()}
    categories = {each.name: each.name for each in vocabulary.categories} | {"": NONE_NAMED}
    districts = {each.name: each.name for each in vocabulary.districts} | {"": NONE_NAMED}
    sorted_ones = ([each for each in listed if each.category or each.kind == "berita"] for listed in (now, earlier))
    categorised, categorised_before = sorted_ones
    days = Counter(item.due_at.astimezone(month.zone).date() for item in now)
    reports = [item for item in now if KINDS[item.kind].is_report]
    delays = sorted(_delays(reports, month), key=lambda each: -each.days)
    return Figures(
        month,
        Count("Semua naskah", len(now), len(earlier)),
        _counts(kinds, (item.kind for item in now), (item.kind for item in earlier)),
        _counts(categories, (i.category for i in categorised), (i.category for i in categorised_before)),
        _counts(districts, (item.district for item in now), (item.district for item in earlier)),
        [(day, days[day]) for day in month.days()],
        delays,
        len(reports) - len(delays),
        sorted(_answers(now, month), key=lambda each: (each.answered, each.number)),
        [f"{each.number} {each.title}".strip() for each in shown if _is_open(each)],
        sorted(_notes(shown, month), key=lambda each: each.at),
        _in_both(happenings.sent, month),
        _in_both(happenings.releases, month),
        happenings,
    )


def _counts(labels: Mapping[str, str], now: Iterable[str], before: Iterable[str]) -> list[Count]:
    """One of every label in the order of the office's list, also where there is none; what names nothing only where it is."""
    here, there = Counter(now), Counter(before)
    return [Count(label, here[key], there[key]) for key, label in labels.items() if key or here[key] or there[key]]


def _in_both(events: Iterable[tuple[str, datetime]], month: Month) -> list[Count]:
    events = list(events)
    here = Counter(name for name, at in events if month.holds(at))
    there = Counter(name for name, at in events if month.before.holds(at))
    return [Count(name, here[name], there[name]) for name in sorted(here | there)]


def _delays(items: Iterable[Item], month: Month) -> Iterable[Delay]:
    for item in items:
        if item.event_date is not None:
            days = (item.due_at.astimezone(month.zone).date() - item.event_date).days
            if days >= 0:  # one that tells beforehand what will be has not been late
                yield Delay(item.title, days)


def _answers(items: Iterable[Item], month: Month) -> Iterable[Answer]:
    for item in items:
        if item.claim_seen_date is not None:
            answered = item.due_at.astimezone(month.zone).date()
            yield Answer(item.number, item.title, item.verdict, item.claim_seen_date, answered)


def _is_open(item: Item) -> bool:
    return item.verdict == NOT_PROVEN and item.withdrawn is None


def _notes(items: Iterable[Item], month: Month) -> Iterable[Note]:
    for item in items:
        yield from (
            Note(each.kind, each.at, item.title, each.text) for each in item.corrections if month.holds(each.at)
        )
        if item.withdrawn is not None and month.holds(item.withdrawn.at):
            yield Note("penarikan", item.withdrawn.at, item.title, item.withdrawn.text)
