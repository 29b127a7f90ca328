"""Each mistake that an author can make stops the strict build, named by its page and line."""

import base64
import json
from pathlib import Path

import pytest
import yaml

from chongqing_livelihood.present.book import BookError, build_book
from tests.present.sphinx_project import BOOK_CONFIG, Project

CONFIG = yaml.safe_load(BOOK_CONFIG)
CONFIG["sphinx"]["config"]["extensions"] += [
    f"chongqing_livelihood.present.{name}"
    for name in ("sphinx_claims", "sphinx_notebooks", "sphinx_images")
]
GOOD = ["uses", "source", "results"]
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
MISTAKES = {
    "figure": ("Rose by {val}`src:11`.", "unknown evidence id 'src:11'"),
    "result": ("Rose by {val}`book:fall`.", "unknown evidence id 'book:fall'"),
    "claim": ("```{claim} rise\n:checks: none\nIt rose.\n```", "'none'"),
    "unused": ("```{claim} lone\n:checks: sum\nIt rose.\n```", "'lone'"),
    "image": ("![](pixel.png)", "no text in the place of an image: say what pixel.png shows"),
    "tag": ('<img src="pixel.png" alt=" ">', "no text in the place of an image: say what <img"),
    "file": ("![A pixel](no.png)", "image file not readable: no.png"),
    "page": ("See {doc}`nowhere`.", "unknown document: 'nowhere'"),
    "anchor": ("See [this](#nowhere).", "cross-reference target not found: 'nowhere'"),
    "link": ("See [this](nowhere.md).", "cross-reference target not found: 'nowhere.md'"),
}
"""Name of a page: what stands on its third line, and the complaint."""


def notebook(alt: str) -> str:
    """An executed notebook whose second cell has drawn a chart."""
    said = {"mystnb": {"image": {"alt": alt}, "figure": {"caption": "A pixel."}}}
    drawn = {"output_type": "display_data", "metadata": {}, "data": {"image/png": PIXEL}}
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"# Chart {alt}"},
        {"cell_type": "code", "id": "b", "metadata": said if alt else
         {"mystnb": {"figure": {"caption": "A pixel."}}}, "source": "show()",
         "execution_count": 1, "outputs": [drawn]},
    ]  # fmt: skip
    written_in = {"language_info": {"name": "python"}}
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": written_in, "cells": cells}
    return json.dumps(whole)


def write_book(root: Path, names: list[str]) -> None:
    book = root / "book"
    (book / "_static").mkdir(parents=True)
    chapters = "\n".join(f"  - file: {name}" for name in [*GOOD, *names])
    (book / "_config.yml").write_text(yaml.safe_dump(CONFIG), "utf-8")
    (book / "_toc.yml").write_text(
        f"format: jb-book\nroot: index\nchapters:\n{chapters}\n", "utf-8"
    )
    project = Project(book)
    project.pages["index"] = "# Home\n"
    for name in names:
        if name in MISTAKES:
            project.pages[name] = f"# Page\n\n{MISTAKES[name][0]}\n"
    project.write()
    path = book / "evidence.json"
    check = {"check": "sum", "statement": "It adds up.", "figure_ids": "src:10", "explanation": "",
             "verdict": "consistent", "printed_lower": "1", "printed_upper": "1",
             "computed_lower": "1", "computed_upper": "1"}  # fmt: skip
    facts = {"audit": {"sum": check}, "context": {}, "reforms": {}}
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | facts), "utf-8")
    (book / "pixel.png").write_bytes(base64.b64decode(PIXEL))
    for name in names:
        if name.endswith("chart"):
            text = notebook("A single pixel." if name == "chart" else "")
            (book / f"{name}.ipynb").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the build says of a book with all these mistakes."""
    root = tmp_path_factory.mktemp("bad")
    write_book(root, [*MISTAKES, "barechart"])
    with pytest.raises(BookError) as error:
        build_book(root)
    return str(error.value)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_page_and_line(said: str, name: str) -> None:
    lines = [line for line in said.splitlines() if f"book/{name}.md:3: WARNING" in line]
    assert any(MISTAKES[name][1] in line for line in lines), said


def test_a_chart_without_alternative_text_is_named_with_its_cell(said: str) -> None:
    (line,) = [line for line in said.splitlines() if "barechart.ipynb" in line]
    assert "barechart.ipynb, cell 2" in line
    assert "no text in the place of an image" in line


def test_the_same_book_without_mistakes_is_built(tmp_path: Path) -> None:
    write_book(tmp_path, ["chart"])
    build_book(tmp_path)
