"""Decide which Chinese numerals count something and which are idiom, name or article."""

from typing import Final

from .digits import is_han
from .measured import Amount
from .patterns import Pattern
from .units import split_words as _words

_DIGITS: Final = "一二两三四五六七八九"
# Classifiers that make a count of a Chinese numeral; 面, 头, 点, 线, 期 … do not.
_CLASSIFIERS: Final = frozenset(
    _words("""
    个 项 名 位 家 所 人 户 条 份 台 次 座 处 场 场次 件 套 种 类 栋 幢 间 只 株 棵 桶 辆 艘 架 部
    本 册 篇 张 支 队 例 宗 笔 箱 袋 瓶 杯 碗 包 枚 颗 粒 朵 对 双 层 款 车次 架次 人次 户次 班次 趟
    轮 届 批 批次 列 组 倍 岁 口 万 学期 个学期 床位 辈 剂 针 把 根 匹 尾 首 幅 段 颗 眼 课时 学时
    个课时 学分 亩 公顷 公里 千米 米 厘米 毫米 里路 华里 平方米 平方公里 立方米 平米 吨 公斤 千克
    斤 两 克 升 毫升 度电 千瓦 千瓦时 元 块 块钱 美元 欧元 港元 英镑 日元 元钱 角 毛 分钱 分 度
    摄氏度 ℃ 分贝 章 起 摞 箱次 顿 遍 回 站 番 圈 局 环 盏 顶 扇 个百分点 百分点
    """)
)
_TIMES: Final = frozenset(
    {"year", "quarter", "month", "week", "day", "working_day", "hour", "minute", "second"}
)
# 一 is an article more often than a number. These classifiers count unless 这, 某, 的 … precedes,
_COUNTLESS: Final = frozenset({"item", "person", "household", "degree", "jiao", ""})
_TERMS: Final = frozenset({"个学期", "学期"})
_ONE: Final = frozenset({"名", "所", "栋", "支", "户", "位"}) | _TERMS
# these only beside a rate or a bound (每月一次, 只有一个, 至少一项).
_ONE_IF_BOUND: Final = frozenset(
    _words("个 家 套 间 人 座 台 辆 次 场 回 趟 顿 项 份 件 遍 轮 条 种 张 本")
)
_BOUND_BEFORE: Final = Pattern(r"(?:每个?.{1,3}|[至最]少.{0,2}|不少于|仅有?|只有?|增加|减少|相差)$")
_ORGANISATIONS: Final = Pattern(r"企业|公司|机构|单位|医院|银行|工厂|超市|合作社|基地|幼儿园")
_ARTICLE_BEFORE: Final = frozenset("这那每同哪某第统唯任头的是为成像如作之专逐上下近")
_ARTICLE_AFTER: Final = frozenset("个次人项件家户位名样些般")
_TIME_BEFORE: Final = frozenset("这那每同近新又去上下前后头某有第的")
_TIME_AFTER: Final = frozenset("来前后一四之能度天年")
# Read as adverbs, shares of money or parts of names when a single digit precedes them.
_VAGUE: Final = frozenset(_words("分 度 角 毛 块 站 圈 局 段 把 口 环 眼 顶 扇 番 针 回"))
_NEVER: Final = frozenset(_words("期 线 面 号 班 中 级 课 届 楼"))
_NUMERALS: Final = frozenset(f"{_DIGITS}十百千万半")
_AFTER_NUMERAL: Final = frozenset(f"{_DIGITS}十第")
_COUNTING: Final = frozenset("个年月天名人家项")
_PLAN_AFTER: Final = Pattern(r"(?:发展)?(?:规划|行动|计划|义务|一贯|制|托|工程|攻坚|倍增|级)")
_NOT_HALF: Final = frozenset("上下大多前后年月个夜")
_NAME_AFTER: Final = Pattern(
    r"位.{0,2}一体|个[人性]|次[性方元产]|家[人之长庭]|条龙|份子|体化|口[子之]|台[山县河区子]"
    r"|次(?:全体)?会议|次创业|项规定|维[码空图]|类(?:水|断面|海|区域|地区)"
)
_CONGRESS_AFTER: Final = Pattern(r"大(?!型|量)|届(?![毕学])")
_NOUNS: Final = Pattern(
    rf"[{_DIGITS[1:]}](?=(?:省市|区县|地|岸|省|国|校|市|县|镇|村|方面)"
    r"(?![级长区理道址位下图主铁震])|大(?![会学家代报精以楼厦道型量小多街桥])|连[冠胜增涨跌降丰])"
    r"|十(?=大(?:行动|工程|项目|任务|举措|产业|战略|重点|平台|专项|新闻|品牌|成果|领域|提升|攻坚))"
)
_GRADE: Final = Pattern(rf"[{_DIGITS[1:]}]级(?![甲乙丙医以及残标预文风地大至]|教师|注册|公路)")
_GRADED_BEFORE: Final = Pattern(r"\)[的等]?$|、[^、,，。;；\n]{1,8}$")
_PEOPLE_OR_END: Final = Pattern(r"居民|群众|人民|[^\u4e00-\u9fff]|$")
_BARE: Final = Pattern(r"[百千万亿]+")
_NOT_SOME: Final = frozenset("人户次总参系指函岁件台倍例基级分页少多度无算整第")
_SOME_OF: Final = frozenset(_words("名 位 家 倍 年 天 日 个月 次 小时 个小时"))
_OPENING_QUOTES: Final = frozenset("“‘「『《")
_REST_OF_SLOGAN: Final = Pattern(r"[^，。；、,;：:\n“‘「『《]{0,8}?[”’」』》]")
_IN_QUOTES: Final = Pattern(r"[“‘「『][^”’」』。\n]{0,24}$")
_HEADING_MARKS: Final = frozenset("、.)）．,”’》")


