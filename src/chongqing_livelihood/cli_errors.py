"""How the command line says what went wrong: in sentences, never in a traceback of a library."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

_EXTRA = {"matplotlib", "nbclient", "nbformat", "papermill", "pyarrow", "statsmodels", "zhplot"}
"""What the light library does without, and notebooks need."""


class Sentences(TyperGroup):
    """Commands that end in sentences on standard error and exit code 1 where they cannot go on."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command that was named."""
        with _sentences():
            return super().main(*args, **options)


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
        return
    except RuntimeError as error:
        from chongqing_livelihood.present.notebooks import NotebookError

        if not isinstance(error, NotebookError):
            raise
        sentence = str(error)
    except ImportError as error:
        if error.name not in _EXTRA:
            raise
        sentence = (
            f"this needs {error.name}, which is not installed: install this package with its "
            "extra, as in pip install '.[book]'"
        )
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader, such as head, has seen enough
            raise
        place = error.filename or "the output"
        reason = (error.strerror or str(error)).lower()
        sentence = f"{place}: {reason}: make room or name another file"
    except ValueError as error:
        sentence = str(error)
    typer.echo(sentence, err=True)
    sys.exit(1)


def check_output(output: Path, sources: Iterable[Path] = ()) -> None:
    """Make sure that a file can be written, before a long run and not after it.

    Raises:
        ValueError: If its folder is missing or read-only, if it is no ordinary file, or if it is
            one of the ``sources``.
    """
    folder = output.absolute().parent
    if output.is_dir():
        raise ValueError(f"{output} is a folder: name a file in it")
    if not folder.is_dir():
        raise ValueError(f"there is no folder {output.parent}: make it, or name another output")
    if output.exists() and not output.is_file():
        # A file takes its name in one step: here it would take the place of a device or a pipe.
        raise ValueError(f"{output} is no ordinary file: name another output")
    if not os.access(folder, os.W_OK) or (output.exists() and not os.access(output, os.W_OK)):
        raise ValueError(f"{output} cannot be written: name another output")
    for source in sources:
        if output.exists() and source.exists() and output.samefile(source):
            raise ValueError(f"{output} is what is to be run: name another output")
