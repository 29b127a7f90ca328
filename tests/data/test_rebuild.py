"""The tables are the same whoever rebuilds them, and never half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chongqing_livelihood.data.clean import clean, write_processed
from chongqing_livelihood.data.files import DataError, DataFolder, find_data, write_whole

from .conftest import sentences, set_field

COMMITTED = {
    path.name: path.read_bytes()
    for path in find_data().processed.iterdir()
    if path.suffix in (".csv", ".json")
}


def tables(folder: DataFolder) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.processed.iterdir()
        if path.suffix in (".csv", ".json")
    }


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "4242"},
    ],
    ids=lambda surroundings: surroundings["TZ"],
)
def test_a_rebuild_is_byte_identical_to_what_is_committed(
    folder: DataFolder, surroundings: dict[str, str]
) -> None:
    for path in folder.processed.iterdir():
        path.unlink()
    subprocess.run(
        [sys.executable, "-m", "chongqing_livelihood.cli", "clean", "--data", str(folder.root)],
        env={**os.environ, **surroundings},
        check=True,
        capture_output=True,
    )
    assert tables(folder) == COMMITTED


@pytest.mark.sources
def test_nothing_is_overwritten_when_a_token_is_not_in_its_text(folder: DataFolder) -> None:
    line = set_field(folder, "raw/figures/cqrb-2022.csv", "2569", text="23.68%")
    found = sentences(lambda: write_processed(folder))
    assert found == [
        "data/processed: nothing overwritten: correct the rows below",
        f"data/raw/figures/cqrb-2022.csv:{line}: cqrb-2022[2569:2575]: expected '23.68%', "
        "found '23.67%': correct start, end or text",
    ]
    assert tables(folder) == COMMITTED


def test_a_second_rebuild_changes_nothing(folder: DataFolder) -> None:
    write_processed(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.processed.iterdir()}
    assert write_processed(folder) == []
    assert {path: path.stat().st_mtime_ns for path in folder.processed.iterdir()} == before


def test_nothing_is_written_when_a_row_is_bad(folder: DataFolder) -> None:
    set_field(folder, "raw/figures/cqrb-2022.csv", "2569", text="23.68%")
    set_field(folder, "raw/reforms.csv", "fumin-loans", mechanism="")
    with pytest.raises(DataError):
        write_processed(folder)
    assert tables(folder) == COMMITTED
    assert {path.name for path in folder.root.iterdir()} == {"raw", "processed"}


KILLED = """
import os, sys
from pathlib import Path
from chongqing_livelihood.data import files

move, moved = os.replace, []
def replace(source, target):
    if len(moved) == int(sys.argv[2]):
        os._exit(9)
    moved.append(target)
    move(source, target)
files.os.replace = replace
new = {name: b"new " * 100_000 for name in ("a.csv", "b.csv", "c.csv")}
files.write_whole(Path(sys.argv[1]), new)
"""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_kill_between_two_files_leaves_whole_files(tmp_path: Path, after: int) -> None:
    folder = tmp_path / "processed"
    old, new = b"old", b"new " * 100_000
    write_whole(folder, dict.fromkeys(("a.csv", "b.csv", "c.csv"), old))
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(after)], check=False)
    assert done.returncode == 9
    contents = [(folder / name).read_bytes() for name in ("a.csv", "b.csv", "c.csv")]
    assert contents == [new] * after + [old] * (3 - after)
    assert {path.suffix for path in folder.iterdir()} <= {".csv", ".new"}
    changed = write_whole(folder, dict.fromkeys(("a.csv", "b.csv", "c.csv"), new))
    assert changed == ["a.csv", "b.csv", "c.csv"][after:]
    assert {(folder / name).read_bytes() for name in changed} == {new}
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv", "c.csv"]


def test_a_processed_table_is_checked_before_it_is_written(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = clean(folder)
    rows["figures"][0]["qualifier"] = "perhaps"
    rows["changes"][0]["ratio"] = "1e3"
    monkeypatch.setattr("chongqing_livelihood.data.clean.clean", lambda _: rows)
    found = sentences(lambda: write_processed(folder))
    assert found == [
        "data/processed/changes.csv:2: ratio '1e3' is not a plain decimal number: "
        "write it without spaces or separators",
        "data/processed/figures.csv:2: qualifier 'perhaps' is not one of exact, about, nearly, "
        "over, under, at_least, at_most, some: take one of them",
    ]
    assert tables(folder) == COMMITTED
