"""Find every figure, date, ordinal and label of a running text, with its offsets."""

from collections.abc import Generator, Iterable, Iterator
from typing import Final, NamedTuple

from .amounts import negate_amount, read_amount
from .context import complete_unit, find_qualifier_apart
from .counts import counts_something, find_nouns
from .digits import require_text, to_plain
from .expressions import Figure, apply_unit, build_figure
from .labels import read_address, read_label, read_ordinal, read_plan_name
from .lines import is_page_number, read_over_line_end
from .measured import Amount
from .numerals import read_numeral
from .patterns import Pattern
from .periods import read_date
from .prefixes import is_sign, read_prefix
from .qualifiers import WORDS_BEFORE
from .quantities import Quantity

_START: Final = Pattern(
    r"[0-9]|第(?= ?[0-9零〇一二两三四五六七八九十百千])"
    r"|零(?=[点分])|[二两三五六七八九十百千万](?=起)"
    r"|[〇一二两三四五六七八九十百千万亿廿](?=[〇零○Oo一二两三四五六七八九十百千万亿兆余多几来半点分成折比至到又~—-]"
    r"|[个项名位家所人户条份台次座处场件套种类栋幢间只株棵桶辆艘架部本册篇张支队例宗笔箱袋瓶杯碗包枚颗粒朵]"
    r"|[对双层款车架班趟轮届批列组倍岁口番学床代辈剂针把根匹尾首幅段章眼课亩公千米厘毫里平立吨斤克升度元块美欧]"
    r"|[港英日角毛分摄℃摞顿遍回站圈局环盏顶扇百年季月周天小钟刻工秒星昼号时世]"
    r"|[省区地岸国校市县镇村大连级方])"
    r"|[一二两三四五六七八九十](?=[\s，。；：！？,;:!?()（）|%]|$)|十(?= ?[余多] ?[万亿])"
    r"|[百千万亿](?<=[破过超近上逾].)(?=[\s，。；：！？,;:!?)]|居民|群众|人民|$)"
    r"|半(?=[年天个小月日数])|一半|半(?<=[过近超]半)(?![年天个小月日世辈生夜百径])|对(?<=打对)折|翻(?=[了一两三番近约])|好?[几数](?=[十百千万亿以名位家倍年天日个次小种项所届])"
    r"|[壹贰貳叁參肆伍陆陸柒捌玖](?=[拾佰仟十百千万亿])|拾(?=[一二三四五六七八九]?[万亿])|[¥￥$€£](?=[0-9])"
)
_RUN: Final = Pattern(r"[0-9]{1,400}")
_LONGEST_FIGURE: Final = 24
_LOOK_BEHIND: Final = 700
_LOOK_AHEAD: Final = 500
_CHUNK: Final = 1 << 16
_YEAR: Final = Pattern(r"(?:19|20)[0-9]{2}")
_CURRENCY: Final = "¥￥$€£"
_CHINESE_RUN: Final = Pattern(r"[〇零一二两三四五六七八九十百千万亿廿]{1,400}")


class Finding(NamedTuple):
    """A figure of a text, and the words printed apart from it that gave unit or qualifier."""

    figure: Figure
    unit_given: str = ""
    qualifier_given: str = ""


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
    return (found.figure for found in iter_findings(chunks))


def iter_findings(chunks: Iterable[str]) -> Iterator[Finding]:
    """Yield the figures with the unit and qualifier words that stand apart from them."""
    window, offset, position, floor = "", 0, 0, 0
    for chunk in chunks:
        require_text(chunk)
        for begin in range(0, len(chunk), _CHUNK):
            window += chunk[begin : begin + _CHUNK]
            limit = len(window) - _LOOK_AHEAD
            if limit <= position:
                continue
            position, floor = yield from _scan(window, position, floor, limit, offset)
            position = max(position, limit)
            passed = max(0, position - _LOOK_BEHIND)
            window, offset = window[passed:], offset + passed
            position, floor = position - passed, max(0, floor - passed)
    yield from _scan(window, position, floor, len(window), offset)


def _moved(found: Finding, offset: int) -> Finding:
    if not offset:
        return found
    values = [getattr(found.figure, name) for name in Figure.__slots__]
    values[1:3] = values[1] + offset, values[2] + offset
    return found._replace(figure=Figure(*values))  # replace() takes five times as long


