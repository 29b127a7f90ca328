"""Sphinx extension: show an executed notebook to a reader, its code folded away but at hand.

Its chart becomes a numbered figure, ``chart-NOTEBOOK``, under the caption that the notebook keeps
beside the cell.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.book import CELL
from chongqing_livelihood.present.locale import _, data_classes
from chongqing_livelihood.present.notebooks import ALT_KINDS

KEEPING: Final = frozenset({"remove-input", "remove-cell", "show-input"})
"""Tags by which an author has decided already; ``show-input`` leaves a cell open."""

logger = logging.getLogger(__name__)


def fold_code(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook with each code cell's input hidden behind a line that opens it.

    >>> cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "a = 1"}
    >>> fold_code({"cells": [cell]})["cells"][0]["metadata"]["tags"]
    ['parameters', 'hide-input']
    """
    return notebook | {"cells": [_fold(cell) for cell in notebook["cells"]]}


def _fold(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata", {})
    tags = metadata.get("tags", [])
    if cell["cell_type"] != "code" or KEEPING & set(tags):
        return cell
    if "parameters" in tags:
        show, hide = _("Show the parameters"), _("Hide the parameters")
    elif "hide-cell" in tags:  # a table too long to scroll past: the page of results has it too
        show, hide = _("Show all results"), _("Hide all results")
    else:
        show, hide = _("Show the code"), _("Hide the code")
    prompts = {"code_prompt_show": show, "code_prompt_hide": hide}
    folded = {
        "tags": list(dict.fromkeys([*tags, "hide-input"])),
        "mystnb": prompts | metadata.get("mystnb", {}),
    }
    return cell | {"metadata": metadata | folded}


def number_charts(notebook: dict[str, Any], stem: str) -> tuple[dict[str, Any], list[int]]:
    """Return the notebook with each chart made a figure, and the cells whose chart has no caption.

    Args:
        notebook: An executed notebook.
        stem: Its name; the figure's name is ``chart-`` and this, a second one's has ``-2`` behind.

    >>> cell = {"cell_type": "code", "metadata": {"mystnb": {"figure": {"caption": "Visits."}}},
    ...         "outputs": [{"data": {"image/png": ""}}], "source": "show(chart)"}
    >>> numbered, bare = number_charts({"cells": [cell]}, "02_growth")
    >>> numbered["cells"][0]["metadata"]["mystnb"]["figure"]
    {'name': 'chart-02_growth', 'caption': 'Visits.'}
    >>> bare
    []
    """
    cells, bare, charts = [], [], 0
    for position, given in enumerate(notebook["cells"]):
        cell = given
        if any(kind in o.get("data", {}) for o in cell.get("outputs", ()) for kind in ALT_KINDS):
            charts += 1
            metadata = cell.get("metadata", {})
            options = metadata.get("mystnb", {})
            name = f"chart-{stem}" + (f"-{charts}" if charts > 1 else "")
            figure = {"name": name} | options.get("figure", {})
            if not str(figure.get("caption", "")).strip():
                bare.append(position)
            cell = cell | {"metadata": metadata | {"mystnb": options | {"figure": figure}}}
        cells.append(cell)
    return notebook | {"cells": cells}, bare


def fold_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Fold the code of a page that is a notebook, and number its charts, before it is read."""
    path = Path(app.env.doc2path(docname))
    if path.suffix != ".ipynb":
        return
    notebook, bare = number_charts(json.loads(source[0]), path.stem)
    for position in bare:
        message = (
            "a chart without a caption: give its cell in notebooks/ the metadata "
            '{"mystnb": {"figure": {"caption": "..."}}}'
        )
        where = (docname, (position + 1) * CELL)
        logger.warning(message, location=where, type="chart", subtype="caption")
    source[0] = json.dumps(fold_code(notebook), ensure_ascii=False)


def mark_outputs(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say of what a notebook put out, in a book of another language, that it is in English."""
    for container in doctree.findall(nodes.container) if data_classes() else ():
        if "cell_output" in container["classes"]:
            container["classes"] += data_classes()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("chongqing_livelihood.present.locale")
    app.connect("source-read", fold_notebook)
    app.connect("doctree-resolved", mark_outputs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
