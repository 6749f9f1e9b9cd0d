"""A table of pandoc's tree as rows of cells, and rows of cells as a Markdown table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mmc.importer.readers.nodes import holds, words_of

SIGNS = {"AlignLeft": ":---", "AlignRight": "---:", "AlignCenter": ":---:"}
MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, each a list of blocks; the first row is the head. A cell that covers others stands once."""

    rows: tuple[tuple[list[Any], ...], ...]
    alignments: tuple[str, ...]
    has_spans: bool = False

    @property
    def width(self) -> int:
        """The most cells in a row."""
        return max((len(row) for row in self.rows), default=0)

    def holds(self, kind: str) -> bool:
        """True when a cell holds something of this kind."""
        return any(holds(cell, kind) for row in self.rows for cell in row)

    def is_label_table(self) -> bool:
        """True for `Nomor | : | 480/…`: what letters use to put colons beneath each other."""
        if not 2 <= self.width <= 3 or not self.rows:
            return False
        texts = [[words_of(cell).strip() for cell in row] for row in self.rows]
        if self.width == 3:
            return all(len(row) == 3 and row[1] in (":", "") for row in texts) and any(row[1] == ":" for row in texts)
        return all(row[0].endswith(":") or row[-1].startswith(":") for row in texts)


def grid_of(content: Any) -> Grid:
    """The rows of head, bodies and foot, merged cells laid out."""
    _, _, columns, head, bodies, foot = content
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    open_spans: dict[int, int] = {}
    has_spans = False
    laid: list[tuple[list[Any], ...]] = []
    for _, cells in rows:
        row: list[list[Any]] = []
        for _, _, down, across, blocks in cells:
            while open_spans.get(len(row), 0):
                open_spans[len(row)] -= 1
                row.append([])
            has_spans |= down > 1 or across > 1
            for offset in range(min(across, len(columns))):
                if down > 1:
                    open_spans[len(row)] = down - 1
                row.append(blocks if not offset else [])
        while open_spans.get(len(row), 0):
            open_spans[len(row)] -= 1
            row.append([])
        laid.append(tuple(row))
    kept = tuple(row for row in laid if any(row))
    cell_alignments = _alignments(rows, len(columns))
    own = [column[0]["t"] for column in columns]
    alignments = tuple(one if one != "AlignDefault" else other for one, other in zip(own, cell_alignments, strict=True))
    return Grid(kept, alignments, has_spans)


def _alignments(rows: Sequence[Any], width: int) -> list[str]:
    """How most cells of each column stand, the head aside."""
    found = []
    for column in range(width):
        signs = [cells[column][1]["t"] for _, cells in rows[1:] if column < len(cells)]
        found.append(max(set(signs), key=signs.count) if signs else "AlignDefault")
    return found


def pipe_table(rows: Sequence[Sequence[str]], alignments: Sequence[str]) -> str:
    """The rows as a Markdown table; the first one is its head."""
    width = max((len(row) for row in rows), default=0)
    if not width or not rows:
        return ""
    signs = [SIGNS.get(alignments[column], "---") if column < len(alignments) else "---" for column in range(width)]
    lines = [_line([*map(_safe, row), *[""] * (width - len(row))]) for row in rows]
    return "\n".join([lines[0], _line(signs), *lines[1:]])


def _safe(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