def _scan(
    text: str, position: int, floor: int, limit: int, offset: int
) -> Generator[Finding, None, tuple[int, int]]:
    """Yield what begins before ``limit``; return where to go on, and where the last one ended."""
    plain = to_plain(text)
    while True:
        candidate = _START.search(plain, position)
        if candidate is None or candidate.start() >= limit:
            return position, floor
        start = candidate.start()
        found = _read_at(text, plain, start, floor)
        if found is None:
            run = _CHINESE_RUN.match(plain, start)
            position = run.end() if run else start + 1
        else:
            position = floor = found.figure.end
            yield _moved(found, offset)


def _read_at(text: str, plain: str, start: int, floor: int) -> Finding | None:
    first = plain[start]
    if first == "第":
        return _make("ordinal", text, start, read_ordinal(plain, start))
    opening, end = read_address(plain, start)
    if end > start:
        return _make("label", text, max(opening, floor), end)
    end = read_date(plain, start)
    if end > start:
        return _make("date", text, start, end)
    if "0" <= first <= "9":
        return _read_arabic(text, plain, start, floor)
    end = read_plan_name(plain, start)
    if end > start:
        return _make("label", text, start, end)
    return _read_chinese(text, plain, start, floor)


def _make(kind: str, text: str, start: int, end: int) -> Finding | None:
    return Finding(Figure(text[start:end], start, end, kind)) if end > start else None


def _read_arabic(text: str, plain: str, start: int, floor: int) -> Finding | None:
    run = _RUN.match(plain, start)
    if run is None or len(run[0]) > _LONGEST_FIGURE:
        return _make("label", text, start, run.end() if run else start + 1)
    end = read_ordinal(plain, start)
    if end > start:
        return _make("ordinal", text, start, end)
    first, last = read_label(plain, start)
    if last > first:
        return _make("label", text, max(first, floor), last)
    amount = read_over_line_end(plain, start, run.end()) or read_amount(plain, start)
    if amount is None or (not amount.measure and is_page_number(plain, start, amount.end)):
        return _make("label", text, start, amount.end if amount else run.end())
    return _read_figure(text, plain, start, floor, amount)


def _read_figure(text: str, plain: str, start: int, floor: int, amount: Amount) -> Finding | None:
    begin, names = read_prefix(plain, start, floor, amount)
    if begin == start and is_sign(plain, floor, start - 1, amount.unit):
        begin, amount = _negate(plain, start, amount)
    amount, unit = _complete(plain, begin, amount)
    bare = not (amount.unit or amount.measure or names)
    if bare and _YEAR.fullmatch(plain[start : amount.end]):
        return _make("date", text, start, amount.end)
    return _close(text, plain, begin, floor, amount, names, unit)


def _read_chinese(text: str, plain: str, start: int, floor: int) -> Finding | None:
    end = find_nouns(plain, start)
    if end > start:
        number = Quantity(end, read_numeral(plain[start:end]), chinese=True)
        return _close(text, plain, start, floor, Amount(number, end, "", "item"), (), "个")
    amount = read_amount(plain, start)
    if amount is None:
        return None
    begin, names = read_prefix(plain, start, floor, amount)
    if begin == start and is_sign(plain, floor, start - 1, amount.unit):
        begin, amount = _negate(plain, start, amount)
    if begin == start and plain[start] not in _CURRENCY:
        counted = counts_something(plain, start, amount, False)
    else:
        counted = not names or counts_something(plain, start, amount, True)
    if not counted:
        return None
    amount, unit = _complete(plain, begin, amount)
    return _close(text, plain, begin, floor, amount, names, unit)


def _negate(plain: str, start: int, amount: Amount) -> tuple[int, Amount]:
    return start - (2 if plain[start - 1] == "下" else 1), negate_amount(amount)


def _complete(plain: str, begin: int, amount: Amount) -> tuple[Amount, str]:
    """Return the amount with the unit that is printed apart from it, and that unit's words."""
    unit = complete_unit(plain, begin, amount)
    if not unit:
        return amount, ""
    try:
        return apply_unit(amount, unit), unit
    except ValueError:
        return amount, ""  # a bracket before a cell need not hold a unit


def _close(
    text: str,
    plain: str,
    begin: int,
    floor: int,
    amount: Amount,
    names: tuple[str, ...],
    unit: str,
) -> Finding:
    end, apart = amount.end, ""
    if not names and not amount.qualifiers:
        apart = find_qualifier_apart(plain, begin, floor)
        names = (WORDS_BEFORE[apart],) if apart else ()
    if begin > floor and plain[begin - 1] == "【" and plain[end : end + 1] == "】":
        begin, end = begin - 1, end + 1
    return Finding(build_figure(amount, text[begin:end], begin, end, *names), unit, apart)
