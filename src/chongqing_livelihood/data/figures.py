"""From coded rows to figures: each number is computed from its token, with what it can mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from chongqing_livelihood.data.files import LINE, DataError, DataFolder, Problem, Row, read_rows
from chongqing_livelihood.data.numbers import plain
from chongqing_livelihood.data.raw_tables import CORRECTIONS
from chongqing_livelihood.data.schema import sift_table
from chongqing_livelihood.data.sources import list_sources, sift_coded_rows
from chongqing_livelihood.reading import parse_figure
from chongqing_livelihood.stats.intervals import Interval, Reading

if TYPE_CHECKING:
    from chongqing_livelihood.reading import Figure

UNIT = "unit"
"""The one computed field that a correction may replace: the measure word can mislead."""


CODED = ("counted", "counted_zh", "domain", "role")
"""Fields that every figure has."""

CODING = (
    "unit_given", "qualifier_given", "counted", "counted_zh", "place", "domain", "role", "period",
    "pair", "reform",
)  # fmt: skip
"""Fields that only a figure has: a date, an ordinal or a label counts nothing."""


@dataclass(frozen=True, slots=True)
class CleanFigure:
    """One coded figure with what its token means; `meaning` is in the base units of `printed`."""

    figure_id: str
    source: str
    coding: Row
    printed: Figure
    meaning: Interval

    @property
    def line(self) -> int:
        """The line of the figure in its file."""
        return int(self.coding.get(LINE, "0") or 0)

    def as_row(self) -> Row:
        """Return the figure as a row of figures.csv."""
        printed = self.printed
        return {
            **self.coding,
            "figure_id": self.figure_id,
            "source": self.source,
            "value": plain(printed.value),
            "low": plain(printed.low),
            "high": plain(printed.high),
            "lower": plain(self.meaning.lower),
            "upper": plain(self.meaning.upper),
            "qualifier": printed.qualifier,
            "unit": printed.unit or "",
            "measure": printed.measure or "",
        }


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """What could be read of the coded rows, and what is wrong with the rest."""

    figures: list[CleanFigure]
    problems: list[Problem]
    rows: dict[str, list[Row]]
    """The coded rows of each source, good and bad."""
    sources: set[str]
    """Every source that has a sidecar or a file of figures."""
    spoiled: set[str]
    """The pairs that have lost a member to a bad row."""
    lost: Lost


@dataclass(slots=True)
class Lost:
    """Which figures are missing for a reason that is reported where it lies."""

    sources: set[str]
    figure_ids: set[str] = field(default_factory=set)
    gaps: dict[str, list[tuple[int, float]]] = field(default_factory=dict)

    def __call__(self, figure_id: str) -> bool:
        """Tell whether a missing figure may be one of a bad row or of a lost file."""
        source, _, start = figure_id.rpartition(":")
        return (
            source in self.sources
            or figure_id in self.figure_ids
            or any(low < int(start) < high for low, high in self.gaps.get(source, ()))
        )

    def add_rows(self, source: str, right: Sequence[Row], wrong: Sequence[Row]) -> None:
        """Remember where the wrong rows of a source may have stood: between their neighbours."""
        for row in wrong:
            line = int(row[LINE])
            before = [int(near["start"]) for near in right if int(near[LINE]) < line]
            after = [int(near["start"]) for near in right if int(near[LINE]) > line]
            gap = (before[-1] if before else -1, after[0] if after else inf)
            self.gaps.setdefault(source, []).append(gap)


def read_figures(data: DataFolder, reading: Reading) -> ReadFigures:
    """Return every coded figure of every source with its value and interval, in order.

    A row, a correction or a file that is wrong is named, and left out.
    """
    problems: list[Problem] = []
    rows: dict[str, Row] = {}
    whole, halved = list_sources(data, problems)
    read = ReadFigures([], problems, {}, {*whole, *halved}, set(), Lost(halved))
    for source in whole:
        before = len(problems)
        right, wrong = sift_coded_rows(source, data, problems)
        if len(problems) > before and not right and not wrong:
            read.lost.sources.add(source)
        rows |= {f"{source}:{row['start']}": row for row in right}
        read.rows[source] = [*right, *wrong]
        read.lost.add_rows(source, right, wrong)
        read.spoiled.update(row["pair"] for row in wrong)
    meant, units = _correct(rows, read.lost, data, problems)
    for figure_id, row in rows.items():
        source = figure_id.partition(":")[0]
        file = data.name(data.raw / "figures" / f"{source}.csv")
        problems += _check_coding(row, file)
        if row["kind"] != "figure":
            continue
        fields = meant[figure_id]
        try:
            printed = parse_figure(
                fields["text"], unit=fields["unit_given"], qualifier=fields["qualifier_given"]
            )
            if figure_id in units:
                printed = _with_unit(printed, units[figure_id])
            meaning = reading.interval(printed)
        except ValueError as error:
            problems.append(Problem(file, int(row[LINE]), str(error)))
            read.spoiled.add(row["pair"])
            read.lost.figure_ids.add(figure_id)
            continue
        if figure_id in read.lost.figure_ids:
            read.spoiled.add(row["pair"])
            continue
        read.figures.append(CleanFigure(figure_id, source, row, printed, meaning))
    read.spoiled.discard("")
    return read


def _with_unit(printed: Figure, correction: Mapping[str, str]) -> Figure:
    if printed.unit != correction["expect"]:
        raise ValueError(
            f"unit of {printed.text!r} was to be {correction['expect']!r} and is "
            f"{printed.unit!r}: look at the figure again, then correct or remove the correction"
        )
    return replace(printed, unit=correction["replace"])


def _check_coding(row: Row, file: str) -> list[Problem]:
    if row["kind"] == "figure":
        missing = [name for name in CODED if not row[name]]
        if not missing:
            return []
        sentence = f"the figure {row['text']!r} lacks {', '.join(missing)}: code it"
    else:
        filled = [name for name in CODING if row[name]]
        if not filled:
            return []
        sentence = (
            f"the {row['kind']} {row['text']!r} has {', '.join(filled)}: "
            "leave them empty, or code it as a figure"
        )
    return [Problem(file, int(row[LINE]), sentence)]


def _correct(
    rows: dict[str, Row], lost: Lost, data: DataFolder, problems: list[Problem]
) -> tuple[dict[str, Row], dict[str, Row]]:
    """Return the rows with the corrections applied, and the corrections of computed units.

    The printed rows stay as they are. A figure whose correction fails is lost until somebody has
    looked: what it means is not known.
    """
    meant = dict(rows)
    units: dict[str, Row] = {}
    path = data.raw / "corrections.csv"
    name = data.name(path)
    corrections = sift_table(CORRECTIONS, path, data, problems)
    if problems:  # a row that breaks the schema still says which figure is not what it seems
        every = _read_ids(path, name)
        lost.figure_ids |= every - {correction["figure_id"] for correction in corrections}
    for correction in corrections:
        figure_id, field, line = correction["figure_id"], correction["field"], int(correction[LINE])
        if figure_id not in rows:
            # A bad row, or the loss of a whole file, is reported where it happened.
            if not lost(figure_id):
                sentence = f"there is no figure {figure_id}: it has moved, or remove the row"
                problems.append(Problem(name, line, sentence))
                lost.figure_ids |= _neighbours(figure_id, rows)
        elif field == UNIT:
            if correction["status"] == "applied":
                units[figure_id] = correction
        elif (found := rows[figure_id][field]) != correction["expect"]:
            sentence = (
                f"{field} of {figure_id} was to be {correction['expect']!r} and is {found!r}: "
                "look at the figure again, then correct or remove the row"
            )
            problems.append(Problem(name, line, sentence))
            lost.figure_ids.add(figure_id)
        elif correction["status"] == "applied":
            meant[figure_id] = {**meant[figure_id], field: correction["replace"]}
    return meant, units


def _read_ids(path: Path, name: str) -> set[str]:
    try:
        return {row["figure_id"] for row in read_rows(path, CORRECTIONS.names, name)}
    except DataError:
        return set()


def _neighbours(figure_id: str, rows: Mapping[str, Row]) -> set[str]:
    """Return the rows on either side of a position that has none: one of them may be meant."""
    source, _, start = figure_id.rpartition(":")
    near = [int(row["start"]) for known, row in rows.items() if known.startswith(f"{source}:")]
    before = [position for position in near if position < int(start)][-1:]
    after = [position for position in near if position > int(start)][:1]
    return {f"{source}:{position}" for position in (*before, *after)}
