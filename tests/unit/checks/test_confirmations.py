"""A way out of a false alarm, and the list of those who took it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from mmc.base.vocabulary import Confirmation
from mmc.checks import Gatekeeper, Summary, context_of
from mmc.commands.accepted import MOST, accepted
from mmc.prose import markdown
from tests.unit.checks.newsroom import BODY, NOW, PATH, codes, item, keeper
from tests.unit.checks.test_published_as_is import DOCUMENT, pdf

ADVERT = BODY + "\n\nDepo 10rb dapat 50rb, wd tanpa batas, proses kilat."


def summary(body: str = BODY, **fields: str) -> Summary:
    found = keeper().examine(item(body, **fields), PATH).summary
    assert found is not None
    return found


def test_a_false_alarm_is_let_through_by_its_words() -> None:
    """What the report told is copied into the header with a reason; the report says how."""
    [problem] = [each for each in keeper().examine(item(ADVERT), PATH).problems if each.code == "advert"]
    finding = problem.hint.partition("`- finding: ")[2].partition("`")[0]

    assert codes(item(ADVERT, confirmed=f"\n  - finding: {finding}\n    reason: Kutipan pesan penipuan")) == set()


def test_nobody_confirms_what_can_be_written_otherwise() -> None:
    """An address that leads on, an invitation, letters in costume stay refused."""
    for text in ("[x y](https://www.youtube.com/redirect?q=https%3A%2F%2Fa-b.xyz)", "Kabar dari 𝗞𝗲𝗺𝗯𝗮𝗻𝗴 itu"):
        for problem in keeper().examine(item(f"{BODY}\n\n{text}"), PATH).problems:
            if problem.code in {"leading-on", "decorated"}:
                assert "confirmed" not in problem.hint


def test_a_document_has_a_way_out() -> None:
    """It has no header, so the office's list names file, finding and reason."""
    vocabulary = replace(
        keeper().vocabulary, confirmations=(Confirmation(DOCUMENT, "slot gacor", "Nama acara burung"),)
    )
    calm = Gatekeeper(vocabulary, context_of(vocabulary, NOW), markdown.convert, lambda _data, _path: ())
    document = pdf(text="Lomba slot gacor")

    assert "situs-tepercaya.toml" in keeper().examine(document, DOCUMENT).problems[0].hint
    assert calm.examine(document, DOCUMENT).problems == ()
    assert calm.examine(document, "content/dokumen/lain.pdf").problems != ()


def test_a_release_lists_what_goes_out_on_somebodys_word() -> None:
    """File, finding and reason, of items that go out; a draft's word is nobody's yet."""
    confirmed = "\n  - finding: phone 0812-5012-3456\n    reason: nomor posko banjir"
    out = summary(f"{BODY}\n\nHubungi 0812-5012-3456.", confirmed=confirmed, about_gambling="ya")
    draft = summary(f"{BODY}\n\nHubungi 0812-5012-3456.", confirmed=confirmed, status="draf")
    told = list(accepted([out, draft, summary()], keeper().vocabulary, NOW))

    assert told[1:] == [f"  {PATH}: about_gambling: ya", f"  {PATH}: phone 0812-5012-3456: nomor posko banjir"]
    assert list(accepted([summary()], keeper().vocabulary, NOW)) == []


def test_a_long_list_stays_readable() -> None:
    """The newest first, and how many more there are."""
    day = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    items = [summary(about_gambling="ya")._replace(due=(day + timedelta(hours=n)).isoformat()) for n in range(MOST + 5)]
    told = list(accepted(items, keeper().vocabulary, NOW))

    assert len(told) == MOST + 2
    assert "5 lagi" in told[-1]
