"""Recognise dates, times of year and relative dates, so that none becomes a figure."""

import re
from typing import Final

from .patterns import Pattern

_YEAR: Final = r"(?:1[0-9]|2[01])[0-9]{2}"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TO: Final = r" ?(?:—{1,2}|-{1,2}|~|至|到|、) ?"
_PART_OF_MONTH: Final = r"(?:[上中下]旬|[底初末](?!级|中)|份)"
_SEASON: Final = r"[上下]半年|前?[一二三四两1-4]个?季度|第[一二三四1-4]季度"
_PART_OF_YEAR: Final = rf"(?:{_SEASON}|年?[底初末](?!级|中)|中期|度(?!假))"
_CLOCK: Final = (
    r" ?(?:[上下中]午|凌晨|早上|晚上?|傍晚)?"
    r"[0-2]?[0-9](?::[0-5][0-9](?::[0-5][0-9])?|[时点](?:[0-5]?[0-9]分|半|整|许)?)"
)
_DAYS: Final = rf"{_DAY}(?:{_TO}{_DAY})? ?[日号](?:{_TO}{_DAY}[日号])?(?:{_CLOCK})?"
_NOT_A_LENGTH: Final = r"(?!的?历史|之久|左右|以上|时间)"

# Read in steps, since one pattern for all of it would take long to compile.
_ARABIC_DATE: Final = Pattern(
    rf"(?P<years>{_YEAR}年?{_TO}{_YEAR} ?(?:年度?|学年)|{_YEAR} ?(?:学年|年){_NOT_A_LENGTH})"
    rf"|{_YEAR}([-/.])(?:0[1-9]|1[0-2]|[1-9])\2{_DAY}(?![0-9])"
    rf"|{_YEAR}-(?:0[1-9]|1[0-2])(?![0-9年])"
    rf"|(?P<months>{_MONTH}(?:{_TO}{_MONTH})? ?月(?!龄|嫂|薪|供|租|均|产))"
    rf"|{_DAY}(?:日?{_TO}{_DAY})?日(?!内|以[内上下]|之内|游|龄|均|用|间|元|托|历|常|照)"
    r"|[0-2]?[0-9](?::[0-5][0-9]){1,2}(?![0-9.:])"
    rf"|[0-2]?[0-9]点{_TO}[0-2]?[0-9]点|[0-2]?[0-9]点(?:[0-5]?[0-9]分|整|半|许|钟|(?=[前后]))"
    r"|[0-2]?[0-9]时(?:[0-5]?[0-9]分|许|整)?(?![代间段期空候长常])"
    r"|[1-9]?[0-9]世纪(?:(?:[0-9]0|[一-九]十)年代)?"
    r"|(?:[12][0-9])?[0-9]0年代"
    r"|[1-4]季度|0[0-9]年(?!代)"
)
_RUN: Final = Pattern("[0-9]{1,24}")
_AFTER_RUN: Final = frozenset(" —-~至到、年学月日:时点世季/.")
_AFTER_YEAR: Final = Pattern(rf" ?(?P<months>{_MONTH}(?:{_TO}{_MONTH})? ?月(?!龄))|{_PART_OF_YEAR}")
_SECOND_MONTH: Final = Pattern(rf"{_TO}{_MONTH}月(?!龄)")
_IN_MONTH: Final = Pattern(rf" ?{_DAYS}|{_PART_OF_MONTH}")
_DIGIT: Final = "[〇零○Oo一二三四五六七八九]"
_CHINESE_DAY: Final = (
    r"(?:三十一?|廿[一二三四五六七八九]?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
)
_CHINESE_MONTH: Final = r"(?:十[一二]?|[一二三四五六七八九])月(?!份?饼|台|亮|球|光|嫂|薪|供|牙)"
_CHINESE_HOUR: Final = "(?:十[一二]?|[一二两三四五六七八九])"
_CHINESE_DATE: Final = Pattern(
    rf"[一二]{_DIGIT}{{3}}(?:{_TO}[一二]{_DIGIT}{{3}})?年(?:{_CHINESE_MONTH}|{_PART_OF_YEAR})?"
    rf"(?:{_CHINESE_DAY})?"
    rf"|{_CHINESE_MONTH}(?:{_CHINESE_DAY}|{_PART_OF_MONTH})?"
    rf"|{_CHINESE_HOUR}点(?:半|整|钟|许|一刻|三刻|(?=[前后]))"
    r"|[一二三四]季度|[二三四五六七八九]十年代|(?:二十|十[五六七八九])世纪(?:[一-九]十年代)?"
)
# 早上8点, 晚上九点: a bare 点 may count points, unless the part of the day is told.
_DAYPART_BEFORE: Final = Pattern(
    "(?:[上下中]午|凌晨|[早晚]上?|早晨|清晨|傍晚|深夜|夜里|午后|每[早晚])$"
)
_DAYPART_ENDS: Final = frozenset("午晨早上晚夜里后")
_HOUR: Final = Pattern(  # but 早一点 is a little earlier
    rf"(?!(?<=[早晚])一)(?:[0-2]?[0-9]|{_CHINESE_HOUR})点(?![0-9零一二三四五六七八九])"
)
# 延长15日, 满15年后: a length of time, not a date.
_LASTING_BEFORE: Final = Pattern(
    "(?:延长|顺延|为期|持续|连续|历时|满|不[得应]?(?:少于|超过|低于|多于)|至少|最多|累计|逾期|超过)$"
)
_LASTING_ENDS: Final = frozenset("长延期续时满于过少多计")
_LENGTH: Final = Pattern(r"[0-9一二三四五六七八九十]{1,3}(?:日|年后)")
_BY_COLON: Final = Pattern(r"[0-9]+:[0-9]")
_RATIO_BEFORE: Final = Pattern(
    r"比(?:[例为值率达到约是重:由从至在]|不?[低高大小]于|不?超过|(?:控制|保持)在|[扩缩提优][大小高化]){0,4}$"
    r"|达到?$"
)
_NUMBER: Final = r"(?:[0-9]{1,4}(?:\.[0-9]+)?|[一二两三四五六七八九十几百千]{1,5})[余多几]?"
_SPAN_UNIT: Final = r"(?:年|个多?半?月|天|周|个星期|小时|个小时|分钟|日|世纪|个世纪)多?"
_SIDES: Final = frozenset("前后来")
_RELATIVE: Final = Pattern(
    rf"{_NUMBER}{_SPAN_UNIT}(?:(?:之|以)?[前后](?![期往者续勤台身辈沿线景端列置缀排院])|(以?来)(?![自源访华]))"
)


