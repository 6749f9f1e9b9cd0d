"""Whatever a file holds, the answer is problems: reader, gate, mender and sanitiser on inputs that nobody thought of."""

# ruff: noqa: E501, SIM905  (fragments as they arrive)
from __future__ import annotations

import io
import os
import time
import zipfile
from datetime import timedelta, timezone
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import html5lib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mmc.base.items.reading import read_item
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError, Problem
from mmc.checks.mend import mend
from mmc.importer import import_release, render
from mmc.prose import cleaning, markdown
from tests.unit.checks.cases import forms, markup, slips, words
from tests.unit.checks.newsroom import HEADER, NOW, PATH, item, keeper

EXAMPLES = 20_000 if os.environ.get("MMC_LONG") else 300
MOST_SECONDS = 2.0
ZONE = timezone(timedelta(hours=7))
KEEPER = keeper()
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What texts break on, to be strung together in any order.
FRAGMENTS = (
    "--- \n ``` ~~~ * ** *** _ __ [ ] ( ) ![ ]( < > <!-- --> <script> </ & &#x3c; &lt; | |--|--| # ## - 1. > >> \\ \\[ { } {{ }} {% %} : :: "
    "javascript: data: http:// https://a.go.id/ www. mailto: //a /a ../ %2e %00 0812-5012-3456 6204051708900001 slot gacor judi s1ot "
    "title: date: tags: photos: confirmed: finding: reason: ' \" “ ” ’ – … Rp1.000 12,5% 31/1/2026 Kamis (29/1/2026) 2026-01-31 tanggal lahir "
    "bernama Rani (12) korban S.Sos., dr. H. https://[ [^1] [^1]: [a]: [a][b] [a] x=y on= onload= style= class="
).split(" ")
LETTERS = st.characters(exclude_categories=["Cs"])
hostile_text = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.sampled_from(
            [
                "\n",
                "\n\n",
                " ",
                "    ",
                "\t",
                "\r\n",
                "\u200b",
                "\u202e",
                "\u00a0",
                "а",
                "ｓ",
                "\u0301",
                "\x00",
                "\ufeff",
            ]
        ),
        st.text(LETTERS, max_size=6),
    ),
    max_size=60,
).map("".join)
repeated_text = st.tuples(st.sampled_from(FRAGMENTS), st.integers(1, 3_000)).map(lambda pair: pair[0] * pair[1])
texts = st.one_of(hostile_text, repeated_text)
keys = st.one_of(
    st.sampled_from(
        [*HEADER, "photos", "confirmed", "corrections", "withdrawn", "sources", "aliases", "photo", "slug"]
    ),
    st.text(LETTERS, max_size=8),
)
headers = st.lists(
    st.tuples(keys, st.sampled_from([": ", ":", " : ", "", ":\n  - ", ":\n  ", ": |\n  ", ": ["]), texts), max_size=8
).map(lambda rows: "\n".join(f"{key}{sign}{value}" for key, sign, value in rows))
KNOWN = [case.data for case in (*slips.HEADERS, *forms.BYTES, *markup.CASES, *words.CASES)]
files = st.one_of(
    st.binary(max_size=400),
    texts.map(item),
    st.tuples(headers, texts).map(lambda pair: f"---\n{pair[0]}\n---\n\n{pair[1]}\n".encode("utf-8", "replace")),
    st.tuples(headers, texts).map(lambda pair: f"{pair[0]}\n\n{pair[1]}\n".encode("utf-8", "replace")),
    st.sampled_from(KNOWN).flatmap(lambda data: st.integers(0, len(data)).map(lambda at: data[:at] + data[at + 3 :])),
)
quick = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(data=files)
@quick
@example(data=b"---\nphotos:\n  - - - a\n---\n")
@example(data=b"---\na:\n- b:\n - c\n---\n")
@example(data=b"---\n: x\n---\n")
def test_the_reader_answers_with_problems(data: bytes) -> None:
    """No bytes raise; every problem names its file and says something."""
    found = read_source(data, PATH)
    _, problems = read_item(found, KEEPER.vocabulary)

    assert all(isinstance(problem, Problem) and problem.path == PATH and problem.message for problem in problems)


@given(data=files)
@quick
@example(data=item("[" * 12 + "a" + "]" * 12 + "(b)" * 12))
@example(data=item("![[[[[[[[[[[](x)" * 20))
@example(data=item("*" * 399))
def test_the_gate_answers_with_problems(data: bytes) -> None:
    """No bytes raise, none make a check fail, none take longer than their budget."""
    started = time.process_time()
    problems = KEEPER.examine(data, PATH).problems
    seconds = time.process_time() - started

    assert [
        problem for problem in problems if problem.code == "internal" or "gagal pada berkas ini" in problem.message
    ] == []
    assert seconds < MOST_SECONDS


def word_file(xml: str) -> bytes:
    """A Word document with this text for its body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{xml}</w:body></w:document>')
    return buffer.getvalue()


@given(
    data=st.one_of(
        files,
        texts.map(word_file),
        st.text(LETTERS, max_size=80).map(lambda text: word_file(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>")),
    )
)
@quick
@example(data=word_file("<w:p>" * 2_000))
@example(data=word_file("<w:tbl><w:tr><w:tc>" * 900 + "</w:tc></w:tr></w:tbl>" * 900))
def test_the_importer_answers_with_problems(data: bytes) -> None:
    """Whatever is handed in as a release becomes an item, or is refused in words; what it becomes is readable."""
    try:
        imported, _ = import_release(data, "rilis.txt", KEEPER.vocabulary, NOW)
    except ContentError as error:
        assert error.problems
        return

    assert not any(problem.code == "internal" for problem in KEEPER.examine(render(imported).encode(), PATH).problems)


@given(data=files)
@quick
def test_a_mend_is_safe(data: bytes) -> None:
    """Mending raises nothing, and a second time changes nothing."""
    once = mend(data, ZONE)

    assert mend(once, ZONE) == once


@given(text=texts)
@quick
@example(text="[a](javascript:alert(1))")
@example(text='[a](/x "&quot; onclick=alert(1) x=&quot;")')
@example(text="![a](x 'y\" onerror=alert(1) z')")
@example(text="<svg><style><img src=x onerror=alert(1)>")
@example(text="<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>")
def test_clean_html_stays_clean_in_a_browser(text: str) -> None:
    """Parsed again by a browser-grade parser, only what the list allows is there."""
    if any(problem.code == "budget" for problem in KEEPER.examine(item(text), PATH).problems):
        return
    document = html5lib.parseFragment(markdown.convert(text).html, namespaceHTMLElements=False)
    for element in document.iter():
        if element is document or not isinstance(element.tag, str):
            continue
        assert element.tag in cleaning.TAGS | {"tbody"}
        for name, value in element.attrib.items():
            assert name in cleaning.SHOWN.get(element.tag, set()) or (name, value) == ("class", "notes")
            if name in ("href", "src"):
                assert urlsplit(value.strip()).scheme in cleaning.SCHEMES | {""}
