"""Find reported percentages, alone or at two dates; what is not there, is said in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.reported import find_figures
from chongqing_livelihood.stats.intervals import Interval, Reading


def find_percentages(wanted: Mapping[str, str], reading: Reading) -> dict[str, CleanFigure]:
    """Return reported percentages, each with what it can mean, by the names given to them.

    Args:
        wanted: A name, such as that of a parameter, and the figure_id of each.
        reading: The convention by which a printed number stands for an interval.

    Raises:
        ParameterError: If a figure does not exist or is no percentage.

    >>> share = find_percentages({"before": "fengjie-2024:2660"}, Reading())["before"]
    >>> share.printed.text, share.coding["place"]
    ('5.3%', '奉节县')
    """
    try:
        found = find_figures(wanted, reading)
    except ValueError as error:
        raise ParameterError(str(error)) from None
    for name, figure in found.items():
        if figure.printed.value is None or figure.printed.unit != "percent":
            raise ParameterError(
                f"{name}: {figure.printed.text} ({figure.figure_id}) is no percentage: "
                "take another figure"
            )
    return found


@dataclass(frozen=True, slots=True)
class ReportedShare:
    """A share at two dates; shares are fractions of a whole whose size is not reported.

    Attributes:
        place: Where it was reported.
        counted: What the share is of.
        figure_ids: The figures, earlier one first.
        printed: Their tokens.
        values: The printed shares.
        before: What the earlier share can mean.
        after: What the later share can mean.
        places: Printed decimals of a percentage.
    """

    place: str
    counted: str
    figure_ids: tuple[str, str]
    printed: tuple[str, str]
    values: tuple[Fraction, Fraction]
    before: Interval
    after: Interval
    places: int


def find_share(before: str, after: str, reading: Reading) -> ReportedShare:
    """Return a share at two dates, from the figure_ids of the earlier and the later one.

    Args:
        before: A percentage with role baseline.
        after: The percentage with role after of the same set.
        reading: The convention by which a printed number stands for an interval.

    Raises:
        ParameterError: If a figure does not exist, is no percentage, they are not the earlier and
            the later one of a set, or a share can lie outside 0 to 100 percent.

    >>> share = find_share("fengjie-2024:2678", "fengjie-2024:2687", Reading())
    >>> share.printed, float(share.before.lower)
    (('89.59%', '95.37%'), 0.89585)
    """
    found = find_percentages({"before": before, "after": after}, reading)
    earlier, later = found["before"], found["after"]
    roles = (earlier.coding["role"], later.coding["role"])
    if earlier.coding["pair"] != later.coding["pair"] or roles != ("baseline", "after"):
        raise ParameterError(
            f"before {earlier.printed.text} and after {later.printed.text} are not the earlier "
            "and the later figure of one set: take a baseline with its after"
        )
    meanings = [each.meaning / 100 for each in (earlier, later)]
    if not all(Interval.between(0, 1).contains(each) for each in meanings):
        raise ParameterError(
            f"widen ({float(reading.widen):g}) lets a share lie outside 0 to 100 percent: "
            "make it smaller"
        )
    return ReportedShare(
        place=later.coding["place"],
        counted=later.coding["counted"],
        figure_ids=(earlier.figure_id, later.figure_id),
        printed=(earlier.printed.text, later.printed.text),
        values=(printed_value(earlier) / 100, printed_value(later) / 100),
        before=meanings[0],
        after=meanings[1],
        places=max(printed_places(earlier), printed_places(later)),
    )


def printed_value(figure: CleanFigure) -> Fraction:
    """Return the printed value in base units.

    Raises:
        ValueError: If a range is printed instead.
    """
    if figure.printed.value is None:
        raise ValueError(f"{figure.printed.text} ({figure.figure_id}) is no single number")
    return Fraction(figure.printed.value)


def printed_places(figure: CleanFigure) -> int:
    """Return how many decimals are printed, in base units.

    >>> printed_places(find_percentages({"x": "fengjie-2024:2678"}, Reading())["x"])
    2
    """
    place = figure.printed.digit_place
    exponent = 0 if place is None else place.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