def counts_something(plain: str, start: int, amount: Amount, qualified: bool) -> bool:
    """Tell whether the Chinese numeral at ``start`` is a figure.

    Args:
        plain: The text, in plain forms.
        start: Where the numeral begins.
        amount: What the numeral and the words after it would mean.
        qualified: Whether a qualifier stands before it (近万亩, 上百个).
    """
    words = plain[start : amount.quantity.end]
    if amount.unit in ("percent", "permille", "times") and amount.measure != "倍":
        return words != "一半" or (plain[start - 1 : start] or "。") not in "另这"
    if _is_name(plain, start, amount):
        return False
    if amount.quantity.value is None:
        return _some_counts(plain, start, amount, words)
    if amount.measure == "级":
        return _is_grade(plain, start)
    if qualified or amount.qualifiers:
        return (
            bool(amount.measure or amount.quantity.qualifiers)
            or len(words) > 1
            or bool(_PEOPLE_OR_END.match(plain, amount.end))
        )
    return _number_counts(plain, start, amount, words)


def find_nouns(plain: str, start: int) -> int:
    """Return the end of a digit that counts a noun without classifier (两地), or ``start``.

    >>> find_nouns("川渝两省市", 2), find_nouns("一江两岸十六景", 2)
    (3, 2)
    """
    counted = _NOUNS.match(plain, start)
    before = plain[max(0, start - 2) : start]
    if counted is None or before[-1:] in _AFTER_NUMERAL or before[:1] in _AFTER_NUMERAL:
        return start
    if _is_slogan(plain, start, counted.end()) and not plain.startswith("连", counted.end()):
        return start
    return counted.end()


def _is_name(plain: str, start: int, amount: Amount) -> bool:
    end = amount.quantity.end
    if _CONGRESS_AFTER.match(plain, end) and end - start > 1:
        return True  # 二十大, 十九届
    if amount.qualifiers or amount.unit in _TIMES or end - start > 2:
        return False
    if _NAME_AFTER.match(plain, end):
        return True
    if plain[max(0, start - 2) : start] in ("十之", "十有"):
        return True  # 十之八九
    alone = end == start + 1 and amount.end < start + 4
    if alone and (_opens_idiom(plain, start) or _opens_idiom(plain, start - 2)):
        return True
    return _is_slogan(plain, start, amount.end)


