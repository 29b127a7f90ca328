"""Pool log ratios of growth, and see why two of them say nothing. Fits with statsmodels.

Pooling takes effects to be exchangeable and independent. Reported growth is neither: it was chosen
for its size, and figures from one county share whatever happened there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import NormalDist
from typing import Literal, TypeVar

from chongqing_livelihood.stats.exact import plain_between, plain_positive, quoted

PoolingMethod = Literal["paule_mandel", "dersimonian_laird"]
"""How the variance between effects is estimated."""

_Item = TypeVar("_Item")
_STATSMODELS_NAMES = {"paule_mandel": "iterated", "dersimonian_laird": "chi2"}


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """One log ratio as it enters the pool, with the interval that it has alone.

    Attributes:
        log_ratio: Natural logarithm of later over earlier level.
        variance: Its variance.
        lower: Lower end of its own interval, from the normal distribution.
        upper: Upper end of its own interval.
        weight: Its share in the pooled mean; all of them sum to 1.
    """

    log_ratio: float
    variance: float
    lower: float
    upper: float
    weight: float


@dataclass(frozen=True, slots=True)
class PooledRatios:
    """The random-effects mean of log ratios.

    Attributes:
        effects: What was pooled, in the order given.
        mean: Mean log ratio.
        lower: Lower end of its interval, from the t distribution with one degree less than effects.
        upper: Upper end of its interval.
        between_variance: Variance between effects beyond their own, tau squared.
        heterogeneity: Share of the variation that is between effects, I squared, 0 to 1.
        confidence: Confidence of all intervals, as a fraction.
    """

    effects: tuple[PooledEffect, ...]
    mean: float
    lower: float
    upper: float
    between_variance: float
    heterogeneity: float
    confidence: float

    @property
    def growth_pct(self) -> tuple[float, float, float]:
        """Mean growth and the ends of its interval, in percent."""
        mean, lower, upper = (100 * (exp(x) - 1) for x in (self.mean, self.lower, self.upper))
        return mean, lower, upper


def log_ratio_variance(before: float, ratio: float, overdispersion: float = 1.0) -> float:
    """Return the variance of a log ratio of two counts, phi (1/a + 1/b).

    Args:
        before: Earlier count a; positive. None of the reported changes prints one.
        ratio: Later over earlier count, b / a; positive.
        overdispersion: Factor phi by which counts vary more than Poisson counts; positive.

    Raises:
        ValueError: If an argument is not positive.

    References:
        Hedges, Gurevitch and Curtis (1999), The meta-analysis of response ratios in experimental
        ecology, Ecology 80(4), 1150-1156.

    >>> round(log_ratio_variance(30_000, 1.2367, overdispersion=100), 5)
    0.00603
    """
    earlier = plain_positive(before, "the earlier count")
    factor = plain_positive(ratio, "the ratio")
    return plain_positive(overdispersion, "overdispersion") * (1 / earlier + 1 / (earlier * factor))


def pool_ratios(
    ratios: Sequence[float],
    variances: Sequence[float],
    groups: Sequence[str] | None = None,
    method: PoolingMethod = "paule_mandel",
    confidence: float = 0.95,
    allow_repeated_groups: bool = False,
) -> PooledRatios:
    """Return the random-effects mean of the logarithms of ratios.

    Args:
        ratios: Later over earlier level of each effect; positive; at least 2.
        variances: Variance of the logarithm of each, as from `log_ratio_variance`; positive.
        groups: Where each effect comes from. Two effects of one county are not independent.
        method: Estimator of the variance between effects.
        confidence: Confidence of the intervals, as a fraction.
        allow_repeated_groups: Pool effects of one group nevertheless, to show what goes wrong.

    Raises:
        ValueError: If there are fewer than 2 effects, lengths differ, something is not positive,
            or a group repeats.

    References:
        Hedges, Gurevitch and Curtis (1999), as above. Paule and Mandel (1982). DerSimonian and
        Laird (1986). statsmodels 0.15.0, statsmodels.stats.meta_analysis.combine_effects.

    >>> ratios = [1.2367, 2.0366]
    >>> variances = [log_ratio_variance(a, r, 100) for a, r in zip([30_000, 400_000], ratios)]
    >>> pooled = pool_ratios(ratios, variances, groups=["垫江县", "彭水县"])
    >>> round(pooled.mean, 2), round(pooled.lower, 1), round(pooled.upper, 1)
    (0.47, -2.7, 3.6)
    """
    import numpy as np
    from statsmodels.stats.meta_analysis import combine_effects

    if method not in list(_STATSMODELS_NAMES):
        raise ValueError(f"no method {quoted(method)}: take one of {', '.join(_STATSMODELS_NAMES)}")
    confidence = plain_between(confidence, "the confidence", 0, 1)
    ratios, variances = _positive("ratio", ratios), _positive("variance", variances)
    groups = None if groups is None else _listed("group", groups)
    _check(ratios, variances, groups, allow_repeated_groups)
    logs = [log(ratio) for ratio in ratios]
    with np.errstate(divide="ignore", invalid="ignore"):  # equal effects have no Q to divide by
        fit = combine_effects(
            np.array(logs),  # lists are refused
            np.array(variances, dtype=float),
            method_re=_STATSMODELS_NAMES[method],
            use_t=True,
            alpha=1 - confidence,
        )
        fixed_ends, random_ends = fit.conf_int(alpha=1 - confidence, use_t=True)[:2]
    # Where Q is below its degrees of freedom, statsmodels 0.15.0 leaves tau squared negative with
    # DerSimonian and Laird; they set it to zero, which is the model with a fixed effect.
    between = float(fit.tau2)
    mean, ends, weights = fit.mean_effect_re, random_ends, fit.weights_rel_re
    if not between > 0:
        between, mean, ends, weights = 0.0, fit.mean_effect_fe, fixed_ends, fit.weights_rel_fe
    # Single effects have no degrees of freedom of their own: their intervals stay normal.
    reach = NormalDist().inv_cdf((1 + confidence) / 2)
    effects = tuple(
        PooledEffect(x, v, x - reach * v**0.5, x + reach * v**0.5, float(weight))
        for x, v, weight in zip(logs, variances, weights, strict=True)
    )
    return PooledRatios(
        effects=effects,
        mean=float(mean),
        lower=float(ends[0]),
        upper=float(ends[1]),
        between_variance=between,
        heterogeneity=max(0.0, 1 - fit.df / float(fit.q)) if fit.q > 0 else 0.0,
        confidence=confidence,
    )


def _listed(name: str, values: Sequence[_Item]) -> list[_Item]:
    if isinstance(values, str | bytes) or not hasattr(values, "__len__"):
        raise ValueError(
            f"the {name}s are a list with one {name} for each effect, not {quoted(values)}"
        )
    return list(values)


def _positive(name: str, values: Sequence[float]) -> list[float]:
    given = _listed(name, values)
    return [plain_positive(value, f"{name} {i}") for i, value in enumerate(given, start=1)]


def _check(
    ratios: Sequence[float],
    variances: Sequence[float],
    groups: Sequence[str] | None,
    allow_repeated_groups: bool,
) -> None:
    if len(ratios) < 2:
        raise ValueError(f"{len(ratios)} effect cannot be pooled: at least 2 are needed")
    if len(variances) != len(ratios) or (groups is not None and len(groups) != len(ratios)):
        raise ValueError(f"each of the {len(ratios)} ratios needs one variance and one group")
    named = groups or ()
    repeated = sorted({str(group) for group in named if named.count(group) > 1})
    if repeated and not allow_repeated_groups:
        raise ValueError(f"effects of one group are not independent: {', '.join(repeated)}")
