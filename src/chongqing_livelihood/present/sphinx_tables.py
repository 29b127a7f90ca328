"""Sphinx extension: tables made from the processed data, and links to download them.

``{data-table} reforms`` with ``:columns:``, ``:where:``, ``:labels:``, ``:sort:``, ``:group:`` and
``:caption:`` shows rows of a table; ``{downloads}`` lists the files of the data package.
"""

from __future__ import annotations

import json
import operator
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.data.tables import PROCESSED_TABLES
from chongqing_livelihood.present.locale import _
from chongqing_livelihood.present.sphinx_cells import NUMBERS, fill_cell
from chongqing_livelihood.present.sphinx_facts import find_facts
from chongqing_livelihood.present.sphinx_nodes import quote, write_table

PACKAGE: Final = "datapackage.json"
FOLDER: Final = "_downloads/data"
_CONDITION: Final = (
    r'(\w+)\s*(?:(==|!=|contains|lacks)\s*("[^"]*")|([<>]=?|==|!=)\s*(-?\d+(?:\.\d+)?))'
)
_TOKEN: Final = re.compile(rf"{_CONDITION}|\b(and|or)\b|(\S+)")
_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
logger = logging.getLogger(__name__)

Row = Mapping[str, str]


class DataTable(SphinxDirective):
    """Rows and columns of a processed table."""

    required_arguments = 1
    option_spec = {  # type: ignore[assignment]  # noqa: RUF012
        "columns": lambda text: (text or "").split(),
        "where": directives.unchanged_required,
        "labels": directives.unchanged_required,
        "sort": directives.unchanged_required,
        "group": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "name": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the table; where it cannot be made, say why at its line."""
        try:
            return [self._table(self.arguments[0])]
        except ValueError as error:
            message = f"data-table {self.arguments[0]}: {error}"
            logger.warning(message, location=self.get_location(), type="facts", subtype="table")
            return []

    def _table(self, name: str) -> nodes.Node:
        domain = find_facts(self.env)
        domain.take(self.env.docname, "table", name)
        try:
            rows = domain.read_table(name)
        except FileNotFoundError:
            raise ValueError("there is no such processed table") from None
        columns = self.options.get("columns") or list(rows[0])
        spoken = " | ".join(column.replace("_", " ") for column in columns)
        labels = [label.strip() for label in self.options.get("labels", spoken).split("|")]
        if len(labels) != len(columns):
            raise ValueError(f"{len(labels)} labels for {len(columns)} columns")
        group = self.options.get("group", "")
        order = self.options.get("sort", group)
        _know([*columns, *filter(None, [order.lstrip("-"), group])], rows[0])
        chosen = choose_rows(rows, self.options.get("where", ""))
        if not chosen:
            raise ValueError(f"no row has {self.options['where']}")
        if order:
            chosen.sort(key=lambda row: _order(row[order.lstrip("-")]), reverse=order[0] == "-")
        body: list[list[list[nodes.Node]]] = [
            [[fill_cell(self.env, name, column, row)] for column in columns] for row in chosen
        ]
        slug = nodes.make_id(self.options.get("name", f"{self.env.docname}-{self.lineno}"))
        table = write_table(self.options.get("caption", ""), labels, body, name=slug)
        for text in (*table.findall(nodes.title), *table.findall(nodes.thead)):
            for part in text.findall(nodes.TextElement):  # so that translators find it
                self.set_source_info(part)
                part.rawsource = part.astext()
        for title in table.findall(nodes.title):
            title[:] = self.state.inline_text(title.rawsource, self.lineno)[0]
        for row in table.findall(nodes.row):
            for column, cell in zip(columns, row, strict=True):
                if (name, column) in NUMBERS:
                    cell["classes"].append("number")
        self._head_groups(table, name, group, chosen)
        if "name" in self.options:
            self.add_name(table)
        return table

    def _head_groups(
        self, table: nodes.table, name: str, group: str, chosen: Iterable[Row]
    ) -> None:
        """Say once, in a row of its own, what the rows below it have in common."""
        body = next(table.findall(nodes.tbody))
        columns, before = len(list(table.findall(nodes.colspec))), ""
        for line, row in zip(list(body.children), chosen, strict=True):
            if group and row[group] != before:
                said = nodes.strong("", "", *fill_cell(self.env, name, group, row).children)
                cell = nodes.entry("", nodes.paragraph("", "", said), morecols=columns - 1)
                body.insert(body.index(line), nodes.row("", cell, classes=["group"]))
                before = row[group]


class Downloads(SphinxDirective):
    """A list of all tables, each as a link to every format there is."""

    def run(self) -> list[nodes.Node]:
        """Return the list; the links are set when the page is written."""
        domain = find_facts(self.env)
        domain.take(self.env.docname, "table", "figures")
        folder = domain.table_path("figures").parent
        items = nodes.bullet_list(bullet="-")
        for table in PROCESSED_TABLES:
            domain.take(self.env.docname, "table", table.name)
            files = [folder / f"{table.name}.{kind}" for kind in ("csv", "parquet")]
            items += _item(f"{_(table.title)}: ", [path for path in files if path.is_file()])
        package = folder / PACKAGE
        if package.is_file():
            title = json.loads(package.read_text("utf-8")).get("title", "")
            said = _("the description of all tables")
            items += _item(f", {said}: ", [package], quote(title))
        missing = [item for item in items.children if not list(item.findall(nodes.reference))]
        for item in missing:
            items.remove(item)
        if not items.children:
            logger.warning("there is no data to download", location=self.get_location())
            return []
        return [items]


def choose_rows(rows: Iterable[Row], where: str) -> list[Row]:
    """Return the rows for which the conditions hold.

    Args:
        rows: The rows.
        where: ``column == "text"``, ``!=``, ``contains`` or ``lacks``, or ``column > 3`` and the
            like, joined by ``and`` and ``or``; ``and`` binds more tightly.

    Raises:
        ValueError: If it is no such condition, or names an unknown column.

    >>> choose_rows([{"a": "x y"}, {"a": "z"}], 'a contains "y" and a != "z" or a == "q"')
    [{'a': 'x y'}]
    """
    rows = list(rows)
    alternatives = _read_conditions(where)
    if rows:
        _know([column for every in alternatives for column, _, _ in every], rows[0])
    return [
        row for row in rows if any(all(_holds(row, c) for c in every) for every in alternatives)
    ]


def _read_conditions(where: str) -> list[list[tuple[str, str, str]]]:
    """Return the conditions: of the outer list one must hold, of an inner one all."""
    alternatives: list[list[tuple[str, str, str]]] = [[]]
    wanted = bool(where.strip())  # whether a condition must come next
    for found in _TOKEN.finditer(where):
        column, *both, word, other = found.groups()
        if other or (word is None) != wanted:
            raise ValueError(f'{where!r} is no condition: write column == "text"')
        if word == "or":
            alternatives.append([])
        elif word is None:
            alternatives[-1].append((column, both[0] or both[2], both[1] or both[3]))
        wanted = word is not None
    if wanted:
        raise ValueError(f'{where!r} is no condition: write column == "text"')
    return alternatives


def _holds(row: Row, condition: tuple[str, str, str]) -> bool:
    column, sign, wanted = condition
    if not wanted.startswith('"'):
        if not row[column]:  # an unknown number is neither large nor small
            return sign == "!="
        return _COMPARE[sign](Decimal(row[column]), Decimal(wanted))
    text = wanted.strip('"')
    if sign in ("contains", "lacks"):
        return (text in row[column]) == (sign == "contains")
    return (text == row[column]) == (sign == "==")


def _know(columns: Iterable[str], row: Row) -> None:
    if unknown := [column for column in columns if column not in row]:
        raise ValueError(f"no column {', '.join(unknown)}: take some of {', '.join(row)}")


def _order(text: str) -> tuple[int, Decimal, str]:
    """Numbers by size, then words, then nothing."""
    try:
        return (0, Decimal(text), "")
    except InvalidOperation:
        return (1 if text else 2, Decimal(0), text)


def _item(text: str, files: list[Path], *before: nodes.Node) -> nodes.list_item:
    line = nodes.paragraph("", "", *before, nodes.Text(text))
    for number, path in enumerate(files):
        size = max(1, round(path.stat().st_size / 1000))
        link = nodes.reference("", path.name, internal=True, download=path.name)
        line += [nodes.Text(", " if number else ""), link, nodes.Text(f" ({size} kB)")]
    return nodes.list_item("", line)


def link_downloads(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each download its address, as seen from the page."""
    above = "" if app.builder.name == "singlehtml" else "../" * docname.count("/")
    for reference in doctree.findall(nodes.reference):
        if name := reference.get("download"):
            reference["refuri"] = f"{above}{FOLDER}/{name}"


def copy_data(app: Sphinx, env: BuildEnvironment) -> None:
    """Put the data package beside the pages."""
    source = find_facts(env).table_path("figures").parent
    if app.builder.format != "html" or not source.is_dir():
        return
    target = Path(app.outdir, FOLDER)
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.suffix in (".csv", ".parquet") or path.name == PACKAGE:
            shutil.copyfile(path, target / path.name)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("chongqing_livelihood.present.sphinx_catalogue")
    app.setup_extension("chongqing_livelihood.present.sphinx_files")
    directive: Any
    for name, directive in {"data-table": DataTable, "downloads": Downloads}.items():
        app.add_directive(name, directive)
    app.connect("doctree-resolved", link_downloads)
    app.connect("env-updated", copy_data)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
