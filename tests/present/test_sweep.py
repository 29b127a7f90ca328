"""A grid is expanded as it is written, run point by point, and gathered whole."""

import time
from pathlib import Path

import nbformat
import pytest

from chongqing_livelihood.present.notebooks import NotebookError
from chongqing_livelihood.present.sweep import GridPoint, expand_values, sweep

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
        ("nan:1:0.1", "'nan:1:0.1' is not start:stop:step in numbers"),
        ("0:inf:0.1", "'0:inf:0.1' is not start:stop:step in numbers"),
        ("0:1:0.000001", "a grid has at most 10000 points"),
        ("0:1:1e-90", r"has 1e\+90 values; a grid has at most 10000 points"),
        ("0:1", "'0:1' lacks its step: write 0:1:0.01"),
        ("1,,2", "'1,,2' has an empty value"),
        ("1,[", r"'1,\[' is no list of values as YAML"),
        ("0.1,0.10", "0.1 stands twice in '0.1,0.10': keep one"),
    ],
)
def test_an_axis_that_cannot_be_walked_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        expand_values(text)


def _touch(notebook: Path, parameters: dict[str, int]) -> GridPoint:
    time.sleep(0.05)
    Path(notebook.parent, f"{parameters['x']}.done").touch()
    return GridPoint(parameters, ())


def test_an_interrupted_grid_does_not_run_to_its_end(
    notebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chongqing_livelihood.present.sweep._run", _touch)
    points = sweep(notebook, {"x": list(range(40))}, workers=1)
    next(points)
    del points  # as an interruption does, which leaves the grid behind
    assert 0 < len(list(notebook.parent.glob("*.done"))) < 20


def test_a_grid_that_is_too_large_is_refused_before_it_is_written_out(notebook: Path) -> None:
    with pytest.raises(ValueError, match="the grid has 1000000000000 points; 10000 are the most"):
        next(sweep(notebook, {"x": range(10**6), "y": range(10**6)}))


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
