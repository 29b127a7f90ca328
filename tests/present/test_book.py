"""The build as one function: what it leaves behind when it succeeds, fails or is interrupted."""

import os
import shutil
from pathlib import Path

import pytest

from chongqing_livelihood.present import book
from chongqing_livelihood.present.book import BookError, build_book
from tests.present.sphinx_project import BOOK_CONFIG, BOOK_TOC, Project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("root")
    (root / "book" / "_static").mkdir(parents=True)
    (root / "book" / "_config.yml").write_text(BOOK_CONFIG, "utf-8")
    (root / "book" / "_toc.yml").write_text(BOOK_TOC, "utf-8")
    project = Project(root / "book")
    project.pages["index"] = "# Home\n"
    project.write()
    build_book(root)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "root"))


def pages(root: Path) -> dict[str, bytes]:
    html = root / "book" / "_build" / "html"
    return {p.relative_to(html).as_posix(): p.read_bytes() for p in html.rglob("*") if p.is_file()}


def text_of(root: Path, name: str) -> str:
    return (root / "book" / "_build" / "html" / f"{name}.html").read_text("utf-8")


def test_a_build_leaves_pages_and_no_scratch(root: Path) -> None:
    assert "23.67%" in text_of(root, "uses")
    assert {p.name for p in (root / "book" / "_build").iterdir()} == {"html", ".state"}


@pytest.mark.slow
def test_a_failing_build_names_page_and_line_and_leaves_everything_as_it_was(root: Path) -> None:
    before = pages(root)
    page = root / "book" / "uses.md"
    good = page.read_text("utf-8")
    page.write_text(f"{good}\n{{val}}`src:11`\n", "utf-8")
    for _ in range(2):  # the second time is no better: nothing half-read was kept
        with pytest.raises(BookError, match=r"book/uses\.md:5: WARNING: unknown evidence id") as e:
            build_book(root)
        assert str(root) not in str(e.value)
        assert pages(root) == before
    page.write_text(good, "utf-8")
    build_book(root)
    assert pages(root).keys() == before.keys()


@pytest.mark.slow
def test_a_changed_page_is_built_as_a_fresh_build_would(root: Path) -> None:
    page = root / "book" / "uses.md"
    page.write_text("# Other title\n\nOnly {val}`src:20`.\n", "utf-8")
    os.utime(page, (1_600_000_000, 1_600_000_000))  # older than the build: content decides
    build_book(root)
    assert "124 persons" in text_of(root, "uses")
    changed = pages(root)
    build_book(root, afresh=True)
    assert pages(root) == changed


@pytest.mark.slow
def test_a_build_that_breaks_off_leaves_the_last_book(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pages(root)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(book, "run_jupyter_book", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_book(root)
    assert pages(root) == before
    assert not (root / "book" / "_build" / ".scratch").exists()


def test_an_interrupted_swap_is_put_right(tmp_path: Path) -> None:
    (tmp_path / "html.old").mkdir()
    (tmp_path / "html.old" / "index.html").write_text("kept")
    book._recover(tmp_path / "html")
    assert (tmp_path / "html" / "index.html").read_text() == "kept"


def test_lines_of_notebooks_are_told_by_cell() -> None:
    log = "/r/book/executed/a.ipynb:30002: WARNING: unknown\nall is well\n"
    assert book._complaint(log, Path("/r/book")).splitlines()[1:] == [
        "  book/executed/a.ipynb, cell 3, line 2: WARNING: unknown"
    ]


def test_a_long_list_of_complaints_is_cut() -> None:
    log = "\n".join(f"/r/book/a.md:{i}: WARNING: x" for i in range(50))
    assert book._complaint(log, Path("/r/book")).splitlines()[-1] == "  ... and 30 more"
