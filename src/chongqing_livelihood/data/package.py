"""Describe the processed tables: the codebook and the Frictionless data package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from chongqing_livelihood.data.columns import Column, Table
from chongqing_livelihood.data.files import Row
from chongqing_livelihood.data.tables import PROCESSED_TABLES

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}


def list_columns() -> list[Row]:
    """Return the rows of codebook.csv: every column of every processed table."""
    return [
        {
            "table": table.name,
            "column": column.name,
            "type": column.kind,
            "unit": column.unit,
            "required": str(column.required).lower(),
            "vocabulary": " ".join(column.vocabulary) or column.pattern,
            "description": column.description,
        }
        for table in PROCESSED_TABLES
        for column in table.columns
    ]


def describe_package(
    files: Mapping[str, bytes], sidecars: Mapping[str, Mapping[str, str | int]]
) -> str:
    """Return datapackage.json for the tables in ``files``, as text.

    Args:
        files: Bytes of each CSV file by its name.
        sidecars: The sidecar of each source by its id.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "chongqing-livelihood",
        "title": "Reported figures on livelihood reform in Chongqing, 2012-2025",
        "version": version("chongqing-livelihood"),
        "description": "Figures of four newspaper items and one district plan, each with its "
        "printed token, its place in the source, its value and the interval it can mean.",
        "licenses": [LICENCE],
        "sources": [_source(sidecar) for _, sidecar in sorted(sidecars.items())],
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in PROCESSED_TABLES],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _source(sidecar: Mapping[str, str | int]) -> dict[str, str]:
    title = str(sidecar["title"] or sidecar["title_en"])
    published = f"{sidecar['published']} ({sidecar['published_basis']})"
    publisher = str(sidecar["publisher"]) or "publisher not printed"
    return {"title": f"{sidecar['id']}: {title}. {publisher}, {published}"}


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.vocabulary:
        constraints["enum"] = list(column.vocabulary)
    elif column.pattern and column.kind == "string":
        constraints["pattern"] = column.pattern
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.kind,
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    if constraints:
        field["constraints"] = constraints
    return field
