"""The indicators of the district plan, joined with the national targets and the city's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from chongqing_livelihood.data.files import LINE, DataError, DataFolder, Problem, Row
from chongqing_livelihood.data.numbers import plain, rounded
from chongqing_livelihood.data.raw_tables import CONTEXT, INDICATORS
from chongqing_livelihood.data.schema import read_table, sift_table
from chongqing_livelihood.stats.change import annualised_growth

if TYPE_CHECKING:
    from chongqing_livelihood.data.clean import CleanFigure

PLAN_YEARS = 5
NATION, NATIONAL_YEAR = "全国", "2025"
CITY, CITY_YEAR = "重庆市", "2024"


def list_targets(
    figures: Sequence[CleanFigure],
    data: DataFolder,
    lost: Callable[[str], bool] = lambda figure_id: False,
) -> list[Row]:
    """Return the rows of targets.csv in the order of the plan's table.

    The required growth is given only where baseline and target are both levels: neither a bound
    nor a sum over the five years. A value of context.csv is joined only where its unit, brought
    to the plan's base, is the indicator's.

    Args:
        figures: The figures.
        data: The data folder.
        lost: Whether a figure is missing for a reason that is reported elsewhere.

    Raises:
        DataError: If an indicator breaks its schema, names a figure or a series that is not
            there, or joins two units.
    """
    problems: list[Problem] = []
    path = data.raw / "indicators.csv"
    indicators = sift_table(INDICATORS, path, data, problems)
    before = len(problems)
    context = read_table(CONTEXT, data.raw / "context.csv", data, problems)
    spoiled = len(problems) > before
    by_id = {figure.figure_id: figure for figure in figures}
    series = {(row["series"], row["place"], row["period"]): row for row in context}
    rows = []
    for indicator in indicators:
        # A row is not blamed for what is wrong, and reported, elsewhere.
        cells = {
            cell: "" if lost(indicator[cell]) and indicator[cell] not in by_id else indicator[cell]
            for cell in ("baseline", "target")
            if indicator[cell]
        }
        unjoined = {"national": "", "city": ""} if spoiled or "" in cells.values() else {}
        try:
            rows.append(_target({**indicator, **cells, **unjoined}, by_id, series))
        except ValueError as error:
            sentence = f"{indicator['indicator']}: {error}"
            problems.append(Problem(data.name(path), int(indicator[LINE]), sentence))
    if problems:
        raise DataError(problems)
    return rows


def _target(
    indicator: Row,
    figures: Mapping[str, CleanFigure],
    context: Mapping[tuple[str, str, str], Row],
) -> Row:
    baseline = _cell(indicator["baseline"], "baseline", figures)
    target = _cell(indicator["target"], "target", figures)
    cells = [cell for cell in (baseline, target) if cell]
    units = {cell.printed.unit or "" for cell in cells}
    if len(units) > 1:
        raise ValueError(f"baseline and target have the units {' and '.join(sorted(units))}")
    unit = next(iter(units), "")
    national = _joined(indicator["national"], NATION, NATIONAL_YEAR, unit, Fraction(1), context)
    factor = Fraction(indicator["city_factor"] or 1)
    city = _joined(indicator["city"], CITY, CITY_YEAR, unit, factor, context)
    return {
        **indicator,
        "unit": unit,
        "baseline_2020": plain(baseline.printed.value) if baseline else "",
        "target_2025": plain(target.printed.value) if target else "",
        "required_annual_growth": _growth(indicator, baseline, target),
        "figure_ids": " ".join(cell.figure_id for cell in cells),
        "national_target_2025": national,
        "city_2024": city,
    }


def _cell(figure_id: str, role: str, figures: Mapping[str, CleanFigure]) -> CleanFigure | None:
    if not figure_id:
        return None
    if figure_id not in figures:
        raise ValueError(f"there is no figure {figure_id}: the figure has moved, correct {role}")
    if (found := figures[figure_id].coding["role"]) != role:
        raise ValueError(f"{figure_id} has the role {found}, and stands as {role}: correct one")
    return figures[figure_id]


def _growth(indicator: Row, baseline: CleanFigure | None, target: CleanFigure | None) -> str:
    if not baseline or not target or indicator["cumulative"] == "true":
        return ""
    if {baseline.printed.qualifier, target.printed.qualifier} != {"exact"}:
        return ""
    if baseline.printed.value is None or target.printed.value is None:
        return ""
    ratio = Fraction(target.printed.value) / Fraction(baseline.printed.value)
    return rounded(Fraction(annualised_growth(ratio, PLAN_YEARS)))


def _joined(
    name: str,
    place: str,
    period: str,
    unit: str,
    factor: Fraction,
    context: Mapping[tuple[str, str, str], Row],
) -> str:
    if not name:
        return ""
    row = context.get((name, place, period))
    if row is None:
        raise ValueError(f"context.csv has no {name!r} for {place}, {period}: correct the name")
    if row["unit"] != unit:
        raise ValueError(f"{name!r} is in {row['unit']}, the indicator in {unit}: do not join them")
    return plain(Fraction(row["value"]) * factor)
