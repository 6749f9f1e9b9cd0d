"""Bars as SVG that prints, reads in black and white, and says in words what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from mmc.indonesian import calendar
from mmc.indonesian.text import number
from mmc.monthly.figures import Count

WIDTH, ROW, LABEL, ROOM = 400, 28, 185, 40
WIDE, HEIGHT, FOOT = 640, 130, 24


class Plots:
    """Draws the plots of one page; each has ids of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def bars(self, title: str, rows: Sequence[Count]) -> Element:
        """One bar a row, as long as its number, with the number beside it."""
        told = "; ".join(f"{row.label} {number(row.number)}" for row in rows)
        svg = self._svg(title, told, WIDTH, ROW * len(rows))
        most = max((row.number for row in rows), default=0) or 1
        for place, row in enumerate(rows):
            top = place * ROW
            length = (WIDTH - LABEL - ROOM) * row.number / most
            _text(svg, row.label, LABEL - 8, top + 19, "end")
            _box(svg, LABEL, top + 5, length, ROW - 10)
            _text(svg, number(row.number), LABEL + length + 6, top + 19)
        return svg

    def days(self, title: str, rows: Sequence[tuple[date, int]]) -> Element:
        """One column a day; every fifth day is named below, the highest column bears its number."""
        busy = "; ".join(f"{calendar.plain_date(day)} {number(count)}" for day, count in rows if count)
        svg = self._svg(title, busy or "Tidak ada pada hari mana pun.", WIDE, HEIGHT + FOOT)
        most = max((count for _, count in rows), default=0)
        step = WIDE / max(len(rows), 1)
        highest = next((day for day, count in rows if count == most), None)
        for place, (day, value) in enumerate(rows):
            tall = (HEIGHT - 20) * value / (most or 1)
            left = place * step
            _box(svg, left + step * 0.12, HEIGHT - tall, step * 0.76, tall)
            if day.day == 1 or day.day % 5 == 0:
                _text(svg, str(day.day), left + step / 2, HEIGHT + 18, "middle")
            if most and day == highest:
                _text(svg, number(value), left + step / 2, HEIGHT - tall - 6, "middle")
        SubElement(svg, "path", {"class": "axis", "d": f"M0 {HEIGHT}.5H{WIDE}"})
        return svg

    def _svg(self, title: str, told: str, width: int, height: int) -> Element:
        name = f"grafik-{next(self._numbers)}"
        svg = Element(
            "svg", {"role": "img", "viewBox": f"0 0 {width} {height}", "aria-labelledby": f"{name}-t {name}-d"}
        )
        SubElement(svg, "title", {"id": f"{name}-t"}).text = title
        SubElement(svg, "desc", {"id": f"{name}-d"}).text = told
        return svg


def _box(svg: Element, left: float, top: float, width: float, height: float) -> None:
    if width and height:
        values = {"x": left, "y": top, "width": width, "height": height}
        SubElement(svg, "rect", {key: f"{value:.1f}" for key, value in values.items()})


def _text(svg: Element, words: str, left: float, base: float, anchor: str = "start") -> None:
    shown = words if len(words) <= 22 else f"{words[:21]}…"
    SubElement(svg, "text", {"x": f"{left:.1f}", "y": f"{base:.1f}", "text-anchor": anchor}).text = shown
