"""A copy of the data that a test may break."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chongqing_livelihood.data.files import DataError, DataFolder, find_data

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A whole copy of the data folder."""
    shutil.copytree(find_data().root, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def edit(folder: DataFolder) -> Edit:
    """Replace a string that stands once in a file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = folder.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


def set_field(folder: DataFolder, file: str, key: str, **fields: str) -> int:
    """Change fields of the one row whose first field is ``key``, and return its line."""
    path = folder.root / file
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    (line,) = [number for number, row in enumerate(rows, start=1) if row[0] == key]
    for name, value in fields.items():
        rows[line - 1][rows[0].index(name)] = value
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return line


def sentences(build: Callable[[], object]) -> list[str]:
    """Return everything that is reported when ``build`` fails."""
    with pytest.raises(DataError) as failure:
        build()
    return str(failure.value).splitlines()
