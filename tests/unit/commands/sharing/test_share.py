"""Sharing as people do it who have never heard of git: three clones, one passage, no network, a USB stick."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmc.base.problems import ContentError
from tests.unit.commands.newsroom import PANEN, Clone, Newsroom, make_newsroom

OTHER = "content/berita/2026/02/2026-02-01-pasar.md"
MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make_newsroom(tmp_path)


def text(clone: Clone, path: str = PANEN) -> str:
    return (clone.root / path).read_text("utf-8")


def is_clean(clone: Clone) -> bool:
    """Nothing is half done, and no file of the folder holds a marker of git's."""
    files = [path for path in clone.root.rglob("*") if path.is_file() and ".git" not in path.parts]
    words = "\n".join(path.read_text("utf-8", "replace") for path in files)
    return clone.git("status", "--porcelain") == "" and not any(mark in words for mark in MARKS)


def test_work_on_different_passages_needs_no_question(newsroom: Newsroom) -> None:
    """
    Title by one, text by the other: both have both, and the history was merged, never rewritten.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.edit(PANEN, "title: Panen", "title: Pesta Panen")
    ani.share()
    tip = ani.git("rev-parse", "HEAD")
    budi.edit(PANEN, "hari Sabtu", "hari Senin")
    mine = budi.git("rev-parse", "HEAD")
    assert budi.share() == 0
    assert ani.share() == 0

    assert text(ani) == text(budi)
    assert "Pesta Panen" in text(ani)
    assert "Senin" in text(ani)
    budi.git("merge-base", "--is-ancestor", tip, "HEAD")
    budi.git("merge-base", "--is-ancestor", mine, "HEAD")
    assert is_clean(ani)
    assert is_clean(budi)


@pytest.mark.parametrize(
    ("choice", "words"),
    [("saya", ["Selasa"]), ("rekan", ["Senin"]), ("keduanya", ["Selasa", "Senin"])],
)
def test_one_passage_by_two_people_is_asked(newsroom: Newsroom, choice: str, words: list[str]) -> None:
    """
    Who wrote which is said, both versions are shown, nothing is lost; the answer is what everybody has.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.edit(PANEN, "hari Sabtu", "hari Senin")
    ani.share()
    budi.edit(PANEN, "hari Sabtu", "hari Selasa")
    assert budi.share() == 1
    assert "hari Selasa" in text(budi)
    assert "Versi ani (rekan):\nPetani menuai padi pada hari Senin." in budi.last_words()
    assert "Versi Anda (saya):\nPetani menuai padi pada hari Selasa." in budi.last_words()
    assert is_clean(budi)
    assert budi.share(lambda _, choices: choice if choice in choices else "") == 0
    ani.share()

    assert [day for day in ("Selasa", "Senin", "Sabtu") if day in text(ani)] == words
    assert text(ani) == text(budi)
    assert is_clean(budi)


def test_one_field_by_two_people_is_never_written_twice(newsroom: Newsroom) -> None:
    """
    For a line of the header there is no “both”.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.edit(PANEN, "title: Panen Raya Dimulai", "title: Panen Raya Usai")
    ani.share()
    budi.edit(PANEN, "title: Panen Raya Dimulai", "title: Panen Raya Batal")
    seen: list[tuple[str, ...]] = []

    def answer(_: str, choices: tuple[str, ...]) -> str:
        seen.append(choices)
        return "rekan"

    assert budi.share(answer) == 0
    assert seen == [("saya", "rekan")]
    assert text(budi).count("title:") == 1
    assert "Usai" in text(budi)


@pytest.mark.parametrize("deleter", ["ani", "budi"])
def test_deleted_by_one_and_changed_by_the_other_is_asked(newsroom: Newsroom, deleter: str) -> None:
    """
    Neither the deletion nor the change wins by itself.
    """
    for name in ("ani", "budi"):
        if name == deleter:
            (newsroom[name].root / PANEN).unlink()
        else:
            newsroom[name].edit(PANEN, "hari Sabtu", "hari Senin")
    assert newsroom["ani"].share() == 0
    budi = newsroom["budi"]
    assert budi.share() == 1
    assert "menghapusnya" in budi.last_words()
    assert budi.share(choice="rekan") == 0

    assert (budi.root / PANEN).exists() is (deleter == "budi")
    assert is_clean(budi)


def test_two_new_items_of_one_name_are_both_kept(newsroom: Newsroom) -> None:
    """
    They are different items: the later one gets another name, and nobody is asked.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.story("Pasar dibuka.", OTHER, number="brs-2026-02-01-aaaa")
    ani.share()
    budi.story("Pasar ditutup.", OTHER, number="brs-2026-02-01-bbbb")
    assert budi.share() == 0

    assert "dibuka" in text(budi, OTHER)
    assert "ditutup" in text(budi, OTHER.replace(".md", "-2.md"))


