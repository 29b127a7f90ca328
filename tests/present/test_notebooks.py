"""A notebook is kept only when every cell has run."""

from pathlib import Path

import nbformat
import pytest

from chongqing_livelihood.present.notebooks import NotebookError, find_notebook, run_notebook


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
