"""The page of parameters is made from the code, and misses none of them."""

from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from chongqing_livelihood.present.parameters import Parameters
from chongqing_livelihood.present.sphinx_parameters import _describe, describe_parameters
from tests.present.book_project import BookProject


class Example(Parameters):
    share: float = Field(0.5, ge=0, le=1, description="A share")
    count: int = Field(3, gt=0, description="A count")
    seed: int | None = Field(None, lt=10)
    rule: Literal["round", "truncate"] = "round"
    names: list[str] = Field(min_length=1, max_length=4)
    few: tuple[str, ...] = Field((), max_length=5)
    flag: bool = True
    low: float = -0.5
    figures: dict[str, float] = {"a": 1.0}  # noqa: RUF012


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("share", ("number", "0.5", "0 to 1", "A share")),
        ("count", ("whole number", "3", "more than 0", "A count")),
        ("seed", ("whole number or none", "none", "less than 10", "")),
        ("rule", ("choice", "`round`", "`round`, `truncate`", "")),
        ("names", ("list of words", "set in the notebook", "1 to 4 of them", "")),
        ("few", ("list of words", "none", "at most 5", "")),
        ("flag", ("yes or no", "yes", "", "")),
        ("low", ("number", "−0.5", "", "")),
        ("figures", ("numbers by name", "`a`: 1", "", "")),
    ],
)
def test_a_field_is_said_in_words(name: str, said: tuple[str, ...]) -> None:
    found = _describe(name, Example.model_fields[name])
    assert found[1:] == said


def test_every_notebook_with_parameters_is_described() -> None:
    root = Path(__file__).parents[2]
    notebooks = {path.stem.partition("_")[2] for path in (root / "notebooks").glob("*.ipynb")}
    described = {each.notebook for each in describe_parameters()}
    assert notebooks <= described
    for each in describe_parameters():
        assert each.summary
        assert all(row[4] for row in each.rows), f"{each.notebook} lacks a description"


def test_the_page_has_a_section_and_a_table_for_each(tmp_path: Path) -> None:
    project = BookProject(tmp_path)
    project.extensions = ["sphinx_claims", "sphinx_parameters"]
    project.pages["uses"] = "# Uses\n\n```{parameters-table}\n```\n"
    project.pages["02_outpatient_growth"] = "---\norphan: true\n---\n# Growth\n"
    assert project.build() == ""
    page = project.page("uses")
    assert len(page.select("section section table")) == len(describe_parameters())
    section = page.find(id="parameters-outpatient_growth")
    assert section is not None
    link = section.select_one("p a")
    assert link is not None
    assert link.get_text() == "To the notebook"
    assert link["href"] == "02_outpatient_growth.html"
    assert "background_low" in section.get_text()
