"""Where the tables lie, how they are read strictly and written whole. Knows no columns."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

Row = dict[str, str]
"""One row of a table as it was printed; the key ``""`` holds its line in the file."""

LINE = ""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in the data: where it is, and a sentence with the remedy."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.sentence}"


class DataError(ValueError):
    """Everything found wrong in the data, one line a problem, all at once.

    Attributes:
        problems: What is wrong, in order: each has ``file``, ``line`` and ``sentence``.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        # An exception is copied from its text, which is not what this one is made from.
        return type(self), (self.problems,)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The ``data`` folder of a checkout, or the copy that travels with an installed package."""

    root: Path
    shown: str = field(default="", compare=False)
    """What messages call the folder: the path that the user gave; else its own name."""
    fixed: bool = field(default=False, compare=False)
    """Whether it is the installed copy, which nothing rebuilds."""

    @property
    def raw(self) -> Path:
        """What was printed: sidecars, figures, reforms, corrections, context."""
        return self.root / "raw"

    @property
    def processed(self) -> Path:
        """What it means: the tables that `clean` writes."""
        return self.root / "processed"

    def name(self, path: Path) -> str:
        """Return ``path`` as messages name it: below the folder as given, with forward slashes."""
        if not path.is_relative_to(self.root):
            return path.as_posix()
        shown = PurePosixPath(self.shown or self.root.name)
        return (shown / path.relative_to(self.root).as_posix()).as_posix()


def find_data(folder: str | Path | DataFolder | None = None) -> DataFolder:
    """Return the data folder: the given one, else the checkout's, else the installed copy.

    Raises:
        DataError: If there is no such folder.

    >>> find_data().raw.name
    'raw'
    """
    if isinstance(folder, DataFolder):
        return folder
    package = Path(__file__).resolve().parents[1]
    checkout, installed = package.parents[1] / "data", package / "_data"
    # Beside an installed package, a folder data is somebody else's.
    own = [checkout, installed] if package.parent.name == "src" else [installed]
    # An empty name is a name too: it comes from a variable that is not set.
    candidates = own if folder is None else [Path(folder)]
    for candidate in candidates:
        if (candidate / "raw").is_dir():
            given = "" if folder is None or candidate == checkout else candidate.as_posix()
            return DataFolder(candidate, given, fixed=candidate == installed)
    sentence = "is not a data folder: it has no folder raw; name the one of a checkout"
    raise DataError([Problem(str(candidates[0]), 0, sentence)])


def read_rows(path: Path, columns: Sequence[str], name: str) -> list[Row]:
    """Return the rows of a CSV file, every field a string, each with its line number.

    Args:
        path: The file: UTF-8, commas, LF, a header with exactly ``columns``.
        columns: The names that the header must hold, in this order.
        name: What messages call the file.

    Raises:
        DataError: If the file is missing, not UTF-8, or a row does not have one field a column.
    """
    text = read_text(path, name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    start = 1
    try:
        for fields in reader:
            if start == 1 and fields != list(columns):
                sentence = f"the header is {','.join(fields)!r}; it must be {','.join(columns)!r}"
                raise DataError([Problem(name, 1, sentence)])
            if start > 1 and len(fields) != len(columns):
                sentence = (
                    f"{len(fields)} fields where the header has {len(columns)}: "
                    "quote a field that holds a comma, or fill in the empty ones"
                )
                problems.append(Problem(name, start, sentence))
            elif start > 1:
                rows.append({**dict(zip(columns, fields, strict=True)), LINE: str(start)})
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(name, reader.line_num, f"is not CSV ({error}): mind the quotes"))
    if start == 1:
        problems.append(Problem(name, 1, f"is empty; its header must be {','.join(columns)!r}"))
    if problems:
        raise DataError(problems)
    return rows


def read_text(path: Path, name: str) -> str:
    """Return the text of a file.

    Raises:
        DataError: If the file is missing or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        sentence = "is missing: restore it from git, or add it as CONTRIBUTING.md says"
        raise DataError([Problem(name, 0, sentence)]) from None
    except UnicodeDecodeError as error:
        sentence = f"is not UTF-8 (byte {error.start}): save it as UTF-8"
        raise DataError([Problem(name, 0, sentence)]) from None


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as CSV text: commas, LF, quotes only where they are needed."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_whole(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write files so that none is ever half-written, and return the names that changed.

    Everything goes to hidden files first, beside the names it is for; only when all of it is
    there do they take these names, each in one step. Files that hold the same bytes stay as they
    are. A killed run can leave hidden files behind; the next one writes over them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    changed = {
        name: folder / f".{name}.new"
        for name, content in files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    }
    try:
        for name, draft in changed.items():
            draft.write_bytes(files[name])
        for name, draft in changed.items():
            os.replace(draft, folder / name)
    finally:
        for draft in changed.values():
            draft.unlink(missing_ok=True)
    return list(changed)