def _opens_idiom(plain: str, start: int) -> bool:
    """Tell whether 三元四方, 一村一品 or 三番五次 begins at ``start``."""
    four = plain[max(start, 0) : start + 4]
    return (
        len(four) == 4
        and four[0] in _NUMERALS
        and four[2] in _NUMERALS
        and four[1] not in _COUNTING | _NUMERALS
        and is_han(four[1])
        and is_han(four[3])
        and four[3] not in _NUMERALS
    )


def _is_slogan(plain: str, start: int, end: int) -> bool:
    """“三个环境”: a count that opens a short quoted phrase belongs to a slogan."""
    return plain[start - 1 : start] in _OPENING_QUOTES and bool(_REST_OF_SLOGAN.match(plain, end))


def _some_counts(plain: str, start: int, amount: Amount, words: str) -> bool:
    if amount.measure == "级":
        return False
    if words[0] in "数几好":
        if plain[start - 1 : start] in _NOT_SOME:
            return False
        if words[0] == "数":
            return len(words) > 1 or amount.measure in _SOME_OF
        if len(words.lstrip("好")) > 1:
            return True
    return amount.measure in _CLASSIFIERS or amount.unit in _TIMES or len(words) > 1


def _number_counts(plain: str, start: int, amount: Amount, words: str) -> bool:
    before = plain[start - 1 : start] or "。"
    if words == "一":
        return _one_counts(plain, start, amount)
    vague = amount.measure in _VAGUE and amount.end == start + 1 + len(amount.measure)
    if _BARE.fullmatch(words) or (len(words) == 1 and vague):
        return amount.measure == "口" and plain.startswith("人", amount.end)  # 百姓, 三角
    if amount.unit in _TIMES:
        not_after = _NOT_HALF if words == "半" else "周第初"
        return before not in not_after and not _PLAN_AFTER.match(plain, amount.end)
    if not amount.measure:
        return _ends_phrase(plain, amount.end, before, words)
    half = words == "半" and before in _NOT_HALF  # 大半个, 上半场
    if half or (len(words) == 1 and (amount.measure not in _CLASSIFIERS or before in "第初周期劣")):
        return False
    return amount.measure not in _NEVER


def _ends_phrase(plain: str, end: int, before: str, words: str) -> bool:
    """Tell whether a number without unit is no part of a name; 一、 and (一) head a paragraph."""
    if is_han(plain[end : end + 1]) or words[0] in "百千万亿" or before == "双":
        return False
    return len(words) > 1 or not (is_han(before) or plain[end : end + 1] in _HEADING_MARKS)


def _one_counts(plain: str, start: int, amount: Amount) -> bool:
    before = plain[start - 1 : start] or "。"
    after = plain[amount.end : amount.end + 1] or "。"
    if not is_han(before) and not is_han(after) and after not in _HEADING_MARKS:
        return True
    if amount.unit in _TIMES:
        return before not in _TIME_BEFORE and after not in _TIME_AFTER
    if before in _ARTICLE_BEFORE:
        return False
    if amount.measure in _ONE_IF_BOUND and _BOUND_BEFORE.search(plain[max(0, start - 5) : start]):
        return after not in "性样些"
    if amount.measure not in _TERMS and _IN_QUOTES.search(plain[max(0, start - 26) : start]):
        return False
    return (
        (amount.measure in _ONE and after not in _ARTICLE_AFTER)
        or (amount.measure == "家" and bool(_ORGANISATIONS.match(plain, amount.end)))
        or (amount.unit not in _COUNTLESS and before != "后")
    )


def _is_grade(plain: str, start: int) -> bool:
    """区、街道、社区三级 counts levels; 三级医院 and 二级以上 name one."""
    return bool(
        _GRADE.match(plain, start) and _GRADED_BEFORE.search(plain[max(0, start - 16) : start])
    )
