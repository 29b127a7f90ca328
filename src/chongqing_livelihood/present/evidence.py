"""Gather every figure and every result into the one file that the book reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chongqing_livelihood.data.audit import list_checks
from chongqing_livelihood.data.columns import Table
from chongqing_livelihood.data.files import LINE, DataFolder, Row, read_rows
from chongqing_livelihood.data.raw_tables import CONTEXT
from chongqing_livelihood.data.results import data_results
from chongqing_livelihood.data.sources import read_sidecars
from chongqing_livelihood.data.tables import AUDIT, FIGURES, REFORMS
from chongqing_livelihood.present.evidence_facts import context_key
from chongqing_livelihood.present.notebooks import results_of

DATA_PAGE = "data"
"""The page of the book that the numbers about the data themselves belong to."""


def gather_evidence(data: DataFolder, executed: Sequence[Path]) -> str:
    """Return the evidence file as JSON text: sources, figures, results, and the facts beside them.

    Args:
        data: The data folder, with ``processed`` rebuilt.
        executed: The executed notebooks.

    Raises:
        DataError: If a table is missing.
        ValueError: If two notebooks record the same result, or a result names no figure.
    """
    audit = _rows(data, AUDIT)
    checks = list_checks(audit)
    figures = {
        row["figure_id"]: {name: row[name] for name in FIGURES.names}
        | {"id": row["figure_id"], "start": int(row["start"]), "end": int(row["end"])}
        | {"checks": checks.get(row["figure_id"], [])}
        for row in _rows(data, FIGURES)
    }
    results: dict[str, Mapping[str, Any]] = {
        record["id"]: record | {"notebook": "", "page": DATA_PAGE} for record in data_results(data)
    }
    for notebook in executed:
        for record in results_of(json.loads(notebook.read_text(encoding="utf-8"))):
            if record["id"] in results:
                raise ValueError(f"{notebook.name}: the result {record['id']} is recorded twice")
            if missing := set(record["figures"]) - set(figures):
                lost = ", ".join(sorted(missing))
                raise ValueError(f"{notebook.name}: {record['id']} rests on unknown {lost}")
            page = f"executed/{notebook.stem}"
            results[record["id"]] = record | {"notebook": notebook.stem, "page": page}
    evidence = {
        "sources": read_sidecars(data),
        "figures": figures,
        "results": results,
        "audit": {row["check"]: _plain(row) for row in audit},
        "context": {context_key(row): _plain(row) for row in _rows(data, CONTEXT, data.raw)},
        "reforms": {row["reform"]: _plain(row) for row in _rows(data, REFORMS)},
    }
    return json.dumps(evidence, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _rows(data: DataFolder, table: Table, folder: Path | None = None) -> list[Row]:
    path = (folder or data.processed) / f"{table.name}.csv"
    return read_rows(path, table.names, data.name(path))


def _plain(row: Row) -> Row:
    return {name: text for name, text in row.items() if name != LINE}
