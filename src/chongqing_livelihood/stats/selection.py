"""What choosing the best does to a number: order statistics, simulation, and a test of signs.

Effects, backgrounds and spreads share one unit, such as percent of growth over three years: the
functions do not ask which. Nothing here shows that a case was chosen; it shows what a choice
would be enough for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import comb, erfc, expm1, log1p, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from chongqing_livelihood.stats.exact import plain, plain_between, plain_positive, whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STANDARD = NormalDist()
_CHUNK = 2**20
_MOST_UNITS = 10**9  # beyond, a float no longer tells the greatest of them from certainty
_MOST_AT_ONCE = 10**6
_MOST_VALUES = 10**10
_MOST_REPORTS = 10_000


@dataclass(frozen=True, slots=True)
class BestOfMany:
    """Simulated best results of a number of units among which nothing but chance is at work.

    Attributes:
        units: How many units there are to choose from.
        background: What every unit is expected to show.
        spread: Standard deviation between units.
        seed: Seed of the random numbers.
        maxima: The best result of each draw.
    """

    units: int
    background: float
    spread: float
    seed: int
    maxima: NDArray[np.float64] = field(repr=False, compare=False)

    @property
    def mean(self) -> float:
        """Mean of the best results."""
        return float(self.maxima.mean())

    @property
    def standard_error(self) -> float:
        """Standard error of `mean` that comes from the number of draws."""
        return float(self.maxima.std(ddof=1)) / sqrt(len(self.maxima))

    def chance_of(self, claim: float) -> float:
        """Return the share of draws in which the best result is at least ``claim``."""
        return float((self.maxima >= plain(claim, "the claim")).mean())


def expected_maximum(units: int) -> float:
    """Return the expected greatest of ``units`` independent standard normal values.

    The integral of x m phi(x) Phi(x)^(m - 1) is summed by the trapezoidal rule, which converges
    exponentially for a smooth integrand that dies away on both sides.

    Args:
        units: Number m of values; at least 1.

    Raises:
        ValueError: If there is no unit.

    >>> round(expected_maximum(26), 3)
    1.982
    """
    units = _units(units)
    step = 1 / 64
    points = (step * i for i in range(-40 * 64, 40 * 64 + 1))
    return (
        units * step * sum(x * _STANDARD.pdf(x) * _STANDARD.cdf(x) ** (units - 1) for x in points)
    )


def chance_of_maximum(claim: float, background: float, spread: float, units: int) -> float:
    """Return the chance that the best of ``units`` without any effect reaches ``claim``.

    Args:
        claim: The reported result.
        background: What every unit is expected to show, in the unit of the claim.
        spread: Standard deviation between units, in the unit of the claim; positive.
        units: Number of units to choose from; at least 1.

    Raises:
        ValueError: If there is no unit, or the spread is not positive.

    >>> round(chance_of_maximum(23.67, background=4, spread=10, units=26), 3)
    0.477
    """
    units, spread = _units(units), plain_positive(spread, "the spread between units")
    claim, background = plain(claim, "the claim"), plain(background, "the background")
    # By erfc, not by 1 - cdf: beyond eight standard deviations that would be nothing at all.
    above = erfc((claim - background) / spread / sqrt(2)) / 2
    return 1.0 if above >= 1 else -expm1(units * log1p(-above))


def spread_that_explains(claim: float, background: float, units: int) -> float:
    """Return the spread between units at which the best of them is expected to show ``claim``.

    Args:
        claim: The reported result, above the background.
        background: What every unit is expected to show, in the unit of the claim.
        units: Number of units to choose from; at least 2, as one unit is no choice.

    Raises:
        ValueError: If there is no choice, or the claim does not exceed the background.

    >>> round(spread_that_explains(23.67, background=4, units=26), 1)
    9.9
    """
    units = _units(units)
    if units < 2:
        raise ValueError(f"the best of {units} unit is no choice: at least 2 are needed")
    return _excess(claim, background) / expected_maximum(units)


def spread_for_chance(claim: float, background: float, units: int, chance: float) -> float:
    """Return the spread at which the best unit reaches ``claim`` with a given chance.

    Args:
        claim: The reported result, above the background.
        background: What every unit is expected to show, in the unit of the claim.
        units: Number of units to choose from; at least 1.
        chance: Chance wanted, between 0 and 1.

    Raises:
        ValueError: If the claim does not exceed the background, or no spread gives that chance.

    >>> spread = spread_for_chance(23.67, background=4, units=26, chance=0.05)
    >>> round(spread, 2), round(chance_of_maximum(23.67, 4, spread, 26), 3)
    (6.82, 0.05)
    """
    units = _units(units)
    chance = plain_between(chance, "the chance", 0, 1 - 0.5**units)
    above = -expm1(log1p(-chance) / units)
    return _excess(claim, background) / -_STANDARD.inv_cdf(above)


def simulate_best(
    background: float, spread: float, units: int, draws: int = 100_000, seed: int = 2018
) -> BestOfMany:
    """Draw all units again and again, and keep the best of each draw.

    Args:
        background: What every unit is expected to show.
        spread: Standard deviation between units, in the same unit; positive.
        units: Number of units to choose from; at least 1.
        draws: Number of draws; at least 2.
        seed: Seed of the generator; the same seed gives the same result.

    Raises:
        ValueError: If there is no unit, the spread is not positive or there are too few draws.

    >>> best = simulate_best(background=4, spread=10, units=26, draws=20_000, seed=1)
    >>> abs(best.mean - (4 + 10 * expected_maximum(26))) < 4 * best.standard_error
    True
    """
    import numpy as np

    units, spread = _units(units), plain_positive(spread, "the spread between units")
    background, seed = plain(background, "the background"), whole(seed, "the seed")
    draws = whole(draws, "the number of draws", least=2)
    if draws * units > _MOST_VALUES or units > _MOST_AT_ONCE:
        raise ValueError(
            f"{draws} draws of {units} units are too many to simulate: take fewer of them, or "
            "chance_of_maximum, which needs none"
        )
    generator = np.random.default_rng(seed)
    maxima = np.empty(draws)
    size = max(1, _CHUNK // units)  # in pieces that fit the processor's cache
    for start in range(0, draws, size):
        piece = maxima[start : start + size]
        generator.standard_normal((units, len(piece))).max(axis=0, out=piece)
    maxima = background + spread * maxima
    maxima.flags.writeable = False
    return BestOfMany(units, background, spread, seed, maxima)


def sign_test(favourable: int, total: int) -> Fraction:
    """Return the two-sided chance of so uneven a split, if either direction were as likely.

    With reports that somebody chose it is evidence about the choice, not about an effect.

    Args:
        favourable: Number of reports in one direction.
        total: Number of reports.

    Raises:
        ValueError: If there is no report, or there are more favourable ones than reports.

    >>> sign_test(12, 12), round(float(sign_test(11, 12)), 4)
    (Fraction(1, 2048), 0.0063)
    """
    favourable = whole(favourable, "the number of favourable reports")
    total = whole(total, "the number of reports", most=_MOST_REPORTS)
    if favourable > total or total < 1:
        raise ValueError(f"{favourable} of {total} reports cannot be favourable")
    fewer = min(favourable, total - favourable)
    tail = Fraction(sum(comb(total, k) for k in range(fewer + 1)), 2**total)
    return min(Fraction(1), 2 * tail)


def _units(units: int) -> int:
    return whole(units, "the number of units to choose from", least=1, most=_MOST_UNITS)


def _excess(claim: float, background: float) -> float:
    excess = plain(claim, "the claim") - plain(background, "the background")
    if not excess > 0:
        raise ValueError(f"a claim of {claim} does not exceed a background of {background}")
    return excess
