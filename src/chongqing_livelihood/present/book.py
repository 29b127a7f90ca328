"""Build the book strictly, and leave the last good one standing where a build fails.

A build works on a copy of the last good state, in a scratch folder, and replaces that state only
when it has succeeded. So a failed or interrupted build can neither damage the published pages nor
leave behind a half-read environment, which Sphinx would take for good: a warning that is raised
while a page is read is not raised again when the page has not changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_TROUBLE: Final = re.compile(r"\b(?:WARNING|ERROR|CRITICAL|SEVERE|Exception|error)\b:?")
_SHOWN: Final = 20
CELL: Final = 10_000
"""MyST-NB counts the lines of a notebook as this many a cell, plus the line in it."""
# MyST-NB writes its style sheet after the pages. Found there already, it would get a checksum in
# their links, and a page would not be the same after a fresh build and after a second one.
_LATE: Final = "mystnb.*.css"
_CALL: Final = "from jupyter_book.cli.main import main; main()"


class BookError(RuntimeError):
    """The book was not built; the message names every page and line at fault."""


def build_book(root: Path, *, afresh: bool = False) -> None:
    """Build ``book/`` below ``root`` into ``book/_build/html``.

    Only pages that changed are written again, unless ``afresh`` is asked for or the pages'
    common parts (configuration, contents, style, installed packages) changed.

    Raises:
        BookError: If there was any warning. The last good book stays as it was.
    """
    book = root.resolve() / "book"
    build = book / "_build"
    html, state, scratch = build / "html", build / ".state", build / ".scratch"
    _recover(html)
    key = _common_parts(book)
    shutil.rmtree(scratch, ignore_errors=True)
    work = scratch / "_build"  # Jupyter Book adds this name itself
    if not afresh and html.is_dir() and _read(state / "key") == key:
        shutil.copytree(state, work)
        shutil.copytree(html, work / "html", ignore=shutil.ignore_patterns(_LATE))
    try:
        run_jupyter_book(book, scratch)
        for late in (html / "_static").glob(_LATE):  # not written where nothing had changed
            if not (work / "html" / "_static" / late.name).exists():
                shutil.copy2(late, work / "html" / "_static")
        (work / "key").write_text(key, "utf-8")
        # The pages first: older bookkeeping beside newer pages costs a second look, no more.
        _swap(work / "html", html)
        _swap(work, state)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def run_jupyter_book(book: Path, output: Path, builder: str = "html") -> None:
    """Run the strict build in a process of its own, with a plain environment.

    Args:
        book: The folder of the sources.
        output: The folder in which Jupyter Book makes its own, ``_build``.
        builder: ``html``, or ``singlehtml`` for one long page.

    Raises:
        BookError: If there was any warning.
    """
    arguments = ["build", str(book), "--path-output", str(output), "-W", "-n", "--keep-going", "-q"]
    arguments += ["--builder", builder]
    environment = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    # Neither the language of the machine nor the order of a set may show in the pages.
    environment |= {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    output.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", _CALL, *arguments],
        cwd=book.parent,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise BookError(_complaint(done.stdout + done.stderr, book))


_UNWANTED: Final = ("PYTHONDONTWRITEBYTECODE", "SPHINXOPTS", "LANG", "LANGUAGE")


def _complaint(log: str, book: Path) -> str:
    """Return the warnings of a build, each with its page and line, as one short message."""
    lines = list(dict.fromkeys(_troubles(_COLOUR.sub("", log), book)))
    if not lines:
        lines = [line for line in log.splitlines() if line.strip()][-5:]
    more = [f"  ... and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    head = "the book was not built, and the last good one still stands:"
    return "\n".join([head, *(f"  {line}" for line in lines[:_SHOWN]), *more])


def _troubles(log: str, book: Path) -> Iterator[str]:
    for line in log.splitlines():
        if _TROUBLE.search(line) and "There was an error in building" not in line:
            plain = line.replace(f"{book.parent}{os.sep}", "").strip()
            yield re.sub(r"(\.ipynb):(\d{5,})", _name_cell, plain)


def _name_cell(found: re.Match[str]) -> str:
    cell, line = divmod(int(found[2]), CELL)
    return f"{found[1]}, cell {cell}, line {line}"


def _swap(new: Path, place: Path) -> None:
    """Put a finished folder in the place of an older one."""
    old = place.with_name(f"{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _recover(place: Path) -> None:
    """Finish what an interruption in the middle of a swap left open."""
    old = place.with_name(f"{place.name}.old")
    if old.exists() and not place.exists():
        old.rename(place)


def _common_parts(book: Path) -> str:
    """Return a hash of what every page depends on, besides its own source."""
    digest = hashlib.sha256(f"{sys.version} {book}".encode())
    for package in sorted(f"{d.name}=={d.version}" for d in distributions()):
        digest.update(package.encode())
    static = book / "_static"
    files = [book / "_config.yml", book / "_toc.yml", *sorted(static.rglob("*"))]
    for path in files:
        if path.is_file():
            digest.update(f"{path.relative_to(book)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
