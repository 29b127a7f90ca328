"""Do the printed numbers agree? Identities written in ``data/raw/audit.yml``, evaluated exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from chongqing_livelihood.data.files import (
    DataError,
    DataFolder,
    Problem,
    Row,
    find_data,
    read_text,
)
from chongqing_livelihood.data.formulas import ZeroDivisorError, evaluate
from chongqing_livelihood.data.identities import read_identities
from chongqing_livelihood.data.numbers import rounded, rounded_down, rounded_up
from chongqing_livelihood.data.raw_tables import CONTEXT
from chongqing_livelihood.data.schema import read_table
from chongqing_livelihood.stats.exact import exact
from chongqing_livelihood.stats.intervals import Interval, Reading

if TYPE_CHECKING:
    from chongqing_livelihood.data.clean import CleanFigure

Verdict = Literal["consistent", "inconsistent", "undetermined"]

TELLING = Fraction(1, 4)
"""Sides wider than this share of their size overlap too easily for the overlap to say much."""


@dataclass(frozen=True, slots=True)
class AuditResult:
    """One identity: what ought to hold, both sides with their intervals, and the verdict."""

    check: str
    scope: str
    statement: str
    figure_ids: tuple[str, ...]
    printed: Interval
    computed: Interval
    verdict: Verdict
    explanation: str

    def __str__(self) -> str:
        return f"{self.verdict:<12}  {self.check}: {self.statement} {self.explanation}"

    def as_row(self) -> Row:
        """Return the result as a row of audit.csv."""
        return {
            "check": self.check,
            "statement": self.statement,
            "figure_ids": " ".join(self.figure_ids),
            "printed_lower": rounded_down(self.printed.lower),
            "printed_upper": rounded_up(self.printed.upper),
            "computed_lower": rounded_down(self.computed.lower),
            "computed_upper": rounded_up(self.computed.upper),
            "verdict": self.verdict,
            "explanation": self.explanation,
        }


def audit(
    data: DataFolder | None = None, reading: Reading | None = None
) -> tuple[AuditResult, ...]:
    """Return the verdict on every identity, in the order of the file.

    Args:
        data: The data folder.
        reading: The convention by which a printed number stands for an interval; widen it to see
            which verdicts survive.

    Raises:
        DataError: If the figures or the identities are wrong; every bad one is named.

    >>> results = {result.check: result.verdict for result in audit()}
    >>> results["wanzhou-tasks-sum"], results["fengjie-doctors-of-436-before"]
    ('consistent', 'inconsistent')
    """
    from chongqing_livelihood.data.clean import clean_figures

    data = data or find_data()
    return audit_figures(clean_figures(data, reading or Reading()), data)


def audit_figures(
    figures: Sequence[CleanFigure],
    data: DataFolder,
    lost: Callable[[str], bool] = lambda figure_id: False,
) -> tuple[AuditResult, ...]:
    """Return the verdict on every identity, for figures that are already cleaned.

    Args:
        figures: The figures.
        data: The data folder.
        lost: Whether a figure is missing for a reason that is reported elsewhere; identities
            that name it are left out.

    Raises:
        DataError: If an identity is malformed, or names a figure or a series that is not there.
    """
    path = data.raw / "audit.yml"
    name = data.name(path)
    problems: list[Problem] = []
    context = read_table(CONTEXT, data.raw / "context.csv", data, problems)
    spoiled = bool(problems)
    identities = read_identities(read_text(path, name), name, problems)
    by_id = {figure.figure_id: figure for figure in figures}
    series = {(row["series"], row["place"], row["period"]): row["value"] for row in context}
    results = []
    for identity in identities:
        missing = set(identity.figures.values()) - by_id.keys()
        if any(map(lost, missing)) or (spoiled and identity.context):
            continue
        try:
            results.append(_judge(identity, by_id, series))
        except ValueError as error:
            problems.append(Problem(name, 0, f"{identity.check}: {error}"))
    if problems:
        raise DataError(problems)
    return tuple(results)


def list_audit(
    figures: Sequence[CleanFigure],
    data: DataFolder,
    lost: Callable[[str], bool] = lambda figure_id: False,
) -> list[Row]:
    """Return the rows of audit.csv."""
    return [result.as_row() for result in audit_figures(figures, data, lost)]


def list_checks(rows: Sequence[Mapping[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Return, by figure, the checks of audit.csv it takes part in.

    >>> row = {"check": "sum", "figure_ids": "a:1 a:2", "verdict": "consistent",
    ...        "statement": "They add up.", "explanation": "Both sides are 66."}
    >>> list_checks([row])["a:2"][0]["verdict"]
    'consistent'
    """
    checks: dict[str, list[dict[str, str]]] = {}
    names = ("check", "statement", "verdict", "explanation")
    for row in rows:
        for figure_id in row["figure_ids"].split():
            checks.setdefault(figure_id, []).append({name: row[name] for name in names})
    return checks


