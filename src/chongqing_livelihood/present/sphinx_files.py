"""Sphinx extension: ``{file-table}``, a measurement in a csv file, under labels that can be read.

It is docutils' own ``csv-table``, except that ``:labels:`` stand in place of the file's first row.
Knows no tables of the data: those are for ``{data-table}``.
"""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.directives.patches import CSVTable
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

_NUMBER: Final = re.compile(r"\d+(\.\d+)?")
_NAME: Final = re.compile(r"[a-z]+(_[a-z]+)+")
logger = logging.getLogger(__name__)


class FileTable(CSVTable, SphinxDirective):
    """Rows of a file that is no table of the data, with a label for each column."""

    option_spec = {  # type: ignore[assignment]  # noqa: RUF012
        **CSVTable.option_spec, "labels": directives.unchanged_required,
    }  # fmt: skip

    def run(self) -> list[nodes.Node]:
        """Return the table; where labels and columns differ in number, say so at its line."""
        self.options["header-rows"] = 1
        found: list[nodes.Node] = super().run()
        labels = [label.strip() for label in self.options.get("labels", "").split("|")]
        for table in (node for node in found if isinstance(node, nodes.table)):
            heads = list(next(table.findall(nodes.thead)).findall(nodes.entry))
            if len(heads) != len(labels):
                message = f"file-table: {len(labels)} labels for {len(heads)} columns"
                logger.warning(message, location=self.get_location(), type="facts", subtype="table")
                return []
            for head, label in zip(heads, labels, strict=True):
                said = nodes.paragraph(label, "", nodes.Text(label))
                self.set_source_info(said)  # so that translators find it
                head[:] = [said]
            table["classes"].append("book-table")
            for cell in next(table.findall(nodes.tbody)).findall(nodes.entry):
                _tidy(cell)
        return found


def _tidy(cell: nodes.entry) -> None:
    """Set numbers flush right, with their thousands apart; write ``work_report`` as words."""
    text = cell.astext()
    if _NUMBER.fullmatch(text):
        cell["classes"].append("number")
        said = f"{int(text):,}" if text.isdecimal() else text
    else:
        said = text.replace("_", " ") if _NAME.fullmatch(text) else text
    for part in list(cell.findall(nodes.Text)):
        if said != text:
            part.parent.replace(part, nodes.Text(said))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.add_directive("file-table", FileTable)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
