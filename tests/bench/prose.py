"""What converting one text costs: as stock Pelican does it, and as we do. `inv bench --name prose`."""

from __future__ import annotations

import time
from collections.abc import Callable

import smartypants
from markdown import Markdown
from typogrify import filters

from mmc.prose.dialect import NewsroomMarkdown
from mmc.prose.markdown import convert
from mmc.prose.typography import ATTRIBUTES, typeset_html
from tests.bench.archive import stories

ROUNDS, RUNS = 40, 5


class _Plain(NewsroomMarkdown):
    """Ours with nothing passed over."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        super().extendMarkdown(md)
        md.treeprocessors.deregister("pass_over")


def main() -> None:
    """Print processor milliseconds for each step, the least of many interleaved rounds."""
    body = "\n\n".join(stories(1)[0].paragraphs)
    kept = Markdown(extensions=["tables", "sane_lists", NewsroomMarkdown()], output_format="html")
    plain = Markdown(extensions=["tables", "sane_lists", _Plain()], output_format="html")
    html = plain.convert(body)
    steps: dict[str, Callable[[], object]] = {
        "Pelican: a parser for each file": lambda: Markdown(extensions=["extra", "codehilite", "meta"]).convert(body),
        "one parser for all": lambda: plain.reset().convert(body),
        "  and plain text passed over": lambda: kept.reset().convert(body),
        "Pelican: typogrify, five passes": lambda: filters.typogrify(html),
        "smartypants and widont only": lambda: filters.widont(smartypants.smartypants(html, ATTRIBUTES)),
        "  and block by block": lambda: typeset_html(html),
        "all of ours, cleaning and plain text too": lambda: convert(body),
    }
    least = dict.fromkeys(steps, float("inf"))
    for _ in range(ROUNDS):
        for name, step in steps.items():
            least[name] = min(least[name], _milliseconds(step))
    for name, milliseconds in least.items():
        print(f"{name:45} {milliseconds:.2f} ms")


def _milliseconds(step: Callable[[], object]) -> float:
    started = time.process_time()
    for _ in range(RUNS):
        step()
    return (time.process_time() - started) / RUNS * 1000


if __name__ == "__main__":
    main()
