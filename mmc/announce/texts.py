"""What is said of an item in each place, within its limits: one matter, one sentence, the link; a verdict comes first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mmc.indonesian.text import excerpt, squeeze

_LINK = re.compile(r"https?://\S+")
_SHORT_LINK = 23  # how long X and Mastodon count every link


@dataclass(frozen=True, slots=True)
class Story:
    """
    An item as it is announced; text is plain, `url` is full.

    `verdict` is set for a clarification, `notice` (“Ralat”, “Ditarik”) for an item whose latest news is that;
    `changed` then says what was corrected, or why it was withdrawn.
    """

    id: str
    url: str
    title: str
    summary: str
    verdict: str = ""
    notice: str = ""
    changed: str = ""
    tags: tuple[str, ...] = ()
    image: bytes = b""  # a JPEG for networks that show no preview by themselves
    image_alt: str = ""
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a place counts, how much it takes, and what it shows."""

    name: str
    limit: int
    length: Callable[[str], int] = len
    bold: str = ""  # the sign around bold words
    has_links: bool = True
    tags: int = 0


def x_length(text: str) -> int:
    """The text's length as X counts it: links 23, most letters 1, emoji and East Asian letters 2."""
    without = _LINK.sub("", text)
    links = len(_LINK.findall(text)) * _SHORT_LINK
    return links + sum(1 if ord(letter) < 4352 or 8192 <= ord(letter) <= 8247 else 2 for letter in without)


def mastodon_length(text: str) -> int:
    """The text's length as Mastodon counts it: links 23."""
    return len(_LINK.sub("x" * _SHORT_LINK, text))


NETWORKS: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("whatsapp", 700, bold="*"),
        Rule("telegram", 1024),
        Rule("facebook", 1000),
        Rule("x", 280, x_length),
        Rule("instagram", 2200, has_links=False, tags=5),
        Rule("mastodon", 500, mastodon_length, tags=3),
        Rule("bluesky", 300),
    )
}


def text_for(network: str, story: Story) -> str:
    """
    The text for this place, never longer than it takes: the summary is shortened first, then the headline.
    """
    rule = NETWORKS[network]
    headline, summary = headline_of(story), squeeze(story.changed or story.summary)
    for limit in (len(summary), 200, 140, 90, 0):
        text = _composed(rule, story, headline, excerpt(summary, limit) if limit else "")
        if rule.length(text) <= rule.limit:
            return text
    for limit in range(len(headline) - 1, 20, -1):
        text = _composed(rule, story, excerpt(headline, limit), "")
        if rule.length(text) <= rule.limit:
            return text
    return _composed(rule, story, excerpt(headline, 20), "")


def headline_of(story: Story) -> str:
    """The title behind what must be known first: a correction, a verdict. `Ralat · TIDAK BENAR: Jembatan Tidak Ditutup`."""
    before = " · ".join(part for part in (story.notice, story.verdict) if part)
    title = squeeze(story.title)
    return f"{before}: {title}" if before else title


def _composed(rule: Rule, story: Story, headline: str, summary: str) -> str:
    link = story.url if rule.has_links else f"Selengkapnya di {_LINK_START.sub('', story.url)}"
    tags = " ".join(f"#{word}" for tag in story.tags[: rule.tags] if (word := _hashtag(tag)))
    parts = [f"{rule.bold}{headline}{rule.bold}", summary, link, tags]
    return "\n\n".join(part for part in parts if part)


_LINK_START = re.compile(r"^https?://")


def _hashtag(tag: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[^\W_]+", tag))
