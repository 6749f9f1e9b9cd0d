"""The project under the rule of two: what its things are, what is decided on each, and what may go out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mmc.approvals.letters import BEGINNING, Letter
from mmc.approvals.people import Roster
from mmc.approvals.selection import Selection, select
from mmc.approvals.states import Standing, State, Trust, standing
from mmc.approvals.succession import SUBJECT, Step
from mmc.approvals.things import Thing
from mmc.base.items.schema import EVER
from mmc.base.problems import ContentError
from mmc.base.vocabulary import Vocabulary, load_vocabulary
from mmc.commands.approval import trust
from mmc.commands.approval.inventory import Inventory
from mmc.commands.approval.letterbox import letters_of
from mmc.commands.approval.versions import Versions
from mmc.history.repository import Repository

APPROVED = Path(".cache") / "disetujui"  # the folder of what is approved, see `overlay`


@dataclass
class Project:
    """One project as several people work on it; everything is looked up when it is first asked for."""

    root: Path
    vocabulary: Vocabulary = field(init=False)
    repository: Repository | None = field(init=False)

    def __post_init__(self) -> None:
        """Raises `ContentError` when `data/` itself is wrong and no approved one is at hand."""
        try:
            self.vocabulary = load_vocabulary(self.root / "data")
        except ContentError:
            if not (self.root / APPROVED / "data").is_dir():
                raise
            self.vocabulary = load_vocabulary(self.root / APPROVED / "data")  # half an edit of data/ stops no release
        repository = Repository(self.root)
        self.repository = repository if (self.root / ".git").exists() and repository.exists() else None

    def close(self) -> None:
        """Nothing of git runs any more."""
        if self.repository is not None:
            self.repository.close()

    @cached_property
    def candidates(self) -> list[trust.Candidate]:
        """Every version of the newsroom's list."""
        return trust.candidates(self.root, self.repository)

    @property
    def was_ever_asked(self) -> bool:
        """True when two people were asked for at any time."""
        return any(each.roster.asks_for_two for each in self.candidates)

    @cached_property
    def letters(self) -> list[Letter]:
        """Every letter whose signature holds."""
        return letters_of(self.root, self.repository)

    @cached_property
    def steps(self) -> list[Step]:
        """Every version of the list that counted."""
        return trust.steps_of(self.candidates, self.letters, self.repository)

    @property
    def needs_two(self) -> bool:
        """True when readers see only what two people have approved; for two people to end."""
        return self.was_ever_asked and bool(self.steps) and self.steps[-1].roster.two_people

    @property
    def lacks_people(self) -> bool:
        """True when the list asks for two people and there are not two who could sign, so that it asks in vain."""
        now = self.candidates[-1].roster if self.candidates else Roster()
        return now.two_people and not now.asks_for_two

    @cached_property
    def trust(self) -> Trust:
        """Whose word counts; before two people are asked for, that of everybody in the list as it is."""
        if self.steps:
            return trust.trust_of(self.steps, self.repository, self.letters)
        return Trust(self.candidates[-1].roster if self.candidates else Roster())

    @cached_property
    def inventory(self) -> Inventory:
        """The things as they are in the folder."""
        return Inventory(self.root, self.vocabulary)

    @cached_property
    def unrecorded(self) -> frozenset[str]:
        """The files that differ from the last commit."""
        return frozenset(self.repository.changed() if self.repository else ())

    @property
    def things(self) -> Mapping[str, list[Thing]]:
        """The things in the folder by their names."""
        return self.inventory.things

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """What is decided on each thing."""
        found = {subject: standing(words) for subject, words in self.trust.signatures(self.letters).items()}
        if self.steps:
            found[SUBJECT] = self._of_the_list(found.get(SUBJECT, Standing()))
        return found

    def standing_of(self, subject: str) -> Standing:
        """What is decided on one thing."""
        return self.standings.get(subject, Standing())

    @cached_property
    def versions(self) -> Versions:
        """Finds approved versions in git."""
        places = {subject: things[0].path for subject, things in self.things.items()}
        return Versions(self.root, self.repository, self.vocabulary, places)

    @cached_property
    def selection(self) -> Selection:
        """What may go out."""
        selected = select(self.things, self.standings, self.versions.find)
        self.versions.save()
        return selected

    def _of_the_list(self, known: Standing) -> Standing:
        """The list's own states are those that people of the version before have approved."""
        states: dict[str, State] = {}
        before = BEGINNING
        for depth, step in enumerate(self.steps, 1):
            at = step.state.at if step.state else self.letters[0].at if self.letters else EVER
            signatures = step.state.signatures if step.state else ()
            states[step.name] = State(step.name, before, step.digest, SUBJECT, depth, at, signatures, is_approved=True)
            before = step.name
        return Standing(states, known.signatures)
