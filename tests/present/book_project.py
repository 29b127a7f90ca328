"""A tiny Sphinx project with checks, statistics, reforms and tables, for the book's directives."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.present.sphinx_project import CONFIG, Project

EXTENSIONS = ["sphinx_claims", "sphinx_tables"]
EXACT = {"printed_lower": "66", "printed_upper": "66", "computed_lower": "66",
         "computed_upper": "66"}  # fmt: skip


def check(slug: str, verdict: str = "consistent", **fields: str) -> dict[str, str]:
    """A row of the audit."""
    plain = {"check": slug, "statement": f"The {slug} holds.", "figure_ids": "src:10",
             "verdict": verdict, "explanation": "The sides agree."}  # fmt: skip
    return plain | EXACT | fields


def statistic(**fields: str) -> dict[str, str]:
    """A row of the background statistics."""
    return {"series": "GDP", "place": "重庆市", "period": "2021", "value": "2789402000000",
            "unit": "yuan", "title": "统计公报", "address": "http://example.org/x",
            "grade": "official", "note": ""} | fields  # fmt: skip


def reform(slug: str, **fields: str) -> dict[str, str]:
    """A row of the catalogue of reforms."""
    return {"reform": slug, "name_zh": "县管乡用", "name_en": "County hires", "place": "垫江县",
            "domain": "health", "mechanism": "The county employs doctors", "start": "",
            "source": "src", "n_figures": "1", "n_outcomes": "0"} | fields  # fmt: skip


class BookProject(Project):
    """Pages, an evidence file with facts, and processed tables."""

    def __init__(self, folder: Path, **config: Any) -> None:
        super().__init__(folder)
        self.audit = [check("sum"), check("odd", "inconsistent"), check("open", "undetermined"),
                      check("near", printed_upper="67")]  # fmt: skip
        self.context = [statistic(), statistic(period="2022", value="2912903000000")]
        self.reforms = [reform("county-hires"), reform("other", name_zh="归雁", name_en="Geese")]
        self.tables: dict[str, list[dict[str, str]]] = {}
        self.config = dict(config)
        self.extensions = list(EXTENSIONS)

    def write(self) -> None:
        super().write()
        path = self.folder / "evidence.json"
        evidence = json.loads(path.read_text("utf-8"))
        evidence["audit"] = {row["check"]: row for row in self.audit}
        evidence["context"] = {
            f"{row['series']}|{row['place']}|{row['period']}": row for row in self.context
        }
        evidence["reforms"] = {row["reform"]: row for row in self.reforms}
        self._put("evidence.json", json.dumps(evidence, ensure_ascii=False))
        (self.folder / "tables").mkdir(exist_ok=True)
        for name, rows in self.tables.items():
            text = io.StringIO()
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            self._put(f"tables/{name}.csv", text.getvalue())

    def build(self, builder: str = "html") -> str:
        self.write()
        warnings = io.StringIO()
        package = "chongqing_livelihood.present"
        config = CONFIG | {
            "extensions": ["myst_parser", *(f"{package}.{name}" for name in self.extensions)],
            "tables_folder": "tables",
            "exclude_patterns": ["html", "gettext"],
        }
        doctrees = "doctrees-gettext" if builder == "gettext" else "doctrees"
        with patch_docutils(str(self.folder / "conf")), docutils_namespace():
            app = Sphinx(
                self.folder, None, self.folder / builder, self.folder / doctrees, builder,
                confoverrides=config | self.config, status=io.StringIO(), warning=warnings,
            )  # fmt: skip
            self.read = []
            app.connect("source-read", lambda _app, name, _text: self.read.append(name))
            app.build()
        return warnings.getvalue()
