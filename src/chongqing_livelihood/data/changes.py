"""The before/after and level/change sets among the figures, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from chongqing_livelihood.data.files import DataError, DataFolder, Problem, Row
from chongqing_livelihood.data.numbers import plain, rounded, rounded_down, rounded_up
from chongqing_livelihood.stats.change import (
    annualised_growth,
    growth_from_addition,
    relative_change,
    years_between,
)
from chongqing_livelihood.stats.intervals import Interval, as_interval

if TYPE_CHECKING:
    from chongqing_livelihood.data.clean import CleanFigure

UNKNOWN = ".."
DECREASE = "decrease"
"""First word of the note of a relative change that is printed without a sign but is a fall."""

CHANGE_ROLES = {"baseline", "after", "change_abs", "change_rel"}
EARLIER = {"baseline", "level", "share", "rate", "ratio"}
"""What a target can make a set with: the level from which it starts."""

LEVEL_AND_TARGET = 2
BOUNDS = {"at_most", "at_least"}
NO_SET = (
    "{} make no set: join baseline and after, a level and its change, or a level and its target"
)
WHOLE = {"percent": 100, "permille": 1000, "times": 1}


@dataclass(frozen=True, slots=True)
class _Levels:
    """Both levels at their printed values, and the ratio with its interval."""

    before: Fraction | None
    after: Fraction | None
    ratio: Fraction
    bounds: Interval


def list_changes(figures: Sequence[CleanFigure], data: DataFolder) -> list[Row]:
    """Return the rows of changes.csv in the order of the figures.

    A set is a baseline with its later level, or a level with the change that led to it. A
    relative change that stands alone is a row of its own, without levels. A set of a level and its
    target is no change and has no row here; any other set is refused.

    Two bounds of one kind, such as a ceiling that was raised, are compared as they are printed:
    the convention takes a bound to be sharp, so their ratio is exact.

    Raises:
        DataError: If a set has one member, or figures that make no kind of set.
    """
    sets: dict[str, list[CleanFigure]] = {}
    for figure in figures:
        if figure.coding["pair"]:
            sets.setdefault(figure.coding["pair"], []).append(figure)
        elif figure.coding["role"] == "change_rel":
            sets[figure.figure_id] = [figure]
    rows: list[Row] = []
    problems: list[Problem] = []
    for pair, members in sets.items():
        try:
            row = _change(pair, members)
        except ValueError as error:
            first = members[0]
            file = data.name(data.raw / "figures" / f"{first.source}.csv")
            problems.append(Problem(file, first.line, f"pair {pair!r}: {error}"))
            continue
        if row:
            rows.append(row)
    if problems:
        raise DataError(problems)
    return rows


def _change(pair: str, members: Sequence[CleanFigure]) -> Row | None:
    alone = len(members) == 1 and not members[0].coding["pair"]
    if len(members) == 1 and not alone:
        raise ValueError("it has one member: give it the rest of the set, or no pair")
    by_role: dict[str, CleanFigure] = {}
    for figure in members:
        if figure.coding["role"] in CHANGE_ROLES | {"level"} and figure.coding["role"] in by_role:
            raise ValueError(f"it has two figures of role {figure.coding['role']}")
        by_role[figure.coding["role"]] = figure
    roles = sorted(figure.coding["role"] for figure in members)
    if len(roles) == LEVEL_AND_TARGET and "target" in roles and set(roles) & EARLIER:
        return None
    if len(roles) > len(by_role) or not (set(by_role) - {"baseline"}) & CHANGE_ROLES:
        raise ValueError(NO_SET.format(", ".join(roles)))
    levels = _levels(by_role)
    start, end = _periods(by_role)
    years = _years(start, end)
    latest = by_role.get("after") or by_role.get("level") or members[0]
    growth = annualised_growth(levels.ratio, years) if years else None
    return {
        "pair": pair,
        "place": latest.coding["place"],
        "domain": latest.coding["domain"],
        "counted": latest.coding["counted"],
        "before": _level(levels.before),
        "after": _level(levels.after),
        "ratio": rounded(levels.ratio),
        "ratio_lower": rounded_down(levels.bounds.lower),
        "ratio_upper": rounded_up(levels.bounds.upper),
        "period_from": start,
        "period_to": end,
        "years": rounded(years, 4),
        "annualised": "" if growth is None else rounded(Fraction(growth)),
        "direction": _direction(levels.ratio),
        "figure_ids": " ".join(figure.figure_id for figure in members),
    }


def _levels(by_role: dict[str, CleanFigure]) -> _Levels:
    if "baseline" in by_role and "after" in by_role:
        earlier, later = by_role["baseline"], by_role["after"]
        if earlier.printed.unit != later.printed.unit:
            raise ValueError(f"units {earlier.printed.unit} and {later.printed.unit} differ")
        before, after = _value(earlier), _value(later)
        if before <= 0:
            raise ValueError(f"the baseline {earlier.printed.text} is not above zero")
        bounds = relative_change(*_comparable(earlier, later)).ratio
        return _Levels(before, after, after / before, bounds)
    if "change_abs" in by_role and "level" in by_role:
        level, added = by_role["level"], by_role["change_abs"]
        after = _value(level)
        before = after - _value(added)
        if before <= 0:
            raise ValueError(f"{added.printed.text} is not below the level {level.printed.text}")
        bounds = growth_from_addition(level.meaning, added.meaning).ratio
        return _Levels(before, after, after / before, bounds)
    if "change_rel" in by_role and "baseline" not in by_role and "after" not in by_role:
        ratio, bounds = _relative(by_role["change_rel"])
        later_level = _value(by_role["level"]) if "level" in by_role else None
        return _Levels(later_level / ratio if later_level else None, later_level, ratio, bounds)
    raise ValueError(NO_SET.format(", ".join(sorted(by_role))))


def _comparable(earlier: CleanFigure, later: CleanFigure) -> tuple[Interval, Interval]:
    """Return what the two ends of a change can mean; of two bounds of one kind, the bounds."""
    qualifiers = {earlier.printed.qualifier, later.printed.qualifier}
    if len(qualifiers) == 1 and qualifiers <= BOUNDS:
        return as_interval(_value(earlier)), as_interval(_value(later))
    return earlier.meaning, later.meaning


def _relative(figure: CleanFigure) -> tuple[Fraction, Interval]:
    whole = WHOLE.get(figure.printed.unit or "")
    if whole is None:
        raise ValueError(f"{figure.printed.text} is a relative change but no percentage")
    share, bounds = _value(figure) / whole, figure.meaning / whole
    if figure.coding["note"].split(":")[0].split(";")[0] == DECREASE:
        share, bounds = -share, -bounds
    if share <= -1:
        raise ValueError(f"{figure.printed.text} leaves nothing: the later level is not above zero")
    return 1 + share, 1 + bounds


def _periods(by_role: dict[str, CleanFigure]) -> tuple[str, str]:
    """Return the times of the earlier and the later level; empty where they are not known."""
    for role in ("change_rel", "change_abs"):
        if role in by_role and "/" in (period := by_role[role].coding["period"]):
            start, _, end = period.partition("/")
            return start.replace(UNKNOWN, ""), end.replace(UNKNOWN, "")
    later = by_role.get("after") or by_role.get("level") or by_role.get("change_rel")
    start = by_role["baseline"].coding["period"] if "baseline" in by_role else ""
    return start, later.coding["period"] if later else ""


def _years(start: str, end: str) -> Fraction | None:
    if not start or not end or "/" in start + end:
        return None
    return years_between(start, end)


def _direction(ratio: Fraction) -> str:
    return "unchanged" if ratio == 1 else "up" if ratio > 1 else "down"


def _level(level: Fraction | None) -> str:
    if level is None:
        return ""
    return plain(level) if level.denominator == 1 else rounded(level)


def _value(figure: CleanFigure) -> Fraction:
    if figure.printed.value is None:
        raise ValueError(f"{figure.printed.text} is a range: a change needs one value")
    return Fraction(figure.printed.value)
