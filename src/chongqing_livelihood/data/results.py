"""The numbers that the book says about the data themselves: counts, agreement, verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from chongqing_livelihood.data.agreement import TOTAL, match_rows, read_codings
from chongqing_livelihood.data.files import DataFolder, Row, read_rows
from chongqing_livelihood.data.sources import read_coded_rows, read_sidecars
from chongqing_livelihood.data.tables import PROCESSED_TABLES

Record = dict[str, Any]

COMPARED = ("kind", "qualifier", "unit", "measure", "place", "domain", "role", "period")


def data_results(data: DataFolder) -> list[Record]:
    """Return the numbers that codebook and data page insert, as records of the evidence file.

    Ids are ``coding:figures``, ``coding:figures_cqrb_2022``, ``coding:percent_role``,
    ``coding:kappa_role``, ``reforms:total``, ``audit:inconsistent``, ``targets:total`` and the
    like; `name` is the part after the colon. All are exact counts or rounded shares.

    Raises:
        DataError: If a table is missing or broken.
    """
    tables = {
        table.name: read_rows(
            data.processed / f"{table.name}.csv",
            table.names,
            data.name(data.processed / f"{table.name}.csv"),
        )
        for table in PROCESSED_TABLES
    }
    return [
        *_coding(data, tables["figures"]),
        *_agreement(data, tables["agreement"], tables["figures"]),
        *_reforms(tables["reforms"]),
        *_audit(tables["audit"]),
        *_targets(tables["targets"]),
        _record("changes:total", "Rows of changes.csv", len(tables["changes"])),
        _record("places:total", "Places in places.csv", len(tables["places"])),
        _record(
            "places:with_figures",
            "Places with at least one figure",
            sum(row["n_figures"] != "0" for row in tables["places"]),
        ),
    ]


def _coding(data: DataFolder, figures: Sequence[Row]) -> list[Record]:
    records = [_record("coding:figures", "Figures of all sources", len(figures))]
    total: Counter[str] = Counter()
    for source in read_sidecars(data):
        kinds = Counter(row["kind"] for row in read_coded_rows(source, data))
        total += kinds
        records += _kinds(f"_{_slug(source)}", f" of {source}", kinds)
    borderline = sum(row["note"].startswith("borderline:") for row in figures)
    hedged = sum(row["qualifier"] != "exact" for row in figures)
    return [
        *records,
        *_kinds("", " of all sources", total)[1:],
        _record("coding:borderline", "Figures whose note begins with borderline", borderline),
        _record("coding:hedged", "Figures with a qualifier or a bound", hedged),
    ]


def _kinds(suffix: str, of: str, kinds: Mapping[str, int]) -> list[Record]:
    others = sum(count for kind, count in kinds.items() if kind != "figure")
    return [
        _record(f"coding:figures{suffix}", f"Figures{of}", kinds["figure"]),
        _record(f"coding:others{suffix}", f"Dates, ordinals and labels{of}", others),
        _record(f"coding:rows{suffix}", f"Coded rows{of}", kinds["figure"] + others),
    ]


def _agreement(data: DataFolder, rows: Sequence[Row], figures: Sequence[Row]) -> list[Record]:
    records = []
    for row in rows:
        if row["field"] == "value_low_high":  # once for each source: matched figures
            suffix = "" if row["source"] == TOTAL else f"_{_slug(row['source'])}"
            label = f"Figures coded twice, {row['source']}"
            records.append(_record(f"coding:figures_double_coded{suffix}", label, row["n"]))
        if row["source"] != TOTAL:
            continue
        label = f"Agreement on {row['field'].replace('_', ' ')}"
        records.append(_record(f"coding:percent_{row['field']}", label, row["percent"], "percent"))
        if row["kappa"]:
            label = f"Cohen's kappa of {row['field'].replace('_', ' ')}"
            records.append(_record(f"coding:kappa_{row['field']}", label, row["kappa"], "", 2))
    codings = read_codings(data)
    one = sum(row["kind"] == "figure" for first, _ in codings.values() for row in first)
    two = sum(row["kind"] == "figure" for _, second in codings.values() for row in second)
    matched = sum(len(match_rows(*both)) for both in codings.values())
    passages = len(read_rows(data.raw / "recoding" / "passages.csv", ("source", "start", "end"),
                             "passages.csv"))  # fmt: skip
    return [
        *records,
        _record("coding:passages", "Passages drawn for the second coding", passages),
        _record("coding:first_figures", "Figures of the first coding in the passages", one),
        _record("coding:second_figures", "Figures of the second coding", two),
        _record("coding:matched_rows", "Rows of both codings that belong together", matched),
        *_settled(codings, figures),
    ]


def _settled(
    codings: Mapping[str, tuple[Sequence[Row], Sequence[Row]]], figures: Sequence[Row]
) -> list[Record]:
    """Count what became of the first coding's figures in the passages when it was settled."""
    now = {row["figure_id"]: row for row in figures}
    removed = changed = 0
    for source, (first, _) in codings.items():
        for row in first:
            if row["kind"] != "figure":
                continue
            later = now.get(f"{source}:{row['start']}")
            removed += later is None
            changed += later is not None and any(row[name] != later[name] for name in COMPARED[1:])
    return [
        _record("coding:settled_removed", "Figures of the passages removed afterwards", removed),
        _record("coding:settled_changed", "Figures of the passages changed afterwards", changed),
    ]


