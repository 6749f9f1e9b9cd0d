"""The search index: what a release and a reader's browser rely on."""

import json
import subprocess
from pathlib import Path

from mmc.indonesian.roots import KNOWN, roots
from mmc.search import Archive, Choice, Lists, SearchRecord, Words, archive_files, head
from mmc.search.files import BODY, CHUNK, NAMED, OFTEN, TITLE
from mmc.search.words import words_of

SAME = Words([["pinjol", "pinjaman daring", "pinjaman online"], ["hoaks", "hoax"]])


def records(count: int, text: str = "Petani memanen padi") -> list[SearchRecord]:
    """Items of three kinds, the newest first; every seventh answers a rumour."""
    return [
        SearchRecord(
            f"/berita/2026/01/panen-{number}/",
            f"Panen ke-{number}",
            "Ringkasan panen.",
            f"{text} di lahan nomor {number}.",
            f"{2026 - number // 20}-01-01",
            ("berita", "agenda", "galeri")[number % 3],
            names="Siti Aminah",
            category=("ekonomi", "")[number % 2],
            verdict="" if number % 7 else "konten palsu",
        )
        for number in range(count)
    ]


def places(archive: Archive, term: str) -> dict[int, int]:
    """Where each item of the archive holds the term."""
    shards = [json.loads(data) for path, data in archive.files.items() if path.startswith("kata-")]
    [steps] = [shard[term] for shard in shards if term in shard]
    found, number = {}, 0
    for step in steps:
        number += step >> 2
        found[number] = step & 3
    return found


def test_the_same_items_give_the_same_bytes_under_the_same_name() -> None:
    """
    An archive without change is neither written nor uploaded again; one with a change has another name.
    """
    one, same, other = (archive_files(records(80, text), SAME) for text in ("padi", "padi", "rotan"))

    assert (one.name, one.files) == (same.name, same.files)
    assert other.name != one.name
    assert Archive.of(one.kept()).files == one.files
    assert head([], Archive.of(one.kept()), Lists(), SAME, "/a/") == head([], one, Lists(), SAME, "/a/")


def test_a_word_tells_where_it_stands() -> None:
    """
    Title before summary and names, these before the text, a word that returns before one that stands once.
    """
    archive = archive_files([*records(1, "padi padi padi"), *records(1, "rotan")], SAME)

    assert places(archive, "panen") == {0: TITLE, 1: TITLE}
    assert places(archive, "siti") == {0: NAMED, 1: NAMED}
    assert places(archive, "padi") == {0: OFTEN}
    assert places(archive, "rotan") == {1: BODY}


def test_phrases_of_a_line_have_one_term_in_every_form() -> None:
    """
    `pinjol` and `pinjaman daring` are found by each other; the words of a phrase apart are not the phrase.
    """
    assert "=pinjol" in SAME.terms("Waspadai Pinjaman Daring ilegal")
    assert "=pinjol" in SAME.terms("korban PINJOL")
    assert "=pinjol" not in SAME.terms("Pinjaman bank, ruang daring")


def test_words_are_plain_whatever_their_accents() -> None:
    """
    `Jum’at` is found as `jumat`; what every text has is left out, negations are not.
    """
    assert words_of("Jum’at, “Café” di Buntok TIDAK dan 3M-Plus") == ["jumat", "cafe", "buntok", "tidak", "3m", "plus"]


def test_what_is_shown_holds_no_metadata_and_is_cut_into_files() -> None:
    """
    A result is title, summary, day and kind; a clarification also says who answered. Names are found, never shown.
    """
    archive = archive_files(records(CHUNK + 1), SAME)
    shown = json.loads(archive.files["isi-0.json"])

    assert shown[1] == ["/berita/2026/01/panen-1/", "Panen ke-1", "Ringkasan panen.", "2026-01-01", "agenda"]
    assert len(shown[0]) == 8
    assert len(json.loads(archive.files["isi-1.json"])) == 1
    assert not any(b"Siti" in data for path, data in archive.files.items() if path.startswith("isi"))


def test_the_head_can_stand_in_a_page() -> None:
    """
    Nothing that an item says ends the block of data or begins markup; only filled filters are offered.
    """
    evil = [SearchRecord("/a/", "</script><img src=x>", "<!--", "<b>", "2026-01-01", "berita")]
    text = head(evil, Archive(), Lists([Choice("berita", "Berita")]), SAME, "")

    assert "<" not in text
    assert json.loads(text)["baru"]["isi"][0][1] == "</script><img src=x>"
    assert [each["nama"] for each in json.loads(text)["pilihan"]] == ["jenis"]


def test_a_slip_is_looked_up_by_its_first_two_letters() -> None:
    """
    Whichever letter is wrong, the word stands in the file of one of them.
    """
    files = archive_files(records(2), SAME).files

    assert "panen" in json.loads(files["ejaan-p.json"]).split()
    assert "panen" in json.loads(files["ejaan-a.json"]).split()


def test_the_phone_knows_the_same_roots_and_phrases(tmp_path: Path, node: str) -> None:
    """
    The script in the browser reads words as the index was made, for every word of our own texts and for odd ones.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("content").rglob("*.md"))]
    known = [word for phrase in SAME.same for word in phrase]
    words = sorted(
        {word for text in [*texts, *KNOWN, *known] for word in words_of(text)} | {"menge", "di", "peng", "constructor"}
    )
    phrases = ["Jum’at pinjaman online, Café HOAX", "judi", "yang", "3M-Plus", "mengenalinya"]
    (tmp_path / "head.json").write_text(head([], Archive(), Lists(), SAME, ""), encoding="utf-8")
    (tmp_path / "words.json").write_text(json.dumps([words, phrases]), encoding="utf-8")
    (tmp_path / "search.mjs").write_bytes(Path("theme/static/js/search.js").read_bytes())
    (tmp_path / "run.mjs").write_text(
        """
        import { readFileSync } from "node:fs";
        import { partsOf, roots, wordsOf } from "./search.mjs";
        const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url)));
        const head = read("head.json");
        const [words, phrases] = read("words.json");
        const terms = (text) => partsOf(text, head).map((part) => part.ways[0]);
        const known = words.map((word) => roots(word, head));
        console.log(JSON.stringify([known, phrases.map((text) => wordsOf(text, head)), terms(phrases[0])]));
        """,
        encoding="utf-8",
    )
    answer = subprocess.run([node, tmp_path / "run.mjs"], capture_output=True, check=True, timeout=60)
    found, read, parts = json.loads(answer.stdout)

    assert len(words) > 2000
    assert {word: tuple(each) for word, each in zip(words, found, strict=True)} == {word: roots(word) for word in words}
    assert read == [words_of(text) for text in phrases]
    assert parts == [[["jumat"]], [["=pinjol"]], [["cafe"]], [["=hoaks"]]]
