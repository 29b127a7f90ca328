"""Grade a claim: verdicts of the audit, and conditions over intervals. Knows no Sphinx.

A condition names entries of the evidence file, compares them, and is true, false or undecided:
``outpatient_growth:chengxi_tipping.lower > 4 and cqrb-2022:2569 > 20``. A background statistic is
named as in ``ctx("GDP|重庆市|2021")``. A plain name stands for everything the number can mean,
``.lower`` and ``.upper`` for its ends, ``.value`` for the number.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from typing import Final

from chongqing_livelihood.present.entries import Entry
from chongqing_livelihood.present.evidence_facts import statistic_key
from chongqing_livelihood.present.locale import _, mark
from chongqing_livelihood.stats.intervals import Interval

Truth = bool | None
"""None is undecided: true for some of what the numbers can mean, false for the rest."""

_NAME: Final = re.compile(
    r"(?<![\w.:])(?:([a-z][a-z0-9]*(?:[_-][a-z0-9]+)*:[A-Za-z0-9_]+)"
    r"|ctx\(\s*(?:\"([^\"]+)\"|'([^']+)')\s*\))(?:\.([a-z]+))?(?![\w:.])"
)
_GUARD: Final = re.compile(r"((?:[^|\"']|\"[^\"]*\"|'[^']*')*)\|(.*)", re.S)
_PARTS: Final = ("value", "lower", "upper")
_NUMBER: Final = re.compile(r"\d[\d_]*(?:\.\d+)?")
_OPERATORS: Final[dict[type[ast.operator], Callable[[Interval, Interval], Interval]]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


class Grade(Enum):
    """How well a claim is supported, from best to worst: a word, and a sign that says the same."""

    SOUND = (mark("arithmetically sound"), "=")
    CONSISTENT = (mark("consistent"), "✓")
    UNDECIDED = (mark("cannot be decided"), "?")
    CONTRADICTED = (mark("contradicted"), "✗")

    def __init__(self, word: str, sign: str) -> None:
        self._word = word
        self.sign = sign

    @property
    def word(self) -> str:
        """The grade in words."""
        return _(self._word)

    @property
    def meaning(self) -> str:
        """What the grade says, in one sentence."""
        return _(_MEANINGS[self.name])

    @classmethod
    def worst(cls, grades: Iterable[Grade]) -> Grade:
        """Return the worst of several grades.

        >>> Grade.worst([Grade.SOUND, Grade.UNDECIDED, Grade.CONSISTENT]).word
        'cannot be decided'
        """
        order = list(cls)
        return max(grades, key=order.index)


_MEANINGS: Final = {
    "SOUND": mark("The printed counts agree with one another exactly."),
    "CONSISTENT": mark("It holds whatever the printed numbers mean within their rounding."),
    "UNDECIDED": mark(
        "It holds for some of what the printed numbers can mean, and not for the rest."
    ),
    "CONTRADICTED": mark(
        "It does not hold, whatever the printed numbers mean within their rounding."
    ),
}


def grade_check(row: Mapping[str, str]) -> Grade:
    """Return the grade that one row of the audit gives.

    >>> row = {"verdict": "consistent", "printed_lower": "66", "printed_upper": "66",
    ...        "computed_lower": "66", "computed_upper": "66"}
    >>> grade_check(row).word, grade_check(row | {"printed_upper": "67"}).word
    ('arithmetically sound', 'consistent')
    """
    if row["verdict"] != "consistent":
        return Grade.CONTRADICTED if row["verdict"] == "inconsistent" else Grade.UNDECIDED
    sides = [(row[f"{side}_lower"], row[f"{side}_upper"]) for side in ("printed", "computed")]
    exact = all(lower and lower == upper for lower, upper in sides)
    return Grade.SOUND if exact else Grade.CONSISTENT


def grade_truth(truth: Truth) -> Grade:
    """Return the grade that a condition gives.

    >>> grade_truth(None).word
    'cannot be decided'
    """
    if truth is None:
        return Grade.UNDECIDED
    return Grade.CONSISTENT if truth else Grade.CONTRADICTED


def named_entries(condition: str) -> list[str]:
    """Return the ids and statistics that a condition names, each once, in their order.

    Raises:
        ValueError: If a statistic is not named by series, place and period.

    >>> named_entries("care:cost.upper - cqrb-2022:1 > 3 or cqrb-2022:1 < 2")
    ['care:cost', 'cqrb-2022:1']
    >>> named_entries('ctx("GDP|Chongqing|2021") > 2 * care:cost')
    ['GDP|重庆市|2021', 'care:cost']
    """
    return list(dict.fromkeys(_key(found) for found in _NAME.finditer(condition)))


def is_statistic(key: str) -> bool:
    """Tell a background statistic from a figure or a result by what a condition calls it."""
    return "|" in key


def split_guard(text: str) -> tuple[str, str]:
    """Return the condition and the sentence of ``condition|sentence``; a bar in quotes is neither.

    >>> split_guard('ctx("GDP|Chongqing|2021") > 1|It holds|so far.')
    ('ctx("GDP|Chongqing|2021") > 1', 'It holds|so far.')
    """
    found = _GUARD.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else (text.strip(), "")


def decide(condition: str, entries: Mapping[str, Entry]) -> Truth:
    """Return whether a condition holds for all, none or some of what its numbers can mean.

    Args:
        condition: Ids of entries, ``ctx("series|place|period")``, numbers, ``+ - * /``,
            comparisons, ``and``, ``or``, ``not``.
        entries: The evidence by id, and the background statistics by ``series|place|period``.

    Raises:
        ValueError: If it is no such condition, or names what is not in the evidence.
    """
    names: dict[str, tuple[str, str]] = {}

    def stand_in(found: re.Match[str]) -> str:
        name = f"entry_{len(names)}"
        names[name] = (_key(found), found[4] or "")
        return name

    text = " ".join(_NAME.sub(stand_in, condition).split())
    if re.search(r"\bctx\b", text):
        raise ValueError(f'{condition!r}: write a statistic as ctx("series|place|period")')
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        raise ValueError(f"{condition!r} is not a condition") from None
    numbers = {name: _interval_of(entries, *of) for name, of in names.items()}
    return _truth(tree, numbers)


def _key(found: re.Match[str]) -> str:
    """Return the id or the statistic that a piece of a condition names."""
    if found[1]:
        return found[1]
    key = statistic_key(found[2] or found[3])
    if key.count("|") != 2:
        raise ValueError(f'{found[0]!r}: write a statistic as ctx("series|place|period")')
    return key


def _interval_of(entries: Mapping[str, Entry], key: str, part: str) -> Interval:
    entry = entries.get(key)
    if entry is None:
        what = "statistic" if is_statistic(key) else "evidence id"
        known = [each for each in entries if is_statistic(each) == is_statistic(key)]
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        remedy = f": did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"unknown {what} {key!r}{remedy}")
    if part and part not in _PARTS:
        raise ValueError(f"{key} has no {part!r}: take one of {', '.join(_PARTS)}")
    if not part and (entry.lower is not None or entry.upper is not None):
        return Interval.between(entry.lower, entry.upper)
    number = getattr(entry, part or "value")
    if number is None:
        raise ValueError(f"{key} has no {part or 'value'}")
    return Interval.exactly(number)


def _truth(node: ast.expr, numbers: Mapping[str, Interval]) -> Truth:
    """Evaluate what can be true; undecided spreads as in Kleene's logic."""
    match node:
        case ast.BoolOp():
            truths = [_truth(value, numbers) for value in node.values]
            decisive = isinstance(node.op, ast.Or)
            if decisive in truths:
                return decisive
            return None if None in truths else not decisive
        case ast.UnaryOp(op=ast.Not()):
            truth = _truth(node.operand, numbers)
            return None if truth is None else not truth
        case ast.Compare():
            sides = [_number(side, numbers) for side in (node.left, *node.comparators)]
            pairs = zip(sides, node.ops, sides[1:], strict=False)
            truths = [_compare(left, op, right) for left, op, right in pairs]
            if False in truths:
                return False
            return None if None in truths else True
    raise ValueError(f"{ast.unparse(node)!r} is neither true nor false: compare it with something")


