"""Find every figure, date, ordinal and label of a running text, with its offsets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from .amounts import Amount, read_amount
from .context import complete_unit, find_qualifier_apart
from .counts import counts_something, find_nouns
from .digits import PLAIN_FORMS
from .expressions import Figure, apply_unit, build_figure
from .labels import is_page_number, read_label, read_ordinal, read_plan_name
from .numerals import read_numeral
from .periods import read_date
from .prefixes import read_prefix
from .qualifiers import WORDS_BEFORE
from .quantities import Quantity

_START: Final = re.compile(
    r"[0-9]|第(?= ?[0-9零〇一二两三四五六七八九十百千])"
    r"|[〇零一二两三四五六七八九十百千万亿廿](?=[〇零○Oo一二两三四五六七八九十百千万亿余多几来半点分成比至到~—-]"
    r"|[个项名位家所人户条份台次座处场件套种类栋幢间只株棵桶辆艘架部本册篇张支队例宗笔箱袋瓶杯碗包枚颗粒朵]"
    r"|[对双层款车架班趟轮届批列组倍岁口番学床代辈剂针把根匹尾首幅段眼课亩公千米厘毫里平立吨斤克升度元块美欧]"
    r"|[港英日角毛分摄℃摞顿遍回站圈局环盏顶扇百年季月周天小钟刻工秒星昼号时世]"
    r"|[省区地岸国校市县镇村大连级方])"
    r"|半(?=[年天个小月日数])|一半|翻(?=[了一两三番近约])|好?[几数](?=[十百千万亿以名位家倍年天日个次小种项所届])"
    r"|[壹贰貳叁參肆伍陆陸柒捌玖](?=[拾佰仟万亿])|[¥￥$€£](?=[0-9])"
)
_RUN: Final = re.compile(r"[0-9]{1,400}")
_LONGEST_FIGURE: Final = 24
_LOOK_BEHIND: Final = 700
_LOOK_AHEAD: Final = 500
_CHUNK: Final = 1 << 16
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_CURRENCY: Final = "¥￥$€£"
_CHINESE_RUN: Final = re.compile(r"[〇零一二两三四五六七八九十百千万亿廿]{1,400}")
_SIGNED_UNITS: Final = frozenset({"percent", "permille", "percentage_point", "degree_celsius"})


def extract_figures(text: str) -> list[Figure]:
    """Return the figures, dates, ordinals and labels of ``text`` in their order.

    They do not overlap, and ``text[f.start:f.end] == f.text`` for each of them.

    >>> [(f.text, f.kind) for f in extract_figures("2021年底建成近3.5万户,第三批5G基站")]
    [('2021年底', 'date'), ('近3.5万户', 'figure'), ('第三批', 'ordinal'), ('5G', 'label')]
    """
    return list(iter_figures((text,)))


def iter_figures(chunks: Iterable[str]) -> Iterator[Figure]:
    """Yield what :func:`extract_figures` returns, for a text that arrives in pieces.

    Memory does not grow with the text: only a window around the place of reading is kept.
    """
    window, offset, position, floor = "", 0, 0, 0
    for chunk in chunks:
        for begin in range(0, len(chunk), _CHUNK):
            window += chunk[begin : begin + _CHUNK]
            limit = len(window) - _LOOK_AHEAD
            if limit <= position:
                continue
            for figure in _scan(window, position, floor, limit):
                position = floor = figure.end
                yield _moved(figure, offset)
            position = max(position, limit)
            passed = max(0, position - _LOOK_BEHIND)
            window, offset = window[passed:], offset + passed
            position, floor = position - passed, max(0, floor - passed)
    for figure in _scan(window, position, floor, len(window)):
        yield _moved(figure, offset)


def _moved(figure: Figure, offset: int) -> Figure:
    if not offset:
        return figure
    return replace(figure, start=figure.start + offset, end=figure.end + offset)


def _scan(text: str, position: int, floor: int, limit: int) -> Iterator[Figure]:
    plain = text.translate(PLAIN_FORMS)
    while True:
        candidate = _START.search(plain, position)
        if candidate is None or candidate.start() >= limit:
            return
        start = candidate.start()
        figure = _read_at(text, plain, start, floor)
        if figure is None:
            run = _CHINESE_RUN.match(plain, start)
            position = run.end() if run else start + 1
        else:
            yield figure
            position = floor = figure.end


def _read_at(text: str, plain: str, start: int, floor: int) -> Figure | None:
    first = plain[start]
    if first == "第":
        return _make("ordinal", text, start, read_ordinal(plain, start))
    end = read_date(plain, start)
    if end > start:
        return _make("date", text, start, end)
    if "0" <= first <= "9":
        return _read_arabic(text, plain, start, floor)
    end = read_plan_name(plain, start)
    if end > start:
        return _make("label", text, start, end)
    return _read_chinese(text, plain, start, floor)


def _make(kind: str, text: str, start: int, end: int) -> Figure | None:
    return Figure(text[start:end], start, end, kind) if end > start else None


def _read_arabic(text: str, plain: str, start: int, floor: int) -> Figure | None:
    run = _RUN.match(plain, start)
    if run is None or len(run[0]) > _LONGEST_FIGURE:
        return _make("label", text, start, run.end() if run else start + 1)
    end = read_ordinal(plain, start)
    if end > start:
        return _make("ordinal", text, start, end)
    first, last = read_label(plain, start)
    if last > first:
        return _make("label", text, max(first, floor), last)
    amount = read_amount(plain, start)
    if amount is None or (not amount.measure and is_page_number(plain, start, amount.end)):
        return _make("label", text, start, amount.end if amount else run.end())
    return _read_figure(text, plain, start, floor, amount)


def _read_figure(text: str, plain: str, start: int, floor: int, amount: Amount) -> Figure | None:
    begin, names = read_prefix(plain, start, floor, amount)
    if begin == start and plain[start - 1 : start] == "-" and _is_sign(plain, start, amount):
        begin, amount = start - 1, _negated(amount)
    amount, bare = _complete(plain, begin, amount)
    if bare and not names and _YEAR.fullmatch(plain[start : amount.end]):
        return _make("date", text, start, amount.end)
    return _close(text, plain, begin, floor, amount, names)


def _read_chinese(text: str, plain: str, start: int, floor: int) -> Figure | None:
    end = find_nouns(plain, start)
    if end > start:
        amount = Amount(
            Quantity(end, read_numeral(plain[start:end]), chinese=True), end, "", "item"
        )
        return _close(text, plain, start, floor, amount, ())
    amount_read = read_amount(plain, start)
    if amount_read is None:
        return None
    begin, names = read_prefix(plain, start, floor, amount_read)
    if plain[start] not in _CURRENCY and not counts_something(
        plain, start, amount_read, bool(names)
    ):
        return None
    amount, _ = _complete(plain, begin, amount_read)
    return _close(text, plain, begin, floor, amount, names)


def _complete(plain: str, begin: int, amount: Amount) -> tuple[Amount, bool]:
    """Return the amount with a unit printed apart from it, and whether it stays without."""
    unit = complete_unit(plain, begin, amount)
    if unit:
        try:
            amount = apply_unit(amount, unit)
        except ValueError:
            return amount, not amount.unit  # a bracket before a cell need not hold a unit
    return amount, not amount.unit and not amount.measure


def _close(
    text: str, plain: str, begin: int, floor: int, amount: Amount, names: tuple[str, ...]
) -> Figure:
    end = amount.end
    if not names and not amount.qualifiers:
        apart = find_qualifier_apart(plain, begin, floor)
        names = (WORDS_BEFORE[apart],) if apart else ()
    if begin > floor and plain[begin - 1] == "【" and plain[end : end + 1] == "】":
        begin, end = begin - 1, end + 1
    return build_figure(amount, text[begin:end], begin, end, *names)


def _is_sign(plain: str, start: int, amount: Amount) -> bool:
    before = plain[max(0, start - 2) : start - 1]
    return amount.unit in _SIGNED_UNITS and not (before.isalnum() and before.isascii())


def _negated(amount: Amount) -> Amount:
    number = amount.quantity.value
    if number is None:
        return amount
    return replace(amount, quantity=replace(amount.quantity, value=number.negated()))