def test_one_photo_exchanged_by_two_people_is_asked(newsroom: Newsroom) -> None:
    """
    A photo has no passages: one of the two is taken as a whole.
    """
    photo = PANEN.replace(".md", "-1.jpg")
    for name, data in (("ani", b"\xff\xd8\0A"), ("budi", b"\xff\xd8\0B")):
        (newsroom[name].root / photo).write_bytes(data)
    newsroom["ani"].share()
    budi = newsroom["budi"]
    assert budi.share() == 1
    assert budi.share(choice="saya") == 0

    assert (budi.root / photo).read_bytes() == b"\xff\xd8\0B"


def test_a_renamed_file_that_the_other_edited_is_one_file(newsroom: Newsroom) -> None:
    """
    The edit follows the file to its new name.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    (ani.root / PANEN).rename(ani.root / PANEN.replace("panen-raya", "panen"))
    ani.share()
    budi.edit(PANEN, "hari Sabtu", "hari Senin")
    assert budi.share() == 0

    assert "Senin" in text(budi, PANEN.replace("panen-raya", "panen"))
    assert not (budi.root / PANEN).exists()


def test_without_a_network_work_is_kept_and_goes_out_later(newsroom: Newsroom) -> None:
    """
    It is recorded on this machine, and said so; the next time everything arrives.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    away = newsroom.centre.rename(newsroom.folder / "jauh")
    budi.edit(PANEN, "hari Sabtu", "hari Senin")
    assert budi.share() == 1
    assert "tidak dapat dihubungi" in budi.last_words()
    assert budi.git("status", "--porcelain") == ""
    away.rename(newsroom.centre)
    assert budi.share() == 0
    ani.share()

    assert "Senin" in text(ani)


def test_a_usb_stick_carries_everybodys_work(newsroom: Newsroom) -> None:
    """
    Back and forth, without any network; a bundle that was cut off stops nobody.
    """
    ani, budi, citra = newsroom["ani"], newsroom["budi"], newsroom["citra"]
    newsroom.centre.rename(newsroom.folder / "jauh")
    stick = newsroom.folder / "usb"
    stick.mkdir()
    (stick / "mmc-rusak-000000.bundle").write_bytes(b"# v2 git bundle\n")
    ani.edit(PANEN, "hari Sabtu", "hari Senin")
    assert ani.share(to=str(stick)) == 0
    budi.edit(PANEN, "title: Panen", "title: Pesta Panen")
    assert budi.share(to=str(stick)) == 0
    assert citra.share(to=str(stick)) == 0
    assert ani.share(to=str(stick)) == 0

    assert text(ani) == text(budi) == text(citra)
    assert "Pesta Panen" in text(ani)
    assert "rusak" in budi.last_words()
    with pytest.raises(ContentError, match="tidak ada"):
        ani.share(to=str(newsroom.folder / "tidak-ada"))


