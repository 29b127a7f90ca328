"""Tables as readers see them: whole words, no index clutter, a caption."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReaderTable:
    """A table to show in a notebook and in the book; every cell is text.

    >>> print(ReaderTable(("place", "printed"), (("垫江县", "23.67%"),), "Growth"))
    Growth
    place  printed
    垫江县    23.67%
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    @classmethod
    def of(
        cls, columns: Sequence[str], rows: Sequence[Sequence[object]], caption: str = ""
    ) -> ReaderTable:
        """Return a table of rows whose cells are turned into text; None is an empty cell."""
        text = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
        if any(len(row) != len(columns) for row in text):
            raise ValueError(f"every row must have {len(columns)} cells, one a column")
        return cls(tuple(columns), text, caption)

    def __str__(self) -> str:
        lines = [self.columns, *self.rows]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        body = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([self.caption, *body] if self.caption else body)

    def _repr_html_(self) -> str:
        caption = f"<caption>{html.escape(self.caption)}</caption>" if self.caption else ""
        head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            f"<tr><th scope='row'>{html.escape(first)}</th>"
            + "".join(f"<td>{html.escape(cell)}</td>" for cell in rest)
            + "</tr>"
            for first, *rest in self.rows
        )
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
