"""Read the evidence file and say an entry in words. Knows no Sphinx and no HTML."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal

from chongqing_livelihood.present.locale import _, mark
from chongqing_livelihood.present.units import format_unit

QUALIFIERS: Final = {
    "over": mark("more than {number}"),
    "nearly": mark("nearly {number}"),
    "about": mark("about {number}"),
    "under": mark("less than {number}"),
    "at_least": mark("at least {number}"),
    "at_most": mark("at most {number}"),
    "some": mark("several {number}"),
}
SCALES: Final = ((12, mark("trillion")), (9, mark("billion")), (6, mark("million")))
MONEY: Final = ("yuan", "us_dollar", "hong_kong_dollar", "euro", "pound")
"""Units whose large amounts are said with a scale word; counts are printed in full."""

EXACT: Final = mark("exact")
SPEC: Final = re.compile(r"\+?,?(?:\.(\d)f)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure or one result, with everything that is said about it.

    ``value``, ``low``, ``high`` (a printed range) and ``lower``, ``upper`` (what the number can
    mean) are in base units; None is unknown or unbounded.
    """

    id: str
    kind: Literal["figure", "result"]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    qualifier: str
    unit: str
    printed: str
    fields: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        """Return a field as text; "" where the entry has none."""
        return str(self.fields.get(name) or "")


