"""Templates at work: what they show, and what they refuse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from markupsafe import Markup

from mmc.build.templates import environment

FRAME = "<{% block main %}{% endblock %}>"
CARD = "{% macro card(story, level=2) %}<h{{ level }}>{{ story.title }}</h{{ level }}>{% endmacro %}"


@dataclass(frozen=True, slots=True)
class Story:
    """Something with a title."""

    title: str


def rendered(theme: Path, page: str, title: str = "Panen & raya") -> str:
    """The page inside the frame."""
    (theme / "templates").mkdir()
    templates = {"frame": FRAME, "card": CARD, "page": f"{{% extends 'frame' %}}{{% from 'card' import card %}}{page}"}
    for name, text in templates.items():
        (theme / "templates" / name).write_text(text, encoding="utf-8")
    return environment(theme).get_template("page").render(story=Story(title), cleaned=Markup("<b>ya</b>"))


def test_text_is_escaped_once_and_cleaned_text_is_left_alone(tmp_path: Path) -> None:
    """What a writer typed never becomes a tag, also on its way through a macro."""
    page = "{% block main %}{{ story.title }}{{ cleaned }}{{ card(story) }}{{ card(story, level=3) }}{% endblock %}"

    assert rendered(tmp_path, page) == "<Panen &amp; raya<b>ya</b><h2>Panen &amp; raya</h2><h3>Panen &amp; raya</h3>>"


@pytest.mark.parametrize("slip", ["{{ story.judul }}", "{{ card(story, lvl=3) }}", "{{ card() }}", "{{ nobody }}"])
def test_a_name_that_nobody_gave_stops_the_build(tmp_path: Path, slip: str) -> None:
    """A slip in a template is never shown as nothing."""
    with pytest.raises(Exception, match=r"judul|lvl|story|nobody"):
        rendered(tmp_path, f"{{% block main %}}{slip}{{% endblock %}}")
