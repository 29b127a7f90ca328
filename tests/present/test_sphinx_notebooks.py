import copy
from typing import Any

import pytest

from chongqing_livelihood.present.sphinx_notebooks import fold_code, number_charts


def code(*tags: str, **metadata: Any) -> dict[str, Any]:
    tagged = {"tags": list(tags)} if tags else {}
    return {"cell_type": "code", "source": "a = 1", "outputs": [], "metadata": tagged | metadata}


def folded(cell: dict[str, Any]) -> dict[str, Any]:
    return dict(fold_code({"cells": [cell], "nbformat": 4})["cells"][0]["metadata"])


def test_code_is_folded_behind_a_line_that_says_what_it_is() -> None:
    assert folded(code())["tags"] == ["hide-input"]
    assert folded(code())["mystnb"]["code_prompt_show"] == "Show the code"
    assert folded(code("hide-input"))["tags"] == ["hide-input"]
    assert folded(code("parameters"))["mystnb"]["code_prompt_show"] == "Show the parameters"
    assert folded(code("hide-cell"))["mystnb"]["code_prompt_show"] == "Show all results"


@pytest.mark.parametrize("tag", ["remove-cell", "remove-input", "show-input"])
def test_an_author_who_decided_is_obeyed(tag: str) -> None:
    assert folded(code(tag))["tags"] == [tag]


def test_what_else_is_said_about_a_cell_is_kept() -> None:
    kept = folded(code(mystnb={"image": {"alt": "a chart"}}, name="x"))
    assert kept["mystnb"]["image"] == {"alt": "a chart"}
    assert kept["name"] == "x"


def test_prose_is_left_alone_and_the_notebook_given_is_not_changed() -> None:
    notebook = {"cells": [{"cell_type": "markdown", "source": "a", "metadata": {}}, code()]}
    before = copy.deepcopy(notebook)
    assert fold_code(notebook)["cells"][0] == before["cells"][0]
    assert notebook == before


def drawn(**metadata: Any) -> dict[str, Any]:
    return code(**metadata) | {"outputs": [{"data": {"image/svg+xml": "<svg/>"}}]}


def test_each_chart_becomes_a_figure_with_a_name_of_its_own() -> None:
    said = {"mystnb": {"figure": {"caption": "Visits."}, "image": {"alt": "a line"}}}
    cells = [code(), drawn(**said), drawn(**said)]
    numbered, bare = number_charts({"cells": cells}, "02_growth")
    options = [cell["metadata"].get("mystnb") for cell in numbered["cells"]]
    assert options[0] is None
    assert options[1]["figure"] == {"name": "chart-02_growth", "caption": "Visits."}
    assert options[1]["image"] == {"alt": "a line"}
    assert options[2]["figure"]["name"] == "chart-02_growth-2"
    assert bare == []


@pytest.mark.parametrize("metadata", [{}, {"mystnb": {"figure": {"caption": " "}}}])
def test_a_chart_without_a_caption_is_named_by_its_cell(metadata: dict[str, Any]) -> None:
    assert number_charts({"cells": [code(), drawn(**metadata)]}, "02_growth")[1] == [1]
