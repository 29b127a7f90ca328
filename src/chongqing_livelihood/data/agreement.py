"""Compare two independent codings of the same passages, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from chongqing_livelihood.data.files import DataError, DataFolder, Problem, Row
from chongqing_livelihood.data.numbers import rounded
from chongqing_livelihood.data.raw_tables import PASSAGES, RECODING
from chongqing_livelihood.data.schema import read_table

TOTAL = "total"
CLOSED_FIELDS = ("qualifier", "unit", "measure", "place", "domain", "role", "period")
"""Fields of figures for which chance agreement can be reckoned."""

Match = tuple[Row, Row]
"""A row of the first coding with the row of the second that overlaps it most."""


def list_agreement(data: DataFolder) -> list[Row]:
    """Return the rows of agreement.csv: each source, then the total.

    Rows of the two codings belong together where their spans overlap. ``found_by_second`` counts
    the figures of the first coding that the second coded as figures too, ``found_by_first`` the
    other way round; ``span`` and ``kind`` are compared over all matched rows, the other fields
    over matched figures. Numbers are compared exactly. The codings are read as they were when
    they were compared; later changes to the figures do not touch them.

    Raises:
        DataError: If a coding or the list of passages breaks its schema.
    """
    rows: list[Row] = []
    every: dict[str, list[Match]] = {"rows": []}
    figures: dict[str, tuple[int, int]] = {}
    for source, (first, second) in read_codings(data).items():
        matches = match_rows(first, second)
        found = {
            "found_by_second": _found(first, {id(one) for one, two in _figures(matches)}),
            "found_by_first": _found(second, {id(two) for one, two in _figures(matches)}),
        }
        for name, (n, agree) in found.items():
            before = figures.get(name, (0, 0))
            figures[name] = (before[0] + n, before[1] + agree)
        every["rows"] += matches
        rows += _compare(source, matches, found)
    return rows + _compare(TOTAL, every["rows"], figures)


def read_codings(data: DataFolder) -> dict[str, tuple[list[Row], list[Row]]]:
    """Return the first and the second coding of each source that has drawn passages.

    Raises:
        DataError: If a file is missing, a row breaks its schema, or a row lies in no passage.
    """
    folder = data.raw / "recoding"
    problems: list[Problem] = []
    passages = read_table(PASSAGES, folder / "passages.csv", data, problems)
    codings: dict[str, tuple[list[Row], list[Row]]] = {}
    for source in sorted({row["source"] for row in passages}):
        spans = [(int(p["start"]), int(p["end"])) for p in passages if p["source"] == source]
        first, second = (
            read_table(RECODING, folder / coding / f"{source}.csv", data, problems)
            for coding in ("first", "second")
        )
        for coding, rows in (("first", first), ("second", second)):
            name = data.name(folder / coding / f"{source}.csv")
            problems += _outside(rows, spans, name)
        codings[source] = first, second
    if problems:
        raise DataError(problems)
    return codings


def match_rows(first: Sequence[Row], second: Sequence[Row]) -> list[Match]:
    """Return the pairs of rows whose spans overlap, each row at most once, longest overlap first.

    >>> one = [{"start": "0", "end": "4"}]
    >>> two = [{"start": "3", "end": "9"}, {"start": "1", "end": "4"}]
    >>> [later["start"] for _, later in match_rows(one, two)]
    ['1']
    """
    overlaps = [
        (shared, one, two)
        for one in first
        for two in second
        if (shared := min(_end(one), _end(two)) - max(_start(one), _start(two))) > 0
    ]
    overlaps.sort(key=lambda overlap: (-overlap[0], _start(overlap[1]), _start(overlap[2])))
    taken: set[int] = set()
    matches = []
    for _, one, two in overlaps:
        if not {id(one), id(two)} & taken:
            taken |= {id(one), id(two)}
            matches.append((one, two))
    return sorted(matches, key=lambda match: _start(match[0]))


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> Fraction | None:
    """Return Cohen's kappa: agreement beyond what the two frequencies alone would give.

    None where chance alone already gives full agreement, because each coder used one value.

    >>> cohens_kappa([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")])
    Fraction(1, 2)
    """
    if not pairs:
        return None
    n = len(pairs)
    ones, twos = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    observed = Fraction(sum(one == two for one, two in pairs), n)
    chance = Fraction(sum(ones[value] * twos[value] for value in ones), n * n)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _compare(
    source: str, matches: Sequence[Match], found: Mapping[str, tuple[int, int]]
) -> list[Row]:
    figures = _figures(matches)
    rows = [_row(source, name, n, agree, None) for name, (n, agree) in found.items()]
    spans = sum(_start(one) == _start(two) and _end(one) == _end(two) for one, two in matches)
    rows.append(_row(source, "span", len(matches), spans, None))
    rows.append(_closed(source, "kind", matches, lambda row: row["kind"]))
    values = sum(all(one[k] == two[k] for k in ("value", "low", "high")) for one, two in figures)
    rows.append(_row(source, "value_low_high", len(figures), values, None))
    for name in CLOSED_FIELDS:
        rows.append(_closed(source, name, figures, lambda row, name=name: row[name]))  # type: ignore[misc]
    rows.append(_closed(source, "in_a_pair", figures, lambda row: str(bool(row["pair"]))))
    return rows


def _closed(source: str, field: str, matches: Sequence[Match], value: Callable[[Row], str]) -> Row:
    pairs = [(value(one), value(two)) for one, two in matches]
    agree = sum(one == two for one, two in pairs)
    return _row(source, field, len(pairs), agree, cohens_kappa(pairs))


def _row(source: str, field: str, n: int, agree: int, kappa: Fraction | None) -> Row:
    return {
        "source": source,
        "field": field,
        "n": str(n),
        "agree": str(agree),
        "percent": rounded(Fraction(100 * agree, n), 1) if n else "",
        "kappa": rounded(kappa, 3),
    }


def _figures(matches: Sequence[Match]) -> list[Match]:
    return [(one, two) for one, two in matches if one["kind"] == two["kind"] == "figure"]


def _found(rows: Sequence[Row], matched: set[int]) -> tuple[int, int]:
    figures = [row for row in rows if row["kind"] == "figure"]
    return len(figures), sum(id(row) in matched for row in figures)


def _outside(rows: Sequence[Row], spans: Sequence[tuple[int, int]], name: str) -> list[Problem]:
    problems = []
    for row in rows:
        if not any(_start(row) < end and start < _end(row) for start, end in spans):
            sentence = (
                f"{row['text']!r} at {row['start']} lies in no drawn passage: remove the row, "
                "or correct start and end"
            )
            problems.append(Problem(name, int(row[""]), sentence))
    return problems


def _start(row: Row) -> int:
    return int(row["start"])


def _end(row: Row) -> int:
    return int(row["end"])
