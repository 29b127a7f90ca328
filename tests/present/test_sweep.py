"""A grid is expanded as it is written, run point by point, and gathered whole."""

from pathlib import Path

import nbformat
import pytest

from chongqing_livelihood.present.notebooks import NotebookError
from chongqing_livelihood.present.sweep import expand_values, sweep

CELLS = (
    "x = 1\ny = 'a'",
    "from chongqing_livelihood.present.results import Results\n"
    "assert x != 3, 'three is too much'\n"
    "results = Results('grid')\n"
    "_ = results.add('double', 2 * x, unit='times', label='Twice x')\n"
    "results.show()",
)


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    cells[0].metadata["tags"] = ["parameters"]
    path = tmp_path / "01_grid.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0:0.08:0.02", [0.0, 0.02, 0.04, 0.06, 0.08]),
        ("-0.02:0.02:0.02", [-0.02, 0.0, 0.02]),
        ("1:4:1", [1, 2, 3, 4]),
        ("4:1:-1", [4, 3, 2, 1]),
        ("0.1", [0.1]),
        ("in,out", ["in", "out"]),
    ],
)
def test_an_axis_holds_both_ends_and_no_float_noise(text: str, values: list[object]) -> None:
    assert expand_values(text) == values


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0:1:0", "a step of 0 does not lead from 0 to 1"),
        ("0:1:-0.1", "a step of -0.1 does not lead from 0 to 1"),
        ("a:b:c", "'a:b:c' is not start:stop:step in numbers"),
        ("0:1:0.000001", "a grid has at most 10000 points"),
    ],
)
def test_an_axis_that_cannot_be_walked_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        expand_values(text)


@pytest.mark.slow
def test_every_point_is_there_and_a_failing_one_says_why(notebook: Path) -> None:
    points = sorted(sweep(notebook, {"x": [1, 2, 3]}, workers=2), key=lambda p: p.parameters["x"])
    assert [row["value"] for point in points for row in point.rows()] == ["2", "4"]
    assert points[0].rows()[0] == {
        "x": "1", "id": "grid:double", "label": "Twice x", "value": "2", "lower": "2",
        "upper": "2", "unit": "times",
    }  # fmt: skip
    assert points[2].failure == ("01_grid.ipynb, code cell 2: AssertionError: three is too much")


def test_an_unknown_name_is_refused_before_anything_runs(notebook: Path) -> None:
    with pytest.raises(
        NotebookError, match=r"01_grid\.ipynb has no parameter 'z': take one of x, y"
    ):
        list(sweep(notebook, {"z": [1]}))
