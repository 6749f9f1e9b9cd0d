"""The same pages as other visitors see them: readers on telephones, search engines, the fetchers of messengers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from mmc.release.paths import address
from mmc.release.verify.asking.fetch import Answer, Request
from mmc.release.verify.asking.visitors import FIRST_BYTES, MEANT, visits
from mmc.release.verify.findings import Finding, Sign
from mmc.release.verify.survey import ACTIVE, Survey, path_of, seal

NAMED = 3  # visitors that one finding names
# What a browser or a search engine acts upon; honest hosting says the same of it to everybody.
COMPARED = (
    "content-type",
    "content-security-policy",
    "content-language",
    "cross-origin-resource-policy",
    "referrer-policy",
)


@dataclass
class Views:
    """Who saw a file as it was published, and who saw what instead."""

    right: list[str] = field(default_factory=list)
    other: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    told: dict[str, Answer] = field(default_factory=dict)
    headers: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def seen_by_others(survey: Survey, chosen: list[str]) -> Iterator[Finding]:
    """What some visitors are shown that others are not; what everybody is shown was told before."""
    views: dict[str, Views] = defaultdict(Views)
    for answer in survey.ask(_questions(survey, chosen)):
        path = path_of(answer.request.address)
        name = answer.request.visit.name
        yield from survey.headers(answer, path)
        for header in COMPARED if answer.status == 200 else ():
            views[path].headers[header, answer.headers.get(header, "")].add(name)
        if problem := survey.wrong(answer, path):
            view = views[path]
            view.other[problem].append(name)
            view.told.setdefault(problem, answer)
        else:
            views[path].right.append(name)
    for path, view in views.items():
        yield from _differences(survey, path, view)


def _questions(survey: Survey, chosen: list[str]) -> Iterator[Request]:
    """The meant visitors ask for every page; all of them ask for the front and the machine files; the rest is drawn."""
    pages = [path for path in chosen if path.endswith(".html") and path != "404.html"]
    machine = [path for path in chosen if path.endswith(ACTIVE) and not path.endswith(".html")]
    images = survey.few([path for path in chosen if not path.endswith(ACTIVE)], 20)
    crowd = visits()
    front = sorted(pages, key=lambda path: path.count("/"))[:6] + survey.few(machine, 12)
    wanted = [(path, visit) for path in pages for visit in MEANT]
    survey.draw.shuffle(wanted)
    rest = [(path, visit) for path in front for visit in crowd]
    others = [(path, visit) for path in {*pages, *machine, *images} - {*front} for visit in crowd]
    survey.draw.shuffle(others)
    survey.draw.shuffle(rest)
    for path, visit in [*wanted, *rest, *others][: survey.visits]:
        has_range = visit.visitor.has_ranges and survey.files[path].size < FIRST_BYTES
        yield Request(address(path), visit=visit, has_range=has_range)


def _differences(survey: Survey, path: str, view: Views) -> Iterator[Finding]:
    where = address(path)
    for problem, names in view.other.items():
        answer = view.told[problem]
        if not view.right and len(view.other) == 1 and seal(answer) in survey.altered.get(path, ()):
            continue  # everybody gets this, and that was told
        others = f"; {_some(view.right)} melihat yang benar" if view.right else ""
        yield Finding(Sign.CLOAKED, where, f"{_some(names)}: {problem}{others}")
        if not answer.error:
            yield from survey.insertions(answer)
    for header in COMPARED:
        values = {value for name, value in view.headers if name == header}
        if len(values) > 1:
            rare = min(values, key=lambda value: len(view.headers[header, value]))
            names = sorted(view.headers[header, rare])
            yield Finding(Sign.CLOAKED, where, f"{_some(names)}: kepala {header} lain (“{rare[:80]}”)")


def _some(names: list[str]) -> str:
    listed = sorted(set(names))
    more = f" dan {len(listed) - NAMED} lainnya" if len(listed) > NAMED else ""
    return ", ".join(listed[:NAMED]) + more
