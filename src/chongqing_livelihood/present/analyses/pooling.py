"""Notebook 14: what happens if reported growth is pooled anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, exp, floor
from statistics import NormalDist
from typing import Annotated, Self

from pydantic import Field, model_validator

from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.parameters import FigureId, Name, ParameterError, Parameters
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.shares import find_percentages, printed_places, printed_value
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.intervals import Interval, Reading
from chongqing_livelihood.stats.pooling import (
    PooledRatios,
    PoolingMethod,
    log_ratio_variance,
    pool_ratios,
)

NOTEBOOK = "pooling"

Count = Annotated[float, Field(ge=100, le=100_000_000, allow_inf_nan=False)]


class Pooling(Parameters):
    """Parameters of notebook 14: what is pooled, and what nobody reported about it."""

    figures: dict[Name, FigureId] = Field(
        min_length=2, max_length=12,
        description="Relative changes to pool: a short name and the figure_id of each",
    )  # fmt: skip
    earlier_counts: dict[Name, Count] = Field(
        description="Assumed earlier count of each, 100 to 100 million; not reported"
    )
    overdispersion: float = Field(
        100.0, ge=1, le=1_000, allow_inf_nan=False,
        description="How many times more counts vary than by chance alone",
    )  # fmt: skip
    method: PoolingMethod = Field(
        "paule_mandel", description="Estimator of the variance between effects"
    )
    confidence: float = Field(
        0.95, ge=0.5, le=0.99, allow_inf_nan=False,
        description="Confidence of the intervals, as a fraction",
    )  # fmt: skip

    @model_validator(mode="after")
    def _a_count_for_each(self) -> Self:
        if missing := [name for name in self.figures if name not in self.earlier_counts]:
            raise ValueError(
                f"earlier_counts has no entry for {missing[0]!r}: assume an earlier count for it"
            )
        return self


@dataclass(frozen=True, slots=True)
class Effects:
    """What is pooled, in the order given; the pools are one effect a place, and all effects."""

    names: tuple[str, ...]
    figures: tuple[CleanFigure, ...]
    ratios: tuple[float, ...]
    counts: tuple[float, ...]
    pooled: PooledRatios
    careless: PooledRatios
    """The same, from the normal distribution, as if the variance between effects were known."""
    repeated: PooledRatios
    """All effects, also where several come from one place."""

    @property
    def places(self) -> int:
        """How many places the effects come from."""
        return len(set(_places(self.figures)))


def pool_effects(chosen: Pooling) -> Effects:
    """Return the chosen changes, pooled in three ways.

    Raises:
        ParameterError: If a figure is no relative change, or all come from one place.
    """
    found = find_percentages(chosen.figures, Reading())
    for name, figure in found.items():
        if figure.coding["role"] != "change_rel" or printed_value(figure) <= -100:
            raise ParameterError(
                f"figures.{name}: {figure.printed.text} ({figure.figure_id}) is no relative change "
                "that can be pooled: take one with role change_rel"
            )
    figures = tuple(found.values())
    ratios = [1 + float(printed_value(figure)) / 100 for figure in figures]
    counts = [chosen.earlier_counts[name] for name in found]
    variances = [
        log_ratio_variance(count, ratio, chosen.overdispersion)
        for count, ratio in zip(counts, ratios, strict=True)
    ]
    places = _places(figures)
    first = [i for i, place in enumerate(places) if place not in places[:i]]
    if len(first) < 2:
        raise ParameterError("figures all come from one place: take two places or more")
    pooled = pool_ratios(
        [ratios[i] for i in first], [variances[i] for i in first], [places[i] for i in first],
        chosen.method, chosen.confidence,
    )  # fmt: skip
    return Effects(
        names=tuple(found),
        figures=figures,
        ratios=tuple(ratios),
        counts=tuple(counts),
        pooled=pooled,
        careless=_with_normal_interval(pooled),
        repeated=pool_ratios(
            ratios, variances, places, chosen.method, chosen.confidence,
            allow_repeated_groups=True,
        ),
    )  # fmt: skip


def effect_table(effects: Effects, chosen: Pooling) -> ReaderTable:
    """Return what enters the pool, as a table for readers."""
    alone = f"growth, {100 * chosen.confidence:g}% interval (%)"
    return ReaderTable.of(
        ("place", "counted", "printed", "earlier count (assumed)", "log ratio", alone),
        [
            (
                name_place(figure.coding["place"]),
                figure.coding["counted"],
                figure.printed.text,
                f"{count:,.0f}",
                f"{each.log_ratio:.3f}",
                f"{floor(_growth(each.lower)):,} to {ceil(_growth(each.upper)):,}",
            )
            for figure, count, each in zip(
                effects.figures, effects.counts, effects.repeated.effects, strict=True
            )
        ],
    )


def record_pooling(effects: Effects, chosen: Pooling) -> Results:
    """Return each effect, and the three pools."""
    results = Results(NOTEBOOK)
    for name, figure, each in zip(
        effects.names, effects.figures, effects.repeated.effects, strict=True
    ):
        what = f"{name_place(figure.coding['place'])}, {figure.coding['counted']}"
        ids = [figure.figure_id]
        results.add(
            f"{name}_growth", printed_value(figure), figure.meaning, unit="percent", figures=ids,
            places=printed_places(figure), label=f"{what}: reported growth",
        )  # fmt: skip
        results.add(
            f"{name}_log_ratio", each.log_ratio, Interval.between(each.lower, each.upper),
            unit="", figures=ids, places=3, label=f"{what}: log ratio, with its own interval",
        )  # fmt: skip
    ids = [figure.figure_id for figure in effects.figures]
    for name, pool, label in (
        ("pooled", effects.pooled, "one figure a county"),
        ("careless", effects.careless, "one figure a county, as if the spread were known"),
        ("repeated", effects.repeated, "every figure, also two of one county"),
    ):
        mean, lower, upper = pool.growth_pct
        results.add(
            f"{name}_growth", mean,
            # Beyond a thousandfold a number would say more than anybody can mean.
            Interval.between(lower, upper if upper < 100_000 else None), unit="percent", places=0,
            figures=ids, label=f"Pooled growth, {label}",
        )  # fmt: skip
        results.add(
            f"{name}_log_ratio", pool.mean, Interval.between(pool.lower, pool.upper), unit="",
            figures=ids, label=f"Pooled log ratio, {label}",
        )  # fmt: skip
    results.add(
        "heterogeneity", 100 * effects.pooled.heterogeneity, unit="percent", places=0, figures=ids,
        label="Share of the variation that is between the figures (I squared)",
    )  # fmt: skip
    for name, number in (("figures", len(effects.figures)), ("counties", effects.places)):
        results.add(name, number, unit="", places=0, label=f"Number of {name} pooled")
    results.add(
        "multiplier", _reach(effects.pooled) / _reach(effects.careless), unit="", places=1,
        label="How much wider the interval is because the spread is estimated from so few",
    )  # fmt: skip
    return results


def say_findings(results: Results, effects: Effects) -> None:
    """Show what the pool says, and how it could be made to say more."""
    pool = "**Pooled with one figure a county**, the first named of each, growth is "
    pool += "{pooled_growth:interval}: "
    results.say(
        pool + "anything between collapse and a multiplication. {counties} figures say nothing "
        "about the next county.",
        holds=effects.pooled.lower < 0 < effects.pooled.upper,
        otherwise=pool + "the interval does not take in a standstill.",
    )
    careless = (
        "**As if the spread between counties were known**, the interval would be "
        "{careless_growth:bounds}. It is {multiplier} times narrower on the logarithmic scale"
    )
    results.say(
        careless + ", and looks like a finding. Nothing but the formula has changed.",
        holds=effects.careless.lower > 0 > effects.pooled.lower,
        otherwise=careless + ". Nothing but the formula has changed.",
    )
    if effects.places < len(effects.figures):
        every = (
            "**With every figure**, {figures} from {counties} counties, it would be "
            "{repeated_growth:interval}. "
        )
        results.say(
            every + "Figures of one county share whatever happened there: counted twice, they look "
            "like agreement.",
            holds=_reach(effects.repeated) < _reach(effects.pooled),
            otherwise=every + "Figures of one county share whatever happened there: they are not "
            "two observations.",
        )
    spread = "Of the variation {heterogeneity} is between the figures"
    results.say(
        spread + ": they measure different things in different places, and a mean of them is the "
        "growth of nothing.",
        holds=effects.pooled.heterogeneity > 0.5,
        otherwise=spread + ". With counts as small or as scattered as assumed here, chance alone "
        "could have set them apart; that they measure different things is no less true.",
    )


def _places(figures: Sequence[CleanFigure]) -> list[str]:
    return [figure.coding["place"] for figure in figures]


def _with_normal_interval(pool: PooledRatios) -> PooledRatios:
    """Return the pool with the interval that it would have if its standard error were known."""
    from scipy.stats import t as student

    tail = (1 + pool.confidence) / 2
    reach = _reach(pool) / float(student.ppf(tail, len(pool.effects) - 1))
    reach *= NormalDist().inv_cdf(tail)
    return replace(pool, lower=pool.mean - reach, upper=pool.mean + reach)


def _reach(pool: PooledRatios) -> float:
    return (pool.upper - pool.lower) / 2


def _growth(log_ratio: float) -> float:
    return 100 * (exp(log_ratio) - 1)
