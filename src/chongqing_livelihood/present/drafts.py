"""Draft rows for a coder from text files: as CSV, as JSON lines, or marked in their context."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
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
        try:
            for fields in draft_rows(_chunks(path)):
                yield Draft(path, fields)
        except UnicodeDecodeError as error:
            sentence = f"is not UTF-8 (byte {error.start}): convert it first"
            raise DataError([Problem(path, 0, sentence)]) from None


def check_files(paths: Sequence[str]) -> None:
    """Make sure that every file is there before anything is drafted.

    Raises:
        DataError: If files are missing or folders; all of them are named.
    """
    problems = []
    for path in paths:
        if Path(path).is_dir():
            problems.append(Problem(path, 0, "is a folder: name the files in it"))
        elif path != STANDARD_INPUT and not Path(path).is_file():
            problems.append(Problem(path, 0, "is missing: name a text file"))
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
    for draft in draft_files([path]) if path != STANDARD_INPUT else _from_text(text):
        start, end = int(draft.fields["start"]), int(draft.fields["end"])
        before = " ".join(text[max(0, start - _CONTEXT) : start].split())
        after = " ".join(text[end : end + _CONTEXT].split())
        yield draft.fields["kind"], before, draft.fields["text"], after


def _columns(*, with_file: bool) -> list[str]:
    return [*(["file"] if with_file else []), *RAW_FIGURES.names]


def _from_text(text: str) -> Iterator[Draft]:
    return (Draft(STANDARD_INPUT, fields) for fields in draft_rows(text))


def _chunks(path: str) -> Iterator[str]:
    if path == STANDARD_INPUT:
        yield from iter(lambda: sys.stdin.read(_CHUNK), "")
        return
    with Path(path).open(encoding="utf-8") as file:
        yield from iter(lambda: file.read(_CHUNK), "")