def read_date(plain: str, start: int) -> int:
    """Return where the date that begins at ``start`` ends; ``start`` itself if none does.

    >>> read_date("1—8月,全区", 0), read_date("连续4年", 2), read_date("3年前", 0)
    (4, 2, 3)
    """
    last, before = plain[start - 1 : start], plain[max(0, start - 10) : start]
    hour = _HOUR.match(plain, start) if last in _DAYPART_ENDS else None
    if hour and _DAYPART_BEFORE.search(before):
        rest = _ARABIC_DATE.match(plain, start) or _CHINESE_DATE.match(plain, start)
        return max(hour.end(), rest.end() if rest else start)
    lasting = _LENGTH.match(plain, start) if last in _LASTING_ENDS else None
    if lasting and _LASTING_BEFORE.search(before):
        return start
    run = _RUN.match(plain, start)
    if run:
        dated = plain[run.end() : run.end() + 1] in _AFTER_RUN
        date = _ARABIC_DATE.match(plain, start) if dated else None
        if date and _BY_COLON.match(date[0]) and _RATIO_BEFORE.search(before):
            date = None  # 医护比1:10 is a ratio, not ten past one
    else:
        date = _CHINESE_DATE.match(plain, start)
    if date:
        return _read_rest(plain, date)
    if _SIDES.isdisjoint(plain[start : start + 40]):
        return start
    relative = _RELATIVE.match(plain, start)
    if relative:
        return relative.start(1) if relative[1] else relative.end()
    return start


def _read_rest(plain: str, date: re.Match[str]) -> int:
    """Return where the date ends that opens with a year or a month."""
    groups = date.groupdict()
    end, months = date.end(), groups.get("months")
    if groups.get("years"):
        more = _AFTER_YEAR.match(plain, end)
        if more is None:
            return end
        end, months = more.end(), more["months"]
    if not months:
        return end
    for _ in range(2):  # 2月26日至3月5日
        inside = _IN_MONTH.match(plain, end)
        end = inside.end() if inside else end
        second = _SECOND_MONTH.match(plain, end)
        if second is None:
            break
        end = second.end()
    return end
