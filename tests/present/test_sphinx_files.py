"""A measurement in a file is shown under labels of the page's own, and its numbers as numbers."""

from pathlib import Path

import pytest

from tests.present.book_project import BookProject


@pytest.fixture
def project(tmp_path: Path) -> BookProject:
    project = BookProject(tmp_path)
    project.extensions.append("sphinx_files")
    project.write()
    rows = "style,what_it_took,seconds\nwork_report,import chongqing_livelihood,0.50\nall,,29115\n"
    (project.folder / "speed.csv").write_text(rows, "utf-8")
    return project


def show(project: BookProject, labels: str) -> str:
    fence = f"```{{file-table}} The caption\n:file: speed.csv\n:labels: {labels}\n```\n"
    project.pages["uses"] = f"# Uses\n\n{fence}"
    return project.build()


def test_labels_stand_in_place_of_the_first_row(project: BookProject) -> None:
    assert show(project, "Style | What it took | Seconds") == ""
    rows = project.page("uses").select("table.book-table tr")
    assert [[cell.get_text().strip() for cell in row.select("th, td")] for row in rows] == [
        ["Style", "What it took", "Seconds"],
        ["work report", "import chongqing_livelihood", "0.50"],
        ["all", "", "29,115"],
    ]
    numbers = project.page("uses").select("td.number")
    assert [cell.get_text().strip() for cell in numbers] == ["0.50", "29,115"]


def test_labels_reach_the_translator(project: BookProject) -> None:
    show(project, "Style | What it took | Seconds")
    assert project.build("gettext") == ""
    found = (project.folder / "gettext" / "uses.pot").read_text("utf-8")
    assert 'msgid "What it took"' in found
    assert 'msgid "The caption"' in found


def test_a_label_too_few_is_a_warning_at_its_line(project: BookProject) -> None:
    warnings = show(project, "Style | Seconds")
    assert "uses.md:3: WARNING: file-table: 2 labels for 3 columns" in warnings
