"""Sphinx extension: show an executed notebook to a reader, its code folded away but at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

KEEPING: Final = frozenset({"hide-cell", "remove-input", "remove-cell", "show-input"})
"""Tags by which an author has decided already; ``show-input`` leaves a cell open."""


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
    what = "parameters" if "parameters" in tags else "code"
    prompts = {"code_prompt_show": f"Show the {what}", "code_prompt_hide": f"Hide the {what}"}
    folded = {
        "tags": list(dict.fromkeys([*tags, "hide-input"])),
        "mystnb": prompts | metadata.get("mystnb", {}),
    }
    return cell | {"metadata": metadata | folded}


def fold_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Fold the code of a page that is a notebook, before it is read."""
    if Path(app.env.doc2path(docname)).suffix == ".ipynb":
        source[0] = json.dumps(fold_code(json.loads(source[0])), ensure_ascii=False)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("source-read", fold_notebook)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
