"""Undo what line ends of PDF text do to numbers: page numbers, numbers cut in two."""

from typing import Final

from .amounts import read_amount
from .digits import is_han
from .measured import Amount
from .patterns import Pattern

_REACH: Final = 80
_SHORTEST_LINE: Final = 12
_NEXT_DIGITS: Final = Pattern(r"\n([0-9]{1,12}(?:\.[0-9]{1,4})?)(?![0-9年月日号.、)]|[-/:])")


def is_page_number(plain: str, start: int, end: int) -> bool:
    """Tell whether the digits stand alone on a line between two lines of running text."""
    opening, closing = plain.rfind("\n", max(0, start - 8), start), plain.find("\n", end, end + 8)
    if opening < 0 or closing < 0 or end - start > 4:
        return False
    marks = plain[opening + 1 : start] + plain[end:closing]
    if marks.strip(" -—·|") or "|" in marks:
        return False
    if "-" in marks or "—" in marks:
        return True
    above = plain[max(0, opening - 40) : opening].rstrip().rpartition("\n")[2]
    below = plain[closing : closing + 40].lstrip().partition("\n")[0]
    return len(above) >= 15 and len(below) >= 15


def read_over_line_end(plain: str, start: int, end: int) -> Amount | None:
    """Return the amount whose digits a line end cuts in two, or None.

    The line must be long, as running text is, and the digits must go on to a unit: the
    numbers of a table stand on short lines of their own.

    >>> text = "截至去年末全市共有各级各类学校12\\n30所,在校学生"
    >>> amount = read_over_line_end(text, 15, 17)
    >>> amount.quantity.value.value, text[15:amount.end]
    (Decimal('1230'), '12\\n30所')
    """
    following = _NEXT_DIGITS.match(plain, end) if plain.startswith("\n", end) else None
    if following is None or not is_han(plain[start - 1 : start]):
        return None
    opening = plain.rfind("\n", max(0, start - _REACH), start)
    closing = plain.find("\n", end + 1, end + _REACH)
    last = len(plain) if closing < 0 else closing
    if start - opening < _SHORTEST_LINE or "|" in plain[opening + 1 : last]:
        return None
    joined = plain[start:end] + plain[end + 1 : end + 1 + _REACH]
    amount = read_amount(joined, 0)
    if amount is None or not amount.measure or amount.quantity.end <= end - start:
        return None
    shift = start + 1
    quantity = amount.quantity._replace(end=amount.quantity.end + shift)
    return amount._replace(quantity=quantity, end=amount.end + shift)