def _reforms(rows: Sequence[Row]) -> list[Record]:
    silent = sum(row["n_figures"] == "0" for row in rows)
    outcomes = sum(row["n_outcomes"] != "0" for row in rows)
    counts = Counter(row["source"] for row in rows)
    return [
        _record("reforms:total", "Reforms in the catalogue", len(rows)),
        _record("reforms:without_figures", "Reforms without any figure", silent),
        _record("reforms:with_outcomes", "Reforms with at least one reported change", outcomes),
        *(
            _record(f"reforms:of_{_slug(source)}", f"Reforms described by {source}", count)
            for source, count in sorted(counts.items())
        ),
    ]


def _audit(rows: Sequence[Row]) -> list[Record]:
    verdicts = Counter(row["verdict"] for row in rows)
    return [
        _record("audit:total", "Identities of the arithmetic audit", len(rows)),
        *(
            _record(f"audit:{verdict}", f"Identities found {verdict}", verdicts[verdict])
            for verdict in ("consistent", "inconsistent", "undetermined")
        ),
    ]


def _targets(rows: Sequence[Row]) -> list[Record]:
    return [
        _record("targets:total", "Indicators of the plan", len(rows)),
        _record("targets:with_baseline", "Indicators with a 2020 value in the table",
                sum(bool(row["baseline_2020"]) for row in rows)),
        _record("targets:with_growth", "Indicators whose required growth can be computed",
                sum(bool(row["required_annual_growth"]) for row in rows)),
        _record("targets:cumulative", "Indicators that are sums over five years",
                sum(row["cumulative"] == "true" for row in rows)),
        _record("targets:binding", "Binding indicators",
                sum(row["binding"] == "约束性" for row in rows)),
        _record("targets:with_national", "Indicators joined with a national target",
                sum(bool(row["national_target_2025"]) for row in rows)),
        _record("targets:with_city", "Indicators joined with the city's value for 2024",
                sum(bool(row["city_2024"]) for row in rows)),
    ]  # fmt: skip


def _record(id_: str, label: str, value: int | str, unit: str = "item", places: int = 0) -> Record:
    number = str(value)
    return {
        "id": id_,
        "name": id_.partition(":")[2],
        "label": label,
        "value": number,
        "lower": number,
        "upper": number,
        "unit": unit,
        "places": 1 if unit == "percent" else places,
        "text": "",
        "figures": [],
    }


def _slug(source: str) -> str:
    return source.replace("-", "_")
