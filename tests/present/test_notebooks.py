"""A notebook is kept only when every cell has run."""

from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from chongqing_livelihood.present.notebooks import (
    STARTS,
    NotebookError,
    find_notebook,
    run_notebook,
)


def write(path: Path, *cells: str) -> Path:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(notebook, path)
    return path


@pytest.mark.slow
def test_a_failing_notebook_is_named_with_its_cell_and_leaves_the_old_output(
    tmp_path: Path,
) -> None:
    notebook = write(tmp_path / "07_bad.ipynb", "1", "raise ValueError('too\\n  little')", "2")
    output = tmp_path / "out" / "07_bad.ipynb"
    output.parent.mkdir()
    output.write_text("old")
    with pytest.raises(NotebookError) as error:
        run_notebook(notebook, output)
    assert str(error.value) == "07_bad.ipynb, code cell 2: ValueError: too little"
    assert output.read_text() == "old"
    assert [path.name for path in output.parent.iterdir()] == ["07_bad.ipynb"]


@pytest.mark.slow
@pytest.mark.parametrize(("lost", "runs"), [(STARTS - 1, True), (STARTS, False)])
def test_a_kernel_that_lost_its_port_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: int, runs: bool
) -> None:
    execute, failures = papermill.execute_notebook, iter(range(lost))

    def start(*args: Any, **options: Any) -> Any:
        if next(failures, None) is not None:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return execute(*args, **options)

    monkeypatch.setattr(papermill, "execute_notebook", start)
    notebook, output = write(tmp_path / "07_fine.ipynb", "1"), tmp_path / "out.ipynb"
    if runs:
        run_notebook(notebook, output)
    else:
        with pytest.raises(NotebookError, match="its kernel did not start in 4"):
            run_notebook(notebook, output)
    assert output.exists() == runs


def test_another_failure_of_the_kernel_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def die(*args: Any, **options: Any) -> Any:
        calls.append(args)
        raise RuntimeError("Kernel died")

    monkeypatch.setattr(papermill, "execute_notebook", die)
    with pytest.raises(RuntimeError, match="Kernel died"):
        run_notebook(write(tmp_path / "07_fine.ipynb", "1"), tmp_path / "out.ipynb")
    assert len(calls) == 1


def test_a_missing_notebook_is_named_with_those_there_are(tmp_path: Path) -> None:
    write(tmp_path / "01_there.ipynb")
    with pytest.raises(NotebookError) as error:
        run_notebook(tmp_path / "02_gone.ipynb", tmp_path / "out.ipynb")
    assert str(error.value) == "there is no notebook 02_gone.ipynb; there are: 01_there"


@pytest.mark.parametrize("name", ["2", "02", "outpatient_growth", "02_outpatient_growth"])
def test_a_notebook_is_found_by_number_or_name(name: str) -> None:
    assert find_notebook(name).name == "02_outpatient_growth.ipynb"


def test_a_near_miss_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(NotebookError, match="did you mean 'outpatient_growth'"):
        find_notebook("outpatient_groth")
