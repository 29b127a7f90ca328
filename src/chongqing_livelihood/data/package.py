"""Describe the processed tables: codebook, Frictionless data package, Parquet, fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any

from chongqing_livelihood.data.columns import Column, Table
from chongqing_livelihood.data.files import DataFolder, Row
from chongqing_livelihood.data.tables import PROCESSED_TABLES

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}


TABLE_SUFFIXES = {".csv", ".yml", ".json"}


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


def to_parquet(table: Table, rows: Sequence[Row]) -> bytes | None:
    """Return a table as Parquet bytes with typed columns, or None where there is no pyarrow.

    Empty fields are null, in text columns too. Descriptions and units travel as metadata of the
    fields; nothing of the machine does, so that the bytes depend on rows and library alone.
    """
    try:
        pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        return None
    types: dict[str, tuple[Any, Callable[[str], Any]]] = {
        "string": (pa.string(), str),
        "integer": (pa.int64(), int),
        "number": (pa.float64(), float),
        "boolean": (pa.bool_(), lambda text: text == "true"),
    }
    fields, columns = [], []
    for column in table.columns:
        kind, read = types[column.kind]
        notes = {"description": column.description, "unit": column.unit}
        fields.append(pa.field(column.name, kind, metadata=notes))
        values = [read(row[column.name]) if row[column.name] else None for row in rows]
        columns.append(pa.array(values, kind))
    schema = pa.schema(fields, metadata={"title": table.title})
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), out, compression="zstd")
    content: bytes = out.getvalue().to_pybytes()
    return content


def fingerprint(data: DataFolder) -> str:
    """Return the first twelve digits of a sha256 over all raw and processed tables.

    CHANGELOG.md names it with what has changed, so that no change in the data goes unsaid. What
    the tables are made into (Parquet) and hidden files are left out.

    >>> from chongqing_livelihood.data.files import find_data
    >>> len(fingerprint(find_data()))
    12
    """
    digest = hashlib.sha256()
    for folder in (data.raw, data.processed):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(data.root).as_posix()
            if path.suffix in TABLE_SUFFIXES and "/." not in name:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{name} {content}\n".encode())
    return digest.hexdigest()[:12]


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
        "contributors": [{"title": "The chongqing-livelihood authors", "role": "author"}],
        "keywords": ["Chongqing", "livelihood reform", "reported figures", "interval arithmetic"],
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
    if table.links:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [key]}}
            for column, other, key in table.links
        ]
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
