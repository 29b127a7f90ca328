"""Numbers that carry their interval and their figures through a calculation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.results import Result, Results
from chongqing_livelihood.stats.intervals import Exact, Interval, exact


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at its face value, all it can mean, and the figure_ids it rests on.

    The operands of the arithmetic are taken as independent, as by `Interval`. What is divided by
    a quantity that can be zero is unbounded, not an error.

    >>> jobs = Quantity(Fraction(250000), Interval.between(250000, 260000), ("a:1",))
    >>> each = jobs / Quantity(Fraction(35000), Interval.between(34000, 35000), ("a:2",))
    >>> round(float(each.value), 2), str(each.meaning), each.figures
    (7.14, '[7.14286, 7.64706]', ('a:1', 'a:2'))
    """

    value: Fraction
    meaning: Interval
    figures: tuple[str, ...] = ()

    @classmethod
    def of(cls, figure: CleanFigure) -> Quantity:
        """Return a printed figure at its face value.

        Raises:
            ValueError: If the figure prints a range, which has no face value.
        """
        if figure.printed.value is None:
            raise ValueError(f"{figure.printed.text} ({figure.figure_id}) has no single value")
        return cls(Fraction(figure.printed.value), figure.meaning, (figure.figure_id,))

    @classmethod
    def exactly(cls, value: Exact) -> Quantity:
        """Return a number that is just what it is, such as a parameter or a published count."""
        return cls(exact(value), Interval.exactly(value))

    @classmethod
    def between(cls, lower: Exact, upper: Exact) -> Quantity:
        """Return an assumed range, with its middle as face value."""
        return cls((exact(lower) + exact(upper)) / 2, Interval.between(lower, upper))

    def record(
        self, results: Results, name: str, *, unit: str, label: str, places: int = 2
    ) -> Result:
        """Enter the number among the results of a notebook."""
        return results.add(
            name, self.value, self.meaning, unit=unit, label=label, figures=self.figures,
            places=places,
        )  # fmt: skip

    def __add__(self, other: Quantity | Exact) -> Quantity:
        right = _quantity(other)
        return self._with(right, self.value + right.value, self.meaning + right.meaning)

    def __sub__(self, other: Quantity | Exact) -> Quantity:
        right = _quantity(other)
        return self._with(right, self.value - right.value, self.meaning - right.meaning)

    def __mul__(self, other: Quantity | Exact) -> Quantity:
        right = _quantity(other)
        return self._with(right, self.value * right.value, self.meaning * right.meaning)

    def __truediv__(self, other: Quantity | Exact) -> Quantity:
        right = _quantity(other)
        if right.value == 0:
            raise ValueError("cannot divide by a quantity whose face value is zero")
        return self._with(right, self.value / right.value, _divide(self.meaning, right.meaning))

    def __rsub__(self, other: Exact) -> Quantity:
        return _quantity(other) - self

    def __rtruediv__(self, other: Exact) -> Quantity:
        return _quantity(other) / self

    __radd__ = __add__
    __rmul__ = __mul__

    def _with(self, other: Quantity, value: Fraction, meaning: Interval) -> Quantity:
        return Quantity(value, meaning, tuple(dict.fromkeys(self.figures + other.figures)))


def _quantity(value: Quantity | Exact) -> Quantity:
    return value if isinstance(value, Quantity) else Quantity.exactly(value)


def _divide(above: Interval, below: Interval) -> Interval:
    if not below.contains(0):
        return above / below
    if above.lower is None or above.lower < 0 or below.lower != 0:
        return Interval(None, None)
    # 近1000张 can mean any number up to 1000: what is divided by it has no upper bound.
    return Interval(above.lower / below.upper if below.upper else Fraction(0), None)
