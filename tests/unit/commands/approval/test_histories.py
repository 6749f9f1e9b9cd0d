"""A random machine of histories: whatever three people do with git, what goes out is exactly what a plain model says."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mmc.approvals.letters import APPROVE, FOLDER, Entry, file_name, text_of
from mmc.approvals.states import GONE
from mmc.base.problems import ContentError
from mmc.commands.approval.standing import Project
from tests.conftest import IS_LONG
from tests.unit.approvals.signing import NOON
from tests.unit.commands.newsroom import STORY, Clone, Newsroom, make_newsroom

NAMES = ("ani", "budi", "citra")
ITEMS = {"satu": "brs-2026-01-31-aaaa", "dua": "brs-2026-01-31-bbbb"}
WORDS = st.sampled_from(["merah", "kuning", "hijau", "biru"])
PEOPLE, ITEM = st.sampled_from(NAMES), st.sampled_from(sorted(ITEMS))


def place(item: str, name: str = "") -> str:
    return f"content/berita/2026/01/2026-01-31-{name or item}.md"


class Model:
    """
    What ought to go out, without git and without digests: for each clone, the words of people on words.

    A chain is a list of texts of one item, each let out by two people (or the manager alone) as they followed the one
    before. Everything that was ever said in a clone's history counts there.
    """

    def __init__(self) -> None:
        self.said: set[tuple[tuple[str, ...], str, str, str]] = set()  # (chain before, text, who, how)

    def chain(self, item_words: set[tuple[tuple[str, ...], str, str, str]]) -> tuple[str, ...]:
        """The longest chain that these words make; only one can grow, since the machine never lets two clones go on apart."""
        chain: tuple[str, ...] = ()
        while True:
            following = {text for before, text, _, _ in item_words if before == chain}
            out = [
                text
                for text in sorted(following)
                if self.is_out({(who, how) for b, t, who, how in item_words if (b, t) == (chain, text)})
            ]
            if not out:
                return chain
            assert len(out) == 1
            chain = (*chain, out[0])

    @staticmethod
    def is_out(words: set[tuple[str, str]]) -> bool:
        """Two people, one of them no writer; or the manager, in haste."""
        people = {who for who, _ in words}
        return (len(people) > 1 and bool(people & {"budi", "citra"})) or ("citra", "mendesak") in words


class Histories(RuleBasedStateMachine):
    """One shared line of history on one disk, at which three people work in turn with keys of their own."""

    newsroom: Newsroom

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="riwayat-"))
        self.newsroom = make_newsroom(self.folder)
        self.desk = self.newsroom["ani"]
        self.model = Model()
        self.words: dict[str, set[tuple[tuple[str, ...], str, str, str]]] = {item: set() for item in ITEMS}
        self.present: dict[str, str] = {}  # what the folder says; missing: no file
        self.names: dict[str, str] = {}
        self.in_git: dict[str, set[str]] = {item: set() for item in ITEMS}
        self.base = self.desk.git("rev-parse", "HEAD")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def at(self, who: str) -> Clone:
        return Clone(self.desk.root, who, self.newsroom[who].key)

    def commit(self, who: str, message: str = "ubah") -> None:
        self.at(who).commit(message)
        for item, text in self.present.items():
            self.in_git[item].add(text)

    @rule(who=PEOPLE, item=ITEM, word=WORDS, named=PEOPLE)
    def edits(self, who: str, item: str, word: str, named: str) -> None:
        """Somebody writes, under whatever name he likes to give in git."""
        path = place(item, self.names.setdefault(item, item))
        text = STORY.format(title=f"Kabar {item}", status="terbit", id=ITEMS[item], body=word).replace(
            "author:", f"slug: {item}\nauthor:"
        )
        self.desk.write(path, text)
        self.present[item] = word
        self.commit(named)

    @precondition(lambda self: self.present)
    @rule(who=PEOPLE, data=st.data())
    def deletes(self, who: str, data: st.DataObject) -> None:
        item = data.draw(st.sampled_from(sorted(self.present)))
        (self.desk.root / place(item, self.names[item])).unlink()
        del self.present[item]
        self.commit(who)

    @precondition(lambda self: self.present)
    @rule(who=PEOPLE, data=st.data(), name=st.sampled_from(["lama", "baru", "lain"]))
    def renames(self, who: str, data: st.DataObject, name: str) -> None:
        """The address stays, so no reader sees it."""
        item = data.draw(st.sampled_from(sorted(self.present)))
        old, new = self.desk.root / place(item, self.names[item]), self.desk.root / place(item, f"{name}-{item}")
        old.rename(new)
        self.names[item] = f"{name}-{item}"
        self.commit(who)

    @precondition(lambda self: any(self.words.values()) or self.present)
    @rule(who=PEOPLE, item=ITEM, is_urgent=st.booleans())
    def approves(self, who: str, item: str, is_urgent: bool) -> None:
        chain = self.model.chain(self.words[item])
        text = self.present.get(item, GONE)
        known = item in self.present or (chain and chain[-1] != GONE)
        try:
            self.at(who).approve(ITEMS[item], is_urgent=is_urgent, why="alasan" if is_urgent else "")
        except ContentError:
            assert not known or (is_urgent and (who != "citra" or item not in self.present))
            return
        for other, word in self.present.items():
            self.in_git[other].add(word)
        before = chain[:-1] if chain and chain[-1] == text else chain
        had = {w for b, t, w, _ in self.words[item] if (b, t) == (before, text)}
        if who not in had or is_urgent:
            self.words[item].add((before, text, who, "mendesak" if is_urgent else "setuju"))

    @rule(who=PEOPLE, item=ITEM)
    def refuses(self, who: str, item: str) -> None:
        """It changes nothing of what goes out; whoever approves it later has been told, and says so."""
        if item in self.present:
            self.at(who).refuse(ITEMS[item], "belum")
            for file in sorted((self.desk.root / FOLDER).rglob("*.txt")):
                if "putusan: tolak" in file.read_text("utf-8"):
                    file.unlink()  # so that the next approval need not answer it
            self.commit(who)

    @precondition(lambda self: self.present)
    @rule(who=PEOPLE, posing=PEOPLE, data=st.data())
    def forges(self, who: str, posing: str, data: st.DataObject) -> None:
        """A letter in another's name, or by a key that is nobody's, or with a signature over other words."""
        item = data.draw(st.sampled_from(sorted(self.present)))
        project = Project(self.desk.root)
        thing = project.things[ITEMS[item]][0]
        before, _ = project.standing_of(thing.subject).waiting_on(thing.digest)
        project.close()
        text = text_of(APPROVE, posing, NOON, [Entry(before, thing.digest, thing.subject, thing.path)])
        key = self.newsroom["dewi"].key if who == posing else self.newsroom[who].key
        signature = key.sign(text) if data.draw(st.booleans()) else self.newsroom[posing].key.sign(text + "x")
        self.desk.write(f"{FOLDER}/{file_name(text)}", text + signature)
        self.commit(posing)

    @rule(who=PEOPLE)
    def takes_letters_away(self, who: str) -> None:
        """Once they are in git they are in git."""
        shutil.rmtree(self.desk.root / FOLDER, ignore_errors=True)
        self.commit(who)

    @rule(who=PEOPLE)
    def merges_a_branch(self, who: str) -> None:
        """A side line that carries letters and nothing else."""
        desk = self.at(who)
        desk.git("switch", "-q", "-c", "samping", "HEAD~0")
        self.commit(who, "samping")
        desk.git("switch", "-q", "main")
        self.commit(who, "utama")
        desk.git("merge", "-q", "--no-ff", "-m", "gabung", "samping")
        desk.git("branch", "-q", "-D", "samping")

    @rule(who=PEOPLE)
    def rebases(self, who: str) -> None:
        """All of it written anew by somebody: other numbers, other committers, the same files."""
        self.at(who).git("rebase", "-q", "--force-rebase", self.base)

    @rule(who=PEOPLE)
    def squashes(self, who: str) -> None:
        """Texts in between are lost to git for ever; letters that still lie in the folder are not."""
        lost = {letter.name for letter in self.letters()}
        self.at(who).git("reset", "-q", "--soft", self.base)
        there = {
            path.relative_to(self.desk.root / FOLDER).as_posix() for path in (self.desk.root / FOLDER).rglob("*.txt")
        }
        if not lost <= there:
            self.at(who).git(
                "reset", "-q", "--soft", "ORIG_HEAD"
            )  # a letter that was taken away would be lost: another matter
            return
        self.in_git = {item: set() for item in ITEMS}
        self.commit(who, "Gabungan (#7)")

    def letters(self) -> list:  # type: ignore[type-arg]
        project = Project(self.desk.root)
        try:
            return project.letters
        finally:
            project.close()

    @rule()
    def forgets(self) -> None:
        """A fresh clone remembers nothing of what this machine had looked at."""
        shutil.rmtree(self.desk.root / ".cache", ignore_errors=True)

    @invariant()
    def what_goes_out_is_what_the_model_says(self) -> None:
        if not hasattr(self, "desk"):
            return
        expected = set()
        for item in ITEMS:
            chain = self.model.chain(self.words[item])
            if chain and chain[-1] == self.present.get(item):
                expected.add((item, chain[-1]))
                continue
            while chain and chain[-1] not in self.in_git[item] and chain[-1] != GONE:
                chain = chain[:-1]
            if chain and chain[-1] != GONE:
                expected.add((item, chain[-1]))
        found = set()
        for path, text in self.desk.goes_out().items():
            item = next((each for each, number in ITEMS.items() if number in text), "")
            if path.endswith(".md") and item:
                found.add((item, text.strip().splitlines()[-1]))
        assert found == expected


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=2000 if IS_LONG else int(os.environ.get("MMC_HISTORIES", "4")),
    stateful_step_count=25 if IS_LONG else 12,
    deadline=None,
    derandomize=not IS_LONG,
    suppress_health_check=list(HealthCheck),
)
