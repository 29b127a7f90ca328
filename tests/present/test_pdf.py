"""The book as a PDF: outline, page numbers, links within, Chinese that can be copied."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from chongqing_livelihood.present import pdf
from chongqing_livelihood.present.book import BookError
from chongqing_livelihood.present.pdf import NAME, build_pdf, find_browser
from tests.present.sphinx_project import BOOK_CONFIG, BOOK_TOC, Project

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
]


def make(root: Path, uses: str) -> Path:
    (root / "book" / "_static").mkdir(parents=True)
    fonts = "      - chongqing_livelihood.present.sphinx_assets\n"
    config = BOOK_CONFIG.replace("    evidence_file", f"{fonts}    evidence_file")
    (root / "book" / "_config.yml").write_text(config, "utf-8")
    (root / "book" / "_toc.yml").write_text(BOOK_TOC, "utf-8")
    for style in (Path(__file__).parents[2] / "book" / "_static").glob("*.css"):
        shutil.copy(style, root / "book" / "_static")
    project = Project(root / "book")
    project.pages["index"] = "# Home\n"
    project.pages["uses"] = uses
    project.write()
    return root


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    root = tmp_path_factory.mktemp("pdf")
    make(root, "# Uses\n\nVisits in 垫江县 rose by {val}`src:10`.\n\n## Below\n\nText.\n")
    path = build_pdf(root)
    assert path == root / "book" / "_build" / NAME
    assert [p.name for p in path.parent.iterdir()] == [NAME]
    return PdfReader(path)


def headings(outline: list[Any]) -> list[str]:
    return [
        title
        for item in outline
        for title in (headings(item) if isinstance(item, list) else [item.title])
    ]


def test_the_outline_names_the_chapters(printed: PdfReader) -> None:
    found = [title.strip("# ") for title in headings(printed.outline)]
    assert [t for t in found if t in ("Home", "Uses", "Below", "Source", "Results")] == [
        "Home", "Uses", "Below", "Source", "Results",
    ]  # fmt: skip


def test_pages_are_numbered(printed: PdfReader) -> None:
    assert len(printed.pages) >= 4
    for number, page in enumerate(printed.pages, start=1):
        words = page.extract_text().split()
        assert str(number) in (words[0], words[-1])


def test_links_lead_within_the_file(printed: PdfReader) -> None:
    links = [
        note.get_object()
        for page in printed.pages
        for note in page.get("/Annots") or ()
        if note.get_object().get("/Subtype") == "/Link"
    ]
    assert len(links) >= 3
    for link in links:
        address = (link.get("/A") or {}).get("/URI", "")
        assert "/Dest" in link or not address.startswith("file:"), address


def test_chinese_can_be_copied_from_the_page(printed: PdfReader) -> None:
    assert "垫江县" in "".join(page.extract_text() for page in printed.pages)


def test_a_warning_stops_the_print_and_leaves_the_old_one(tmp_path: Path) -> None:
    make(tmp_path, "# Uses\n\n{val}`src:99`\n")
    old = tmp_path / "book" / "_build" / NAME
    old.parent.mkdir()
    old.write_bytes(b"old")
    with pytest.raises(BookError, match="unknown evidence id 'src:99'"):
        build_pdf(tmp_path)
    assert old.read_bytes() == b"old"
    assert [p.name for p in old.parent.iterdir()] == [NAME]


def test_without_a_browser_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "BROWSERS", ())
    with pytest.raises(BookError, match="install Chromium"):
        find_browser()
