"""Draft rows for a coder from text files: as CSV, as JSON lines, or marked in their context."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chongqing_livelihood.data.files import DataError, Problem
from chongqing_livelihood.data.raw_tables import RAW_FIGURES
from chongqing_livelihood.reading import draft_rows

Form = Literal["csv", "jsonl"]
STANDARD_INPUT = "-"
_CHUNK = 1 << 16
_CONTEXT = 16


@dataclass(frozen=True, slots=True)
class Draft:
    """One drafted row: the file it is from, and its fields in the raw format."""

    file: str
    fields: dict[str, str]


def draft_files(paths: Sequence[str]) -> Iterator[Draft]:
    """Give a draft row for each figure, date, ordinal and label of the files, in their order.

    Args:
        paths: Text files in UTF-8; ``-`` is standard input.

    Raises:
        DataError: If a file is not UTF-8; the sentence names it.
    """
    for path in paths:
        for fields in draft_rows(_chunks(path)):
            yield Draft(path, fields)


def check_files(paths: Sequence[str]) -> None:
    """Make sure that every file is there before anything is drafted.

    Raises:
        DataError: If files are missing, unreadable or folders; all of them are named.
    """
    problems = []
    for path in paths:
        if path == STANDARD_INPUT:
            continue
        if not path:
            problems.append(Problem("the empty name", 0, "is no file: name a text file"))
        elif Path(path).is_dir():
            problems.append(Problem(path, 0, "is a folder: name the files in it"))
        elif not Path(path).exists():  # a pipe, such as <(unzip -p a.zip), is as good as a file
            problems.append(Problem(path, 0, "is missing: name a text file"))
        elif not os.access(path, os.R_OK):
            problems.append(Problem(path, 0, "cannot be read: mind who may read it"))
    if problems:
        raise DataError(problems)


def header(form: Form, *, with_file: bool) -> str:
    """Return the header of drafts as CSV; JSON lines have none."""
    return ",".join(_columns(with_file=with_file)) if form == "csv" else ""


def format_draft(draft: Draft, form: Form, *, with_file: bool) -> str:
    """Return one draft as a line of CSV or JSON, with a field for its file if wanted."""
    fields = ({"file": draft.file} if with_file else {}) | draft.fields
    if form == "jsonl":
        return json.dumps(fields, ensure_ascii=False)
    line = io.StringIO(newline="")
    csv.DictWriter(line, _columns(with_file=with_file), lineterminator="").writerow(fields)
    return line.getvalue()


def mark_in_context(path: str) -> Iterator[tuple[str, str, str, str]]:
    """Give kind, text before, token and text after of each draft row of one file."""
    text = "".join(_chunks(path))
    for fields in draft_rows(text):
        start, end = int(fields["start"]), int(fields["end"])
        before = " ".join(text[max(0, start - _CONTEXT) : start].split())
        after = " ".join(text[end : end + _CONTEXT].split())
        yield fields["kind"], before, fields["text"], after


def _columns(*, with_file: bool) -> list[str]:
    return [*(["file"] if with_file else []), *RAW_FIGURES.names]


def _chunks(path: str) -> Iterator[str]:
    """Give the text piece by piece, every character kept: offsets count \\r\\n as two, as in data.

    Raises:
        DataError: If it is not UTF-8; the sentence names the file and the byte.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    decoded = 0
    with ExitStack() as stack:
        here = path == STANDARD_INPUT
        file = sys.stdin.buffer if here else stack.enter_context(Path(path).open("rb"))
        while True:
            block = file.read(_CHUNK)
            kept = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                sentence = (
                    f"is not UTF-8 (byte {decoded - kept + error.start}): convert it first, as in "
                    "iconv -f gb18030 -t utf-8"
                )
                raise DataError([Problem(path, 0, sentence)]) from None
            decoded += len(block)
            if text:
                yield text
            if not block:
                return
