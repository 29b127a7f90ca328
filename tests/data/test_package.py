"""The data package, the Parquet files, the loader and the line in the changelog."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from frictionless import Package

from chongqing_livelihood import load
from chongqing_livelihood.data.files import DataFolder, find_data
from chongqing_livelihood.data.package import fingerprint, list_columns, to_parquet
from chongqing_livelihood.data.results import data_results
from chongqing_livelihood.data.tables import PROCESSED_TABLES

from .conftest import Edit

PACKAGE = find_data().processed / "datapackage.json"
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
NAMES = [table.name for table in PROCESSED_TABLES]


def test_the_package_is_valid() -> None:
    report = Package(str(PACKAGE)).validate()
    assert report.valid, report.flatten(["taskNumber", "rowNumber", "fieldName", "message"])


def test_a_broken_table_is_not_valid(folder: DataFolder, edit: Edit) -> None:
    edit("processed/changes.csv", "垫江县,health,outpatient", "垫江州,heal,outpatient")
    report = Package(str(folder.processed / "datapackage.json")).validate()
    types = {error[0] for error in report.flatten(["type"])}
    assert {"constraint-error", "foreign-key", "hash-count"} <= types


def test_every_table_and_column_is_described() -> None:
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == NAMES
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"], field
            if field["type"] == "number":
                assert field.get("unit") or resource["name"] in ("audit",), field
    assert len(package["sources"]) == 5
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_codebook_is_the_package() -> None:
    written = load("codebook")[["table", "column"]].values.tolist()
    assert written == [[row["table"], row["column"]] for row in list_columns()]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_loads_typed_with_its_units(name: str) -> None:
    table = next(table for table in PROCESSED_TABLES if table.name == name)
    frame = load(name)
    assert list(frame.columns) == list(table.names)
    kinds = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}
    assert [str(t) for t in frame.dtypes] == [kinds[column.kind] for column in table.columns]
    assert frame.attrs["title"] == table.title
    assert set(frame.attrs["descriptions"]) == set(table.names)
    assert not frame.duplicated(list(table.key)).any()


def test_loading_what_is_not_there_is_one_sentence() -> None:
    with pytest.raises(ValueError, match="there is no table 'figure': take one of figures, chan"):
        load("figure")


def test_the_installed_copy_loads_too(folder: DataFolder) -> None:
    assert len(load("figures", folder.root)) == len(load("figures"))


def test_parquet_holds_the_same_rows() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    for table in PROCESSED_TABLES:
        text = (find_data().processed / f"{table.name}.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        content = to_parquet(table, rows)
        assert content is not None
        assert content == to_parquet(table, rows)
        read = parquet.read_table(io.BytesIO(content))
        assert read.column_names == list(table.names)
        assert read.num_rows == len(rows)
        field = read.schema.field(table.names[0])
        assert field.metadata[b"description"].decode() == table.columns[0].description


def test_a_change_in_the_data_has_a_line_in_the_changelog() -> None:
    found = fingerprint(find_data())
    lines = re.findall(r"^- Data `([0-9a-f]{12})`: \S.+", CHANGELOG.read_text("utf-8"), re.M)
    assert found in lines, (
        f"the data have changed and CHANGELOG.md does not say how: add a line "
        f"'- Data `{found}`: what has changed and why.'"
    )


def test_any_change_changes_the_fingerprint(folder: DataFolder, edit: Edit) -> None:
    before = fingerprint(folder)
    edit("raw/reforms.csv", "Shared fund pool,", "Shared funds pool,")
    changed = fingerprint(folder)
    (folder.raw / "corrections.csv").rename(folder.raw / "correction.csv")
    assert len({before, changed, fingerprint(folder)}) == 3


def test_what_is_not_a_table_leaves_the_fingerprint(folder: DataFolder) -> None:
    before = fingerprint(folder)
    (folder.processed / "figures.parquet").write_bytes(b"PAR1")
    (folder.raw / ".ipynb_checkpoints").mkdir()
    (folder.raw / ".ipynb_checkpoints" / "a.csv").write_text("x", encoding="utf-8")
    assert fingerprint(folder) == before


def test_the_numbers_of_the_data_pages() -> None:
    records = {record["id"]: record for record in data_results(find_data())}
    assert len(records) == len(data_results(find_data()))
    assert records["coding:figures"]["value"] == str(len(load("figures")))
    parts = [int(r["value"]) for i, r in records.items() if re.match(r"coding:figures_[cfw]", i)]
    assert sum(parts) == len(load("figures"))
    assert records["audit:total"]["value"] == str(len(load("audit")))
    assert float(records["coding:kappa_role"]["value"]) > 0.6
    for record in records.values():
        assert set(record) == {
            "id", "name", "label", "value", "lower", "upper", "unit", "places", "text", "figures",
        }  # fmt: skip
        assert re.fullmatch(r"[a-z]+:[a-z0-9_]+", record["id"])
