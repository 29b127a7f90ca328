"""Every notebook runs with its defaults and with other parameters, and twice to the same bytes."""

import json
import re
from pathlib import Path

import nbformat
import pytest
import yaml

from chongqing_livelihood.present.notebooks import (
    NotebookError,
    parameter_defaults,
    results_of,
    run_notebook,
)

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECOND = yaml.safe_load(Path(__file__).with_name("second_parameters.yml").read_text("utf-8"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.mark.slow
@each_notebook
def test_another_run_gives_the_same_bytes(path: Path, executed: Path, tmp_path: Path) -> None:
    assert run_notebook(path, tmp_path / path.name)
    again = tmp_path / path.name
    assert again.read_bytes() == (executed / path.name).read_bytes()
    assert str(ROOT) not in again.read_text("utf-8"), "a path of this machine is in the output"


@pytest.mark.slow
@each_notebook
def test_other_parameters_give_other_results(path: Path, tmp_path: Path) -> None:
    results = run_notebook(path, tmp_path / path.name, SECOND[path.stem])
    executed = json.loads((tmp_path / path.name).read_text("utf-8"))
    assert results == results_of(executed)
    assert "injected-parameters" in json.dumps(executed)


@pytest.mark.slow
@each_notebook
def test_a_misspelt_parameter_from_outside_ends_in_one_sentence(path: Path, tmp_path: Path) -> None:
    with pytest.raises(NotebookError) as error:
        run_notebook(path, tmp_path / path.name, {"no_such_parameter": 1})
    assert re.fullmatch(
        rf"{path.name}, code cell \d+: ParameterError: \w+ has no parameter "
        r"'no_such_parameter': [^\n]+",
        str(error.value),
    )
    assert not list(tmp_path.iterdir()), "a failed run leaves nothing behind"


@each_notebook
def test_a_notebook_is_stored_clean(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert len(code) <= 12
    assert ["parameters"] in [cell.metadata.get("tags", []) for cell in code]
    sources = "\n".join(cell.source for cell in code)
    assert not re.search(r"^\s*(def|class) |sys\.path|pip install|open\(", sources, re.M)
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}


@each_notebook
def test_a_notebook_has_its_parts(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    headings = re.findall(r"^#+ (.+)$", "\n".join(c.source for c in notebook.cells), re.M)
    assert headings[0].endswith("?")
    assert {"Parameters", "What a reviewer would object", "Try it"} <= set(headings)


@each_notebook
def test_a_notebook_says_in_one_line_how_to_rerun_it(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    said = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    commands = re.findall(r"`\.venv/bin/livelihood run (\w+) -p (\w+)=(\S+) -o mine\.ipynb`", said)
    assert len(commands) == 1
    notebook, name, value = commands[0]
    assert notebook == path.stem
    default = parameter_defaults(path)[name]
    assert yaml.safe_load(value) != yaml.safe_load(default), "the example changes nothing"


def test_every_notebook_has_a_second_set_of_parameters() -> None:
    assert set(SECOND) == {path.stem for path in NOTEBOOKS}
