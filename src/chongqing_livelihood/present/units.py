"""Say a unit in words, in the language of the build. Knows no numbers but one and many."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from chongqing_livelihood.present.locale import choose

WITHOUT_WORD: Final = ("", "item")
"""Units that the noun in the sentence says better."""

PLURALS: Final = {"foot": "feet", "inch": "inches", "yuan": "yuan", "mu": "mu", "times": "times"}
SAID_AS_IS: Final = {"gwh": "GWh", "percent": "%", "permille": "‰"}


def format_unit(unit: str, number: Decimal | None = None) -> str:
    """Return the unit in words, in the plural unless ``number`` is one.

    >>> format_unit("yuan_per_month"), format_unit("person"), format_unit("item")
    ('yuan per month', 'persons', '')
    """
    if unit in WITHOUT_WORD:
        return ""
    if unit in SAID_AS_IS:
        return SAID_AS_IS[unit]
    whole = number is not None and number >= 0 and number == int(number)
    return choose(*spell_unit(unit), int(number) if whole and number is not None else 2)


def spell_unit(unit: str) -> tuple[str, str]:
    """Return a unit in English, for one and for more: the message that translators find.

    >>> spell_unit("person_per_year"), spell_unit("percent_per_year")
    (('person per year', 'persons per year'), ('% a year', '% a year'))
    """
    if unit.startswith("percent_per_"):
        said = f"% a {unit.removeprefix('percent_per_').replace('_', ' ')}"
        return said, said
    first, _per, rest = unit.partition("_per_")
    head, of, tail = first.partition("_of_")
    many = PLURALS.get(head, head if head.endswith("s") else head + "s") + of + tail
    one, many = (f"{each} per {rest}" if rest else each for each in (first, many))
    return one.replace("_", " "), many.replace("_", " ")
