"""A notebook's chart in a chapter: its number, its picture, its caption, and what is refused."""

import time
from pathlib import Path

import pytest

from tests.present.book_project import BookProject

INDEX = """# Book

```{toctree}
chapter
executed/01_first
executed/02_growth
other
results
source
uses
```
"""
NOTEBOOK = """# Notebook

```{figure} chart.png
:name: chart-02_growth
:alt: A line that rises.

Visits *then* and now.
```
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "f8cf500f0003860180d1d58a8e0000000049454e44ae426082"
)


@pytest.fixture
def project(tmp_path: Path) -> BookProject:
    project = BookProject(tmp_path, numfig=True)
    project.extensions.append("sphinx_charts")
    (tmp_path / "executed").mkdir()
    (tmp_path / "executed" / "chart.png").write_bytes(PNG)
    project.pages["executed/02_growth"] = NOTEBOOK
    project.pages |= {"index": INDEX, "other": "# Other\n", "executed/01_first": "# First\n"}
    return project


def chapter(*lines: str) -> str:
    return "\n".join(["# Chapter", "", *lines, ""])


def test_a_chart_keeps_its_number_its_words_and_its_alternative_text(project: BookProject) -> None:
    project.pages["chapter"] = chapter(
        "```{chart} 02_growth", ":caption: What *this* chapter says.", "```", "",
        "```{chart} 02_growth", "```", "", "See {numref}`chart-02_growth`.",
    )  # fmt: skip
    assert project.build() == ""
    shown = project.page("chapter").select("figure.chart")
    assert [" ".join(figure.figcaption.get_text(" ").split()) for figure in shown] == [
        "Fig. 1 What this chapter says.",
        "Fig. 1 Visits then and now.",
    ]
    for figure in shown:
        assert [image["alt"] for image in figure.select("img")] == ["A line that rises."]
        assert figure.figcaption.a["href"] == "executed/02_growth.html#chart-02-growth"
    own = project.page("executed/02_growth").select_one("figure#chart-02-growth")
    assert own is not None
    assert {figure.get("tabindex") for figure in [*shown, own]} == {"0"}
    assert (project.folder / "html" / shown[0].img["src"]).is_file()


def test_a_chart_that_is_not_there_stops_the_build_with_page_and_line(project: BookProject) -> None:
    project.pages["chapter"] = chapter("```{chart} 03_none", "```")
    said = project.build()
    assert "chapter.md:3" in said
    assert "there is no chart 'chart-03_none'" in said


def test_a_chapter_is_written_again_when_its_chart_changes(project: BookProject) -> None:
    project.pages["chapter"] = chapter("```{chart} 02_growth", "```")
    project.build()
    project.clock = int(time.time()) + 60
    project.pages["executed/02_growth"] = NOTEBOOK.replace("now.", "later.")
    assert project.build() == ""
    assert "chapter" in project.read
    assert "other" not in project.read
    assert "later." in (project.folder / "html" / "chapter.html").read_text("utf-8")


def test_a_number_that_moves_moves_wherever_it_is_shown(project: BookProject) -> None:
    project.pages["chapter"] = chapter("See {numref}`chart-02_growth`.")
    project.build()
    assert "Fig. 1" in project.page("chapter").get_text()
    project.pages["executed/01_first"] = NOTEBOOK.replace("02_growth", "01_first")
    assert project.build() == ""
    assert "Fig. 2" in project.page("chapter").get_text()