@dataclass(frozen=True)
class Evidence:
    """All entries of one evidence file, and the sources they come from."""

    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def of_source(self, source: str) -> list[Entry]:
        """Return the figures of one source in the order of its text."""
        found = [e for e in self.entries.values() if e.kind == "figure" and e["source"] == source]
        return sorted(found, key=lambda e: int(e.fields["start"]))

    def results(self) -> list[Entry]:
        """Return the results, notebook by notebook."""
        return sorted((e for e in self.entries.values() if e.kind == "result"), key=lambda e: e.id)

    @cached_property
    def built_on(self) -> Mapping[str, list[str]]:
        """The results that rest on each figure."""
        found: dict[str, list[str]] = {}
        for result in self.results():
            for figure in result.fields.get("figures", ()):
                found.setdefault(figure, []).append(result.id)
        return found

    def digest(self, ids: Iterable[str]) -> str:
        """Return a hash of everything a page can show of these entries."""
        seen = [
            (i, e.fields, self.sources.get(e["source"]), self.built_on.get(i)) if e else (i,)
            for i, e in ((i, self.entries.get(i)) for i in sorted(ids))
        ]
        text = json.dumps(seen, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def load_evidence(path: Path) -> Evidence:
    """Read an evidence file.

    Raises:
        FileNotFoundError: If there is none.
        ValueError: If it is not an evidence file.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        figures = [read_entry("figure", fields) for fields in data["figures"].values()]
        results = [read_entry("result", fields) for fields in data["results"].values()]
    except (KeyError, TypeError, AttributeError, ArithmeticError, json.JSONDecodeError) as error:
        raise ValueError(f"{path.name} is not an evidence file: {error!r}") from error
    return Evidence(data["sources"], {entry.id: entry for entry in figures + results})


def format_value(entry: Entry, spec: str = "", *, with_unit: bool | None = None) -> str:
    """Return the number as prose says it.

    Without ``spec``: qualifier, number, unit words. With one (``.1f``, ``,``, ``+.2f``): the bare
    number, rounded half to even, unless ``with_unit`` asks for the unit.

    Raises:
        ValueError: If ``spec`` is not of that form.
    """
    if with_unit is None:
        with_unit = not spec
    if entry["text"] and entry.kind == "result":
        return entry["text"]
    if not spec:
        said = _say(entry, "", with_unit)
        return _(QUALIFIERS.get(entry.qualifier, "{number}")).format(number=said)
    return _say(entry, spec, with_unit)


def format_interval(entry: Entry, spec: str = "", *, with_unit: bool = False) -> str:
    """Return what the number can mean, rounded outward, in the scale of `format_value`.

    `EXACT` is said of a count printed in full; "" is unknown. With ``with_unit`` the scale word
    and the unit follow, for an interval that stands without its value.
    """
    lower, upper = entry.lower, entry.upper
    if lower is None and upper is None:
        return ""
    if lower is not None and lower == upper:
        return _(EXACT)
    power, word = _scale(entry) if not spec else (0, "")
    if spec or entry.kind == "result":
        decimals = _decimals(entry, spec, power)
    else:
        decimals = max(_places(n.scaleb(-power)) for n in (lower, upper) if n is not None)

    def bound(number: Decimal, rounding: str) -> str:
        return _number(number.scaleb(-power), decimals, rounding, grouped=not spec or "," in spec)

    left = f"[{bound(lower, ROUND_FLOOR)}" if lower is not None else "(−∞"
    right = f"{bound(upper, ROUND_CEILING)}]" if upper is not None else "∞)"
    if not with_unit:
        return f"{left}, {right}"
    return _with_unit(f"{left}, {right}", word, entry.unit)


def read_entry(kind: Literal["figure", "result"], fields: Mapping[str, Any]) -> Entry:
    """Return the entry that the fields of one row of the evidence file make.

    Raises:
        KeyError: If it has no id or no text.
        ArithmeticError: If a number is none.
    """

    def number(name: str) -> Decimal | None:
        return Decimal(fields[name]) if fields.get(name) else None

    return Entry(
        id=fields["id"],
        kind=kind,
        value=number("value"),
        low=number("low"),
        high=number("high"),
        lower=number("lower"),
        upper=number("upper"),
        qualifier=fields.get("qualifier", ""),
        unit=fields.get("unit", ""),
        printed=fields["text"],
        fields=fields,
    )


def _say(entry: Entry, spec: str, with_unit: bool) -> str:
    """Return the number or range, with its unit if wanted."""
    ends = [entry.value] if entry.value is not None else [entry.low, entry.high]
    roundings = [ROUND_HALF_EVEN, ROUND_HALF_EVEN]
    if entry.kind == "result" and ends == [None, None]:  # only the interval is known
        ends, roundings = [entry.lower, entry.upper], [ROUND_FLOOR, ROUND_CEILING]
    numbers = [(n, r) for n, r in zip(ends, roundings, strict=False) if n is not None]
    if not numbers:
        return entry.printed or _("unknown")
    half_open = {(True, False): QUALIFIERS["at_most"], (False, True): QUALIFIERS["at_least"]}
    bound = half_open.get((ends[0] is None, ends[-1] is None), "{number}")
    power, word = _scale(entry) if with_unit and not spec else (0, "")
    decimals = _decimals(entry, spec, power)
    grouped = not spec or "," in spec
    sign = "+" if spec.startswith("+") else ""
    said = "–".join(
        _number(number.scaleb(-power), decimals, rounding, grouped=grouped, sign=sign)
        for number, rounding in dict(numbers).items()
    )
    said = _(bound).format(number=said)
    if not with_unit:
        return said
    return _with_unit(said, word, entry.unit, numbers[-1][0])


def _with_unit(said: str, word: str, unit: str, number: Decimal | None = None) -> str:
    words = format_unit(unit, number)
    if unit.startswith(("percent_per_", "permille_per_")) or unit in ("percent", "permille"):
        return said + words
    return " ".join(part for part in (said, _(word), words) if part)


def _scale(entry: Entry) -> tuple[int, str]:
    """Return the power of ten, and its word, in which a sum of money is said."""
    number = entry.value if entry.value is not None else entry.high
    if entry.kind == "result" and number is None:  # known by its interval alone
        ends = [n for n in (entry.lower, entry.upper) if n is not None]
        number = max(ends, key=abs, default=None)
    if number and entry.unit.partition("_per_")[0] in MONEY:
        for power, word in SCALES:
            if abs(number) >= Decimal(10) ** power:
                return power, word
    return 0, ""


def _decimals(entry: Entry, spec: str, power: int) -> int | None:
    """Return how many decimals to print; None is as many as the number has."""
    if spec:
        form = SPEC.fullmatch(spec)
        if form is None:
            raise ValueError(f"{spec!r} is not a number format such as .1f or ,.0f")
        return int(form[1]) if form[1] else None
    if "places" in entry.fields:
        return max(0, int(entry.fields["places"]) + power)
    if entry.value is None:
        return None
    if entry.kind == "result":
        known = [n for n in (entry.value, entry.lower, entry.upper) if n is not None]
        has = max(_places(n.scaleb(-power)) for n in known)
        return min(has, _sensible_decimals(abs(entry.value.scaleb(-power))))
    needed = _places(entry.value.scaleb(-power))
    if entry.lower is None or entry.upper is None or entry.lower == entry.upper:
        return needed
    # A zero that was printed says how precise the number is: 33.0 billion, not 33 billion.
    width = (entry.upper - entry.lower).scaleb(-power).normalize()
    printed = -width.adjusted() if width.as_tuple().digits == (1,) else 0
    return max(needed, printed)


def _sensible_decimals(size: Decimal) -> int:
    """Return the decimals that keep about three significant digits, and two for a percentage."""
    if size >= 100:
        return 1 if size < 1000 else 0
    return 2 if size >= 1 or size == 0 else min(6, 2 - size.adjusted())


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _number(
    number: Decimal, decimals: int | None, rounding: str, *, grouped: bool = True, sign: str = ""
) -> str:
    """Return the number in plain notation, with a true minus sign."""
    places = _places(number) if decimals is None else decimals
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=rounding)
    return format(rounded, f"{sign}{',' if grouped else ''}.{places}f").replace("-", "−")