def _number(node: ast.expr, numbers: Mapping[str, Interval]) -> Interval:
    match node:
        case ast.Name(id=name) if name in numbers:
            return numbers[name]
        case ast.Constant(value=int() | float()) if _NUMBER.fullmatch(ast.unparse(node)):
            return Interval.exactly(Fraction(ast.unparse(node)))
        case ast.UnaryOp(op=ast.USub()):
            return -_number(node.operand, numbers)
        case ast.BinOp() if type(node.op) in _OPERATORS:
            sides = _number(node.left, numbers), _number(node.right, numbers)
            return _OPERATORS[type(node.op)](*sides)
    raise ValueError(f"{ast.unparse(node)!r} is not allowed in a condition")


def _compare(left: Interval, operator: ast.cmpop, right: Interval) -> Truth:
    match operator:
        case ast.Gt():
            return _below(right, left, strictly=True)
        case ast.GtE():
            return _below(right, left, strictly=False)
        case ast.Lt():
            return _below(left, right, strictly=True)
        case ast.LtE():
            return _below(left, right, strictly=False)
        case ast.Eq() | ast.NotEq():
            equal: Truth = None
            if not left.overlaps(right):
                equal = False
            elif left.width == right.width == 0:
                equal = True
            return equal if equal is None or isinstance(operator, ast.Eq) else not equal
    raise ValueError("compare with one of < <= > >= == !=")


def _below(left: Interval, right: Interval, *, strictly: bool) -> Truth:
    """Return whether ``left`` lies below ``right``."""
    if left.upper is not None and right.lower is not None:
        gap = right.lower - left.upper
        if gap > 0 or (gap == 0 and not strictly):
            return True
    if left.lower is not None and right.upper is not None:
        gap = left.lower - right.upper
        if gap > 0 or (gap == 0 and strictly):
            return False
    return None
