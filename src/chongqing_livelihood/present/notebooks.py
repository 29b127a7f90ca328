"""Run a notebook with parameters, keep it only when it succeeds, and gather its results."""

from __future__ import annotations

import json
import logging
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from chongqing_livelihood.data.files import find_data, write_whole
from chongqing_livelihood.present.results import MIME

ALT_KINDS = ("image/svg+xml", "image/png")
STARTS = 4
"""How often a kernel is started before it is given up."""
_NOT_STARTED = "Kernel died before replying to kernel_info"


class NotebookError(RuntimeError):
    """A notebook failed; the message names notebook, cell and reason in one sentence."""


def run_notebook(
    notebook: Path, output: Path, parameters: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Execute a notebook and return its results.

    The output is written only when every cell has run, and moved to its name in one step, so that
    an interruption leaves what was there before. Time stamps and paths are taken out of it:
    two runs give the same bytes.

    Args:
        notebook: The notebook to run.
        output: Where the executed notebook goes.
        parameters: Values for the cell tagged ``parameters``.

    Raises:
        NotebookError: If there is no such notebook, or a cell fails.
    """
    _check_there(notebook)
    # Papermill writes as it goes: that happens elsewhere, where a killed run leaves nothing behind
    # that a build of the book would find.
    with tempfile.TemporaryDirectory(prefix="livelihood-") as scratch:
        executed = _execute(notebook, Path(scratch, output.name), dict(parameters or {}))
    _settle(executed)
    text = json.dumps(executed, ensure_ascii=False, indent=1) + "\n"
    write_whole(output.parent, {output.name: text.encode("utf-8")})
    return results_of(executed)


def results_of(notebook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the results that an executed notebook recorded, in their order."""
    found: list[dict[str, Any]] = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            recorded = output.get("data", {}).get(MIME)
            found += recorded["results"] if recorded else ()
    return found


def parameter_defaults(notebook: Path) -> dict[str, str]:
    """Return the names in the ``parameters`` cell of a notebook, each with its default as text.

    Raises:
        NotebookError: If there is no such notebook, or the file holds something else.
    """
    from nbformat import ValidationError
    from nbformat.reader import NotJSONError
    from papermill import inspect_notebook

    _check_there(notebook)
    try:
        found = inspect_notebook(str(notebook))
    except (NotJSONError, ValidationError, UnicodeDecodeError, AttributeError):
        sentence = f"{notebook} is no notebook: name one that JupyterLab opens"
        raise NotebookError(sentence) from None
    return {name: str(entry["default"]) for name, entry in found.items()}


def check_names(notebook: Path, given: Iterable[str]) -> None:
    """Refuse parameters that the notebook does not have, before anything runs.

    Papermill itself only warns of them.

    Raises:
        NotebookError: If a name is unknown; the sentence has the nearest valid one.
    """
    known = parameter_defaults(notebook)
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(known)}"
            raise NotebookError(f"{notebook.name} has no parameter {name!r}: {remedy}")


def _check_there(notebook: Path) -> None:
    if not notebook.is_file():
        known = ", ".join(sorted(path.stem for path in notebook.parent.glob("*.ipynb")))
        raise NotebookError(f"there is no notebook {notebook.name}; there are: {known or 'none'}")


def _execute(notebook: Path, draft: Path, parameters: dict[str, Any]) -> dict[str, Any]:
    for _ in range(STARTS):
        try:
            return _execute_once(notebook, draft, parameters)
        except RuntimeError as error:
            # A kernel picks a free port; where several start at once, another may be faster.
            if str(error) != _NOT_STARTED:
                raise
    raise NotebookError(
        f"{notebook.name}: its kernel did not start in {STARTS} attempts: try again with less "
        "running beside it"
    )


def _execute_once(notebook: Path, draft: Path, parameters: dict[str, Any]) -> dict[str, Any]:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            executed = papermill.execute_notebook(
                str(notebook),
                str(draft),
                parameters=parameters,
                kernel_name="python3",
                cwd=str(notebook.parent),
                progress_bar=False,
                log_output=False,
                # The kernel warns of plain TCP on the local machine, and of its own shutdown.
                extra_arguments=["--IPKernelApp.log_level=50"],
            )
        except PapermillExecutionError as error:
            reason = " ".join(str(error.evalue).split()) or error.ename
            # Papermill inserts a cell of its own where parameters are given.
            number = int(error.exec_count or 0) - bool(parameters)
            sentence = f"{notebook.name}, code cell {number}: {error.ename}: {reason}"
            raise NotebookError(sentence) from None
    return dict(json.loads(json.dumps(executed)))  # plain, and apart from papermill's own


def _settle(notebook: dict[str, Any]) -> None:
    """Take out what differs from run to run, and hand alternative texts on to the book."""
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook["cells"]):
        tags = cell.get("metadata", {}).get("tags", [])
        if cell["cell_type"] == "code":
            tags = [*tags, "hide-input"]  # a reader sees what came out, and can unfold the code
        kept: dict[str, Any] = {"tags": tags} if tags else {}
        if "mystnb" in cell.get("metadata", {}):
            kept["mystnb"] = cell["metadata"]["mystnb"]
        cell["metadata"] = kept
        cell["id"] = cell["id"] if "injected-parameters" not in tags else f"injected-{number}"
        cell["outputs"] = (
            [output for output in cell.get("outputs", []) if output.get("name") != "stderr"]
            if cell["cell_type"] == "code"
            else None
        )
        if cell["outputs"] is None:
            del cell["outputs"]
            continue
        for output in cell["outputs"]:
            alts = [output.get("metadata", {}).get(kind, {}).get("alt") for kind in ALT_KINDS]
            if alt := next(filter(None, alts), None):
                cell["metadata"].setdefault("mystnb", {})["image"] = {"alt": alt}


def find_notebook(name: str, folder: Path | None = None) -> Path:
    """Return the path of a notebook named by its number, its name or its path.

    Args:
        name: As in ``2``, ``02``, ``outpatient_growth``, ``02_outpatient_growth`` or a path.
        folder: Where the notebooks lie; the checkout's if not given.

    Raises:
        NotebookError: If no notebook, or more than one, answers to the name.
    """
    if name.endswith(".ipynb"):
        return Path(name)
    folder = folder or find_data().root.parent / "notebooks"
    known = sorted(folder.glob("[0-9]*.ipynb"))
    if not known:
        raise NotebookError(f"there are no notebooks in {folder}: run this in a checkout")
    number = f"{name:0>2}"
    found = [
        path for path in known if name in (path.stem, path.stem[3:]) or number == path.stem[:2]
    ]
    if len(found) == 1:
        return found[0]
    names = [path.stem for path in known]
    near = get_close_matches(name, names + [stem[3:] for stem in names], n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names)}"
    raise NotebookError(f"no notebook is called {name!r}: {remedy}")
