"""A header as text."""

from hypothesis import given
from hypothesis import strategies as st

from mmc.base.items.front_matter import header_value, render_header
from mmc.base.items.schema import RULES, rules_for
from mmc.base.items.source import read_source


@given(st.text(max_size=60) | st.text("'\"[]|>-+#:, a\\", max_size=20))
def test_a_value_reads_back_to_the_letter(text: str) -> None:
    """
    Quotes, brackets and signs of YAML around a value do not change it.
    """
    source = read_source(f"---\ntitle: {header_value(text)}\n---\nIsi.\n".encode(), "x.md")

    assert source.fields[0].value.text == " ".join(text.split())


def test_an_ordinary_title_needs_no_quotes() -> None:
    """
    A colon, a quotation and an apostrophe stand as they are.
    """
    assert header_value("Bupati: “Jum'at Libur”") == "Bupati: “Jum'at Libur”"


def test_every_field_of_the_kind_has_a_line() -> None:
    """
    A press officer sees all that can be filled, in the schema's order, and nothing of another kind.
    """
    text = render_header("agenda", {"title": "Rapat"})
    keys = [line.split(":")[0] for line in text.split("\n")[1:-2]]

    assert keys == [rule.key for rule in rules_for("agenda")]
    assert "title: Rapat\n" in text
    assert len(keys) < len(RULES)