def test_code_never_arrives_by_itself(newsroom: Newsroom) -> None:
    """
    What came before it is taken; the code only with a word of its own, and a release never takes it.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.edit(PANEN, "hari Sabtu", "hari Senin")
    ani.share()
    ani.write("mmc/qr.py", "print(1)\n")
    ani.share()
    assert budi.takes() != []
    assert "Senin" in text(budi)
    assert not (budi.root / "mmc/qr.py").exists()
    budi.edit(PANEN, "title: Panen", "title: Pesta Panen")
    assert budi.share() == 1
    assert "ani mengubah kode" in budi.last_words()
    assert budi.share(with_code=True) == 0

    assert (budi.root / "mmc/qr.py").exists()


def test_a_release_takes_what_needs_no_question(newsroom: Newsroom) -> None:
    """
    A timer has nobody to ask: then it releases what is here and says so; half an edit in the folder is left alone.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.edit(PANEN, "hari Sabtu", "hari Senin")
    ani.share()
    budi.write(OTHER, "setengah jadi")
    assert budi.takes()[-1].startswith("Diambil dari rekan: ")
    assert "Senin" in text(budi)
    assert text(budi, OTHER) == "setengah jadi"
    ani.edit(PANEN, "hari Senin", "hari Rabu")
    ani.share()
    budi.edit(PANEN, "hari Senin", "hari Kamis")
    told = budi.takes()
    assert "tidak dapat diambil" in told[0]
    assert "Kamis" in text(budi)
    budi.commit()
    told = budi.takes()

    assert "harus dipilih" in told[0]
    assert "Kamis" in text(budi)
    newsroom.centre.rename(newsroom.folder / "jauh")
    assert "tidak dapat diambil" in budi.takes()[0]


def test_two_who_share_at_once_both_arrive(newsroom: Newsroom) -> None:
    """
    Whoever was slower takes and sends again by itself.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.edit(PANEN, "title: Panen", "title: Pesta Panen")
    budi.edit(PANEN, "hari Sabtu", "hari Senin")
    hook = newsroom.centre / "hooks/pre-receive"
    lines = [
        "#!/bin/sh",
        f"rm -f {hook}",
        "unset GIT_DIR GIT_QUARANTINE_PATH",
        f"cd {ani.root}",
        "git -c user.name=ani -c user.email=ani@kantor.example commit -qam x",
        "git push -q origin HEAD",
    ]
    script = "\n".join([*lines, ""])
    hook.write_text(script, "utf-8")
    hook.chmod(0o755)
    assert budi.share() == 0

    assert "Pesta Panen" in text(budi)
    assert "Senin" in text(budi)


def test_an_unfinished_merge_of_git_is_not_made_worse(newsroom: Newsroom) -> None:
    """
    Somebody tried it by hand: the command says how to end that first.
    """
    budi = newsroom["budi"]
    (budi.root / ".git/MERGE_HEAD").write_text(budi.git("rev-parse", "HEAD") + "\n", "utf-8")

    with pytest.raises(ContentError, match="belum selesai"):
        budi.share()


def test_a_folder_without_git_is_told(newsroom: Newsroom) -> None:
    """
    So is a clone without a place to share at.
    """
    budi = newsroom["budi"]
    budi.git("remote", "remove", "origin")
    with pytest.raises(ContentError, match="tempat berbagi"):
        budi.share()
    shutil.rmtree(budi.root / ".git")
    with pytest.raises(ContentError, match="repositori git"):
        budi.share()


def test_the_answer_of_two_is_signed_by_neither_alone(newsroom: Newsroom) -> None:
    """
    A text that grew from two people's work bears no signature that nobody has given.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.edit(PANEN, "title: Panen", "title: Pesta Panen")
    ani.share()
    budi.edit(PANEN, "hari Sabtu", "hari Senin")
    budi.share()
    ani.share()
    before = budi.goes_out()
    budi.approve("panen-raya")

    assert budi.goes_out() == before
