"""Gather the words that code writes into the book, as a template for translators. Knows no Sphinx.

They are the messages that the modules say or mark, and the words that the data bring along: units,
places, and the values of columns that take only some.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from chongqing_livelihood.data.tables import PROCESSED_TABLES
from chongqing_livelihood.present.locale import DOMAIN, FOLDER
from chongqing_livelihood.present.places import NAMES
from chongqing_livelihood.present.units import SAID_AS_IS, WITHOUT_WORD, spell_unit

TEMPLATE: Final = FOLDER / f"{DOMAIN}.pot"
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "mark": None,
    "choose": (1, 2),
    "plural": (1, 2),
    "pair": (1, 2),
}

Message = str | tuple[str, str]


def gather_messages(evidence: Path) -> Catalog:
    """Return every message, each with the module or the kind of words that it comes from.

    Args:
        evidence: The evidence file, which knows the units in use.
    """
    catalogue = Catalog(project="chongqing-livelihood", fuzzy=False)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, KEYWORDS):
                catalogue.add(message, locations=[(path.name, 0)])
    for place, message in _words_of_data(evidence):
        catalogue.add(message, locations=[(place, 0)])
    return catalogue


def write_template(evidence: Path) -> str:
    """Return the template as text, the same for the same words: no dates, no lines."""
    file = io.BytesIO()
    catalogue = gather_messages(evidence)
    write_po(
        file, catalogue, width=100, sort_output=True, omit_header=True, include_lineno=False
    )  # fmt: skip
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header + file.getvalue().decode("utf-8")


def _words_of_data(evidence: Path) -> Iterator[tuple[str, Message]]:
    data = json.loads(evidence.read_text("utf-8"))
    units = {
        row["unit"] for part in ("figures", "results", "context") for row in data[part].values()
    }
    for unit in sorted(units - {""}):
        if unit not in (*WITHOUT_WORD, *SAID_AS_IS):
            yield "units", spell_unit(unit)
        yield "units", unit.replace("_", " ")  # as the coding of a figure names it
    for english in NAMES.values():
        yield "places", english
    for table in PROCESSED_TABLES:
        yield "tables", table.title
        for column in table.columns:
            for word in column.vocabulary:
                yield "columns", word.replace("_", " ")
