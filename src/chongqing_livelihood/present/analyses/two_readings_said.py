"""Notebook 08, what it says: computed sentences in the words that fit the share."""

from __future__ import annotations

from fractions import Fraction

from chongqing_livelihood.present.analyses.two_readings import TwoReadings
from chongqing_livelihood.present.analyses.two_readings_words import has_two_readings, volume_of
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.shares import ReportedShare


def say_findings(results: Results, share: ReportedShare, chosen: TwoReadings) -> None:
    """Show what the share implies, and what depends on how it is read."""
    place, volume = name_place(share.place), volume_of(share)
    twofold = has_two_readings(share)
    said = {
        "they_come_in": (
            "**Read as patients who come in**, those from outside went from {before} to {after} of "
            f"all who are treated in {place}."
        ),
        "they_go_out": (
            "**Read as patients who go out**, those who stayed went from {rest_before} to "
            f"{{rest_after}} of all residents of {place} who are treated."
        ),
    }
    for each in chosen.order if twofold else ():
        results.say(said[each])
    if not twofold:
        results.say(
            f"**{place}, {share.counted}:** {{before}} before and {{after}} after, so that the "
            "rest of the whole went from {rest_before} to {rest_after}. This share has one "
            "reading, and `read_as` changes nothing."
        )
    grew = "grew" if (results.entries["outside_growth"].interval.lower or 0) > 0 else "changed"
    lead = "**Either way the arithmetic is the same.**" if twofold else "**What follows from it.**"
    volumes = (
        "; the odds ratio is {odds_ratio:interval}. If the rest did not change, the "
        + f"{volume} {grew} by {{outside_growth:interval}}; with the rest growing between "
        "{local_low} and {local_high}, by {outside_range:bounds}."
    )  # fmt: skip
    change = results.entries["change"].interval
    rose, fell = (change.lower or 0) > 0, (change.upper or 0) < 0
    word = "rose" if rose else "fell" if fell else "changed"
    results.say(f"{lead} The share {word} by {{change:interval}}{volumes}")
    results.say(_tipping(results, chosen, volume, twofold=twofold))


def _tipping(results: Results, chosen: TwoReadings, volume: str, *, twofold: bool) -> str:
    """Return the sentence on the growth of the rest that explains the whole change."""
    tipping = results.entries["tipping"].interval
    low, high = (100 * Fraction(str(end)) for end in (chosen.local_low, chosen.local_high))
    end = ", and the range assumed here takes that in."
    if low > (tipping.upper or 0):
        end = ". The range assumed here does not reach so far."
    elif high < (tipping.lower or 0):
        end = ". The range assumed here lies wholly below that, so that it would have shrunk."
    none = "nobody more would have crossed the border" if twofold else "it would not have grown"
    return (
        f"The share alone does not show that the {volume} grew: had the rest changed by "
        f"{{tipping:interval}}, {none}{end}"
    )