def _judge(
    identity: Any,
    by_id: Mapping[str, CleanFigure],
    series: Mapping[tuple[str, str, str], str],
) -> AuditResult:
    values: dict[str, Interval] = {}
    faces: dict[str, Fraction] = {}
    for name, figure_id in identity.figures.items():
        if figure_id not in by_id:
            raise ValueError(f"there is no figure {figure_id}: the figure has moved, correct it")
        values[name] = by_id[figure_id].meaning
        if (face := by_id[figure_id].printed.value) is not None:
            faces[name] = Fraction(face)
    for name, key in identity.context.items():
        if key not in series:
            raise ValueError(f"context.csv has no row {' | '.join(key)}: correct it")
        values[name] = _published(series[key])
    for name, (number, _) in identity.given.items():
        values[name] = _given(number)
    try:
        printed = evaluate(identity.printed, values, faces)
        computed = evaluate(identity.computed, values, faces)
        verdict = _compare(printed, identity.relation, computed)
        explanation = _explain(printed, identity.relation, computed, verdict)
    except ZeroDivisorError as error:
        printed = computed = Interval(None, None)
        verdict, explanation = "undetermined", f"Nothing follows: {error}."
    return AuditResult(
        identity.check,
        identity.scope,
        identity.statement,
        tuple(dict.fromkeys(identity.figures.values())),
        printed,
        computed,
        verdict,
        f"{explanation} {identity.remark}".strip(),
    )


def _given(number: str) -> Interval:
    """Return what a number of the file itself can mean: 4, 10150 to 10250, or 0 or more."""
    if number.endswith(" or more"):
        return Interval.between(number.removesuffix(" or more"), None)
    low, _, high = number.partition(" to ")
    return Interval.between(low, high or low)


def _published(number: str) -> Interval:
    """Return what a published statistic can mean: rounded to its last digit that is not zero."""
    value = exact(number)
    _, _, decimals = number.partition(".")
    whole = number.replace(".", "").lstrip("-")
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals else 0
    half = Fraction(10) ** (zeros - len(decimals)) / 2
    return (
        Interval.exactly(value) if half == Fraction(1, 2) else Interval(value - half, value + half)
    )


def _compare(printed: Interval, relation: str, computed: Interval) -> Verdict:
    if relation == "at least":
        return _compare(-printed, "at most", -computed)
    if relation == "at most":
        highest, lowest = printed.upper, computed.lower
        holds = highest is not None and lowest is not None and highest <= lowest
        lowest, highest = printed.lower, computed.upper
        fails = highest is not None and lowest is not None and lowest > highest
        return "consistent" if holds else "inconsistent" if fails else "undetermined"
    if not printed.overlaps(computed):
        return "inconsistent"
    telling = printed == computed or (_is_telling(printed) and _is_telling(computed))
    return "consistent" if telling else "undetermined"


def _is_telling(side: Interval) -> bool:
    if side.lower is None or side.upper is None:
        return False
    size = max(abs(side.lower), abs(side.upper))
    return side.upper - side.lower <= TELLING * size


def _explain(printed: Interval, relation: str, computed: Interval, verdict: Verdict) -> str:
    sides = f"printed {_say(printed)}, computed {_say(computed)}"
    if relation == "equals":
        match verdict:
            case "consistent":
                return f"The sides agree: {sides}."
            case "inconsistent":
                return f"No reading of the printed numbers makes the sides meet: {sides}."
        return f"The sides overlap, but are too wide for that to say much: {sides}."
    match verdict:
        case "consistent":
            return f"It holds whatever the printed numbers mean: {sides}."
        case "inconsistent":
            return f"It fails whatever the printed numbers mean: {sides}."
    return f"It holds under some readings of the printed numbers and fails under others: {sides}."


def _say(side: Interval) -> str:
    if side.lower is not None and side.lower == side.upper:
        return _number(side.lower, rounded)
    low = "unbounded below" if side.lower is None else _number(side.lower, rounded_down)
    high = "unbounded above" if side.upper is None else _number(side.upper, rounded_up)
    return f"{low} to {high}"


def _number(value: Fraction, write: Callable[[Fraction, int], str]) -> str:
    """Return a number for a sentence: whole if it is large, else with two decimals at most."""
    whole, dot, decimals = write(value, 0 if abs(value) >= 10000 else 2).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{dot}{decimals}"
