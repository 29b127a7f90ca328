"""A tiny Sphinx project with an evidence file, for the tests of the extension."""

import io
import json
import os
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

BOOK_CONFIG = """
title: A book
only_build_toc_files: true
execute: {execute_notebooks: "off"}
sphinx:
  config:
    extensions:
      - myst_nb
      - jupyter_book
      - sphinx_comments
      - sphinx_external_toc
      - sphinx_book_theme
      - chongqing_livelihood.present.sphinx_evidence
    evidence_file: evidence.json
"""
"""Of a small book that Jupyter Book builds."""
BOOK_TOC = (
    "format: jb-book\nroot: index\nchapters: [{file: uses}, {file: source}, {file: results}]\n"
)
CONFIG = {
    "extensions": ["myst_parser", "chongqing_livelihood.present.sphinx_evidence"],
    "evidence_file": "evidence.json",
    "html_theme": "basic",
    "root_doc": "index",
    "nitpicky": True,
}
PAGES = {
    "index": "# Home\n\n```{toctree}\nuses\nsource\nresults\n```\n",
    "uses": "# Uses\n\nVisits rose by {val}`src:10`.\n",
    "source": "# Source\n\n```{evidence-table} src\n```\n",
    "results": "# Results\n\n```{result-table}\n```\n",
}


def figure(start: int, **fields: Any) -> dict[str, Any]:
    """A figure as the pipeline writes it."""
    plain = {
        "id": f"src:{start}", "source": "src", "start": start, "end": start + 6,
        "text": "23.67%", "value": "23.67", "low": "", "high": "",
        "lower": "23.665", "upper": "23.675", "qualifier": "exact", "unit": "percent",
        "measure": "", "counted": "outpatient visits", "counted_zh": "门诊量", "place": "垫江县",
        "domain": "health", "role": "change_rel", "period": "2018/2021", "pair": "",
        "reform": "", "note": "", "checks": [],
    }  # fmt: skip
    return plain | fields


def result(name: str, **fields: Any) -> dict[str, Any]:
    """A result as the pipeline writes it."""
    plain = {
        "id": f"book:{name}", "notebook": "01_book", "name": name, "label": f"the {name}",
        "value": "7.338612", "lower": "7.337165", "upper": "7.340059", "unit": "percent",
        "text": "", "figures": ["src:10"], "page": "uses",
    }  # fmt: skip
    return plain | fields


class Project:
    """Pages and an evidence file in a folder, built as often as a test likes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.figures = [figure(10), figure(20, text="124名", value="124", lower="124", upper="124",
                                           unit="person", place="", period="")]  # fmt: skip
        self.results = [result("growth")]
        self.pages = dict(PAGES)
        self.read: list[str] = []
        self.clock = 1_700_000_000

    def write(self) -> None:
        """Write what changed, each time a little later, so that no two builds look the same."""
        self.clock += 10
        evidence = {
            "sources": {
                "src": {
                    "id": "src",
                    "title": "重庆",
                    "publisher": "Daily",
                    "publisher_basis": "inferred",
                }
            },
            "figures": {entry["id"]: entry for entry in self.figures},
            "results": {entry["id"]: entry for entry in self.results},
        }
        self._put("evidence.json", json.dumps(evidence, ensure_ascii=False))
        for name, text in self.pages.items():
            self._put(f"{name}.md", text)

    def build(self) -> str:
        """Build what changed and return the warnings."""
        self.write()
        warnings = io.StringIO()
        config = self.folder / "conf"
        with patch_docutils(str(config)), docutils_namespace():
            app = Sphinx(
                self.folder, None, self.folder / "html", self.folder / "doctrees", "html",
                confoverrides=dict(CONFIG), status=io.StringIO(), warning=warnings,
            )  # fmt: skip
            self.read = []
            app.connect("source-read", lambda _app, name, _text: self.read.append(name))
            app.build()
        return warnings.getvalue()

    def page(self, name: str) -> BeautifulSoup:
        """Return a built page."""
        return BeautifulSoup(
            (self.folder / "html" / f"{name}.html").read_text("utf-8"), "html.parser"
        )

    def links(self, name: str) -> list[str]:
        """Return the texts of the evidence links on a page."""
        return [link.get_text() for link in self.page(name).select("a.ev-link")]

    def _put(self, name: str, text: str) -> None:
        path = self.folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            os.utime(path, (self.clock, self.clock))
