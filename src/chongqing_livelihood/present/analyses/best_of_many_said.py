"""Notebook 03, what it says: computed sentences, also where a chance is next to nothing."""

from __future__ import annotations

from chongqing_livelihood.present.results import Result, Results

RARE_PERCENT = 0.1
"""A chance below this, in percent, is said in draws: rounded, it would look impossible."""


def say_findings(results: Results) -> None:
    """Show what the numbers support: enough or not, and what would decide it."""
    results.say(
        "**Selection is enough under these assumptions.** With no effect anywhere, the best of "
        "{units} centres is expected to grow by {expected_best}; the claim of {claim} is reached "
        "with a chance of {chance:interval}.",
        holds=(results.entries["chance"].value or 0) >= 25,
        otherwise="**Selection alone is a poor explanation under these assumptions.** With no "
        "effect anywhere, the best of {units} centres is expected to grow by {expected_best}; the "
        "claim of {claim} is reached "
        + _rarely("with a chance of only {chance:interval}.", results.entries["chance"]),
    )
    results.say(
        "A centre named beforehand would reach it "
        + _rarely("with a chance of {chance_single}.", results.entries["chance_single"])
        + " Naming the best afterwards adds {overstatement} to what a typical centre shows, by "
        "that alone."
    )
    results.say(
        "**Everything turns on a number that is not reported: the spread between centres.** Below "
        "{spread_unlikely} chance hardly ever gives the claim; at {spread_expected} the best "
        "centre is expected to show it. With half the assumed spread, or half as much again, the "
        "chance is anywhere in {chance_range:bounds}."
    )


def _rarely(words: str, chance: Result) -> str:
    seldom = chance.interval.upper is not None and float(chance.interval.upper) < RARE_PERCENT
    return f"less than once in {round(100 / RARE_PERCENT):,} draws." if seldom else words
