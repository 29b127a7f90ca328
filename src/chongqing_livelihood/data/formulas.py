"""Evaluate a written formula over intervals: names, numbers, + - * /. Knows no figures."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from math import ceil, floor

from chongqing_livelihood.stats.exact import exact
from chongqing_livelihood.stats.intervals import Interval, as_interval

_OPERATIONS: dict[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class ZeroDivisorError(ValueError):
    """A formula divides by what can be zero, and can be something else."""


def evaluate(
    formula: str,
    values: Mapping[str, Interval],
    faces: Mapping[str, Fraction] | None = None,
) -> Interval:
    """Return everything a formula can be while each name runs over its interval.

    The formula must be monotone in each name: then its extremes lie at the corners, and a name
    may stand in it more than once. Where a name is unbounded it must stand once, and interval
    arithmetic gives the result.

    Besides the four operations: ``face(x)`` is the bare number as printed, without what it can
    mean; ``nearest_share(x, n)`` is the share of whole numbers out of ``n``, in percent, that
    lies in ``x`` or else nearest to it.

    Raises:
        ZeroDivisorError: If it divides by an interval that holds zero among other values.
        ValueError: If the formula holds anything else, an unknown name, or divides by zero.

    >>> share = evaluate("100 * added / (level - added)",
    ...                  {"added": Interval.between(815, 817), "level": Interval.exactly(2664)})
    >>> print(share)
    [44.0779, 44.2339]
    """
    tree = _parse(formula)
    names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - _FUNCTIONS)
    if unknown := set(names) - set(values):
        raise ValueError(f"{formula!r} names {', '.join(sorted(unknown))}, which is not given")
    values = {**values, **{f"face({name})": Interval(x, x) for name, x in (faces or {}).items()}}
    if _calls(tree) or any(None in (values[n].lower, values[n].upper) for n in names):
        return _walk(tree, values)
    _check_divisors(tree, values)
    corners = []
    ends = [sorted({values[n].lower, values[n].upper}) for n in names]  # type: ignore[type-var]
    for corner in product(*ends):
        point = {n: Interval(end, end) for n, end in zip(names, corner, strict=True)}
        corners.append(_walk(tree, point).lower)
    numbers = [corner for corner in corners if corner is not None]
    return Interval(min(numbers), max(numbers))


_FUNCTIONS = frozenset({"face", "nearest_share"})


def _parse(formula: str) -> ast.expr:
    try:
        return ast.parse(formula, mode="eval").body
    except SyntaxError:
        raise ValueError(
            f"{formula!r} is no formula: write names, numbers and + - * / ( )"
        ) from None


def _calls(tree: ast.expr) -> bool:
    return any(isinstance(node, ast.Call) for node in ast.walk(tree))


def _walk(node: ast.expr, values: Mapping[str, Interval]) -> Interval:
    if ast.unparse(node) in values:  # a name, or face(name)
        return values[ast.unparse(node)]
    match node:
        case ast.Constant(value=int() | float() as number):
            return Interval.exactly(exact(number))
        case ast.BinOp(op=operation) if type(operation) in _OPERATIONS:
            operate = _OPERATIONS[type(operation)]
            if isinstance(operation, ast.Div):
                _check_divisor(node.right, values)
            return operate(_walk(node.left, values), _walk(node.right, values))
        case ast.Call(func=ast.Name(id="nearest_share"), args=[share, whole]):
            return _nearest_share(_walk(share, values), _walk(whole, values))
    raise ValueError(f"{ast.unparse(node)!r} cannot be evaluated: use + - * /, face, nearest_share")


def _check_divisors(tree: ast.expr, values: Mapping[str, Interval]) -> None:
    """Look at every divisor over its whole interval: between two corners it may pass zero."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            _check_divisor(node.right, values)


def _check_divisor(node: ast.expr, values: Mapping[str, Interval]) -> None:
    divisor = _walk(node, values)
    if divisor.contains(0) and divisor.width != 0:
        raise ZeroDivisorError(
            f"the divisor {ast.unparse(node)} can be zero under this reading of the numbers"
        )


def _nearest_share(x: Interval, whole: Interval) -> Interval:
    if x.lower is None or x.upper is None or whole.lower is None or whole.lower != whole.upper:
        raise ValueError("nearest_share needs a bounded share and a whole known exactly")
    n = whole.lower
    first, last = ceil(x.lower * n / 100), floor(x.upper * n / 100)
    if first <= last:
        return Interval(100 * first / n, 100 * last / n)
    middle = (x.lower + x.upper) / 2
    below, above = 100 * last / n, 100 * first / n
    return as_interval(below if middle - below < above - middle else above)
