"""Find unit and qualifier that stand apart from a number: in a table head, or in its clause."""

import re
from typing import Final

from .digits import is_han
from .measured import Amount
from .patterns import Pattern
from .qualifiers import WORDS_BEFORE
from .units import read_measure

_REACH: Final = 40
_CELLS: Final = 8
_CELL_MARKS: Final = "|\n\t"
_EMPTY_CELL: Final = Pattern(r"[-—/.…0-9%‰<>≤≥≈~约【】\s]*")
_HEAD_UNIT: Final = Pattern(r"[(]([^()\n|]{1,10})[)] ?[:]?$")
_LONGEST_CELL: Final = 60
_PEOPLE: Final = Pattern(
    r"的?[^，。；、,;:(（\s0-9一二三四五六七八九十]{0,8}?"
    r"(?:人员|群众|人口|居民|村民|农民|市民|学生|老人|老年人|儿童|职工|员工|毕业生|党员|患者|病人|教师"
    r"|游客|旅客|人才|军人|士兵|工人|劳动力|志愿者|干部|人次|青年|妇女|学员|师生|民众|代表|委员|用户|会员|残疾人|农民工)"
)
# 分别拉动3.2和0.4个百分点: the unit of the last number is that of all.
_SHARED: Final = Pattern(
    r"(?:[、和及与或] ?[0-9]{1,9}(?:\.[0-9]{1,6})?){1,4}(?![0-9.]) ?([百千万亿]{0,2})(?!分之)"
)
_HOUSEHOLDS: Final = Pattern(r"的?[^，。；、,;:\s0-9]{0,4}?(?:农户|家庭|贫困户|商户)")
_PARTS: Final = Pattern(r"车道|区县|乡镇|街道|省市|大类|部门|院校|行政村|社区")
_BEDS: Final = Pattern(r"床|病房|千(?:常住)?人口")
_PLACES: Final = (
    ("床位", Pattern(r"床位")),
    ("托位", Pattern(r"托位")),
    ("学位", Pattern(r"(?<!硕士|博士|学士)学位")),
    ("座位", Pattern(r"座位|席位")),
)
_FLOWS: Final = frozenset(
    {"yuan", "us_dollar", "tonne", "kilogram", "cubic_metre", "kilowatt_hour", "gwh", "person"}
    | {"tonne_of_standard_coal", "visit"}
)
_PER_SENTENCE: Final = Pattern(r"每个?(年|月|天|日|小时)")
_PER_CLAUSE: Final = Pattern(
    r"(?<![0-9一二三四五六七八九〇全去今上本当半前往历多])(年|月)(?:人均|户均)?[纯总]?(?:收入|均(?!增长)|产|销售|营业"
    r"|处理|发电|供|消耗|工资|薪|利润|租|加工|接待|用水|用电|(?<=[人户]均)达?为?$)|一(年)[能可就要需会]|(?<![0-9前近每])(日)(?:均|处理|产|供|用|销售|接待)"
)
_PERIODS: Final = frozenset("年月日")
_SUMMED: Final = Pattern(r"累计|总共|合计|共计|先后|以来")
_CLAUSE: Final = Pattern(r"[^，。；、：,;:!?！？\n]*$")
_LOOSE: Final = Pattern(
    r"(最高|最多|最低|最少|至少|至多|起码)(?:可以?|只?能|不|仅|达到?|为|给予|补助?|补贴|奖励?|支持|贷款|配备?"
    r"|开办|开设|开展|设置|安排|建设|拥有|需要?|有|要|应|按|到|将|发放|获得?|享受)"
    r"[^0-9，。；]{0,6}$"
)
_OF_WHICH: Final = Pattern(
    r"(不高于|不低于|不超过|不少于|不得超过|不得低于|不得高于|不得少于|高于|低于|超过|不足|相当于)[^，。；]{1,30}(?:的|标准)$"
)
_HEDGE: Final = Pattern(
    r"(?<![签合预契条节])(约|大约)(?:有|为|占|在|达到?|合|计|需|用|可|折?合?人民币|折合)$"
)
_GOVERNING: Final = (
    (_HEDGE, frozenset("约")),
    (_LOOSE, frozenset("最至起")),
    (_OF_WHICH, frozenset("的准")),
)


def complete_unit(plain: str, start: int, amount: Amount) -> str:
    """Return the printed unit that stands apart from the amount at ``start``; "" if none.

    >>> from .amounts import read_amount
    >>> text = "新增就业人数(万人)\\n3.6 |"
    >>> complete_unit(text, 11, read_amount(text, 11))
    '万人'
    """
    if amount.unit:
        return _name_place(plain, start, amount) or _name_flow(plain, start, amount)
    return (
        _read_next_words(plain, amount)
        or _share_unit(plain, amount)
        or _read_table_head(plain, start, amount.end)
    )


def _read_next_words(plain: str, amount: Amount) -> str:
    """Return the measure word that the noun after a number stands for: 8.3万群众."""
    if plain.startswith("大", amount.end) and is_han(plain[amount.end + 1 : amount.end + 2]):
        return "个"
    for pattern, words in ((_PEOPLE, "人"), (_HOUSEHOLDS, "户")):
        if pattern.match(plain, amount.end):
            return words
    if _PARTS.match(plain, amount.end):
        return "个"
    return "元" if amount.quantity.scaled and plain.startswith("级", amount.end) else ""


def _share_unit(plain: str, amount: Amount) -> str:
    shared = _SHARED.match(plain, amount.end)
    measure = read_measure(plain, shared.end()) if shared else None
    if shared is None or measure is None or (shared[1] and amount.quantity.scaled):
        return ""
    return shared[1] + measure.words


def find_qualifier_apart(plain: str, start: int, floor: int) -> str:
    """Return the qualifier word that governs the number at ``start`` from afar, or "".

    >>> find_qualifier_apart("最高可贷款20万元", 5, 0)
    '最高'
    """
    near = plain[max(floor, start - _REACH) : start]
    clause = _CLAUSE.search(near)
    words = clause[0] if clause else near
    for pattern, marks in _GOVERNING:
        found = None if marks.isdisjoint(words) else pattern.search(words)
        if found and found[1] in WORDS_BEFORE:
            return found[1]
    return ""


def _name_place(plain: str, start: int, amount: Amount) -> str:
    """Return 床位, 托位 … where 张 or 个 counts places for people."""
    if amount.measure not in ("张", "个"):
        return ""
    clause = _CLAUSE.search(plain[max(0, start - 14) : start])
    near = (clause[0] if clause else "") + "|" + plain[amount.end : amount.end + 3]
    if amount.measure == "张":
        return "床位" if _BEDS.search(near) else ""
    return next((word for word, pattern in _PLACES if pattern.search(near)), "")


def _name_flow(plain: str, start: int, amount: Amount) -> str:
    """Return 元/年 and the like where the sentence says that the amount recurs."""
    if amount.unit not in _FLOWS or not amount.measure or "/" in amount.measure:
        return ""
    sentence = re.split("[。；;!?\n]", plain[max(0, start - _REACH) : start])[-1]
    clause = re.split("[，,]", sentence)[-1]
    flow = _PER_SENTENCE.search(clause)
    if flow is None and not _PERIODS.isdisjoint(clause):
        flow = _PER_CLAUSE.search(clause)
    if flow is None and "每" in sentence and "每" not in clause and not _SUMMED.search(sentence):
        flow = _PER_SENTENCE.search(sentence)
    base = next((group for group in flow.groups() if group), "") if flow else ""
    if not base or (base != "年" and amount.unit == "person"):
        return ""  # 每天1万余名学生 are the same pupils every day
    return f"{amount.measure}/{base}"


def _name_by_head(cell: str, unit: str) -> str:
    if unit in ("个", "张"):
        return next((word for word, pattern in _PLACES if pattern.search(cell)), unit)
    return unit


def _read_table_head(plain: str, start: int, end: int) -> str:
    """Return the unit in brackets that ends the row's name, if the number fills a cell."""
    while end < len(plain) and plain[end] in " 】)":
        end += 1
    if plain[end : end + 1] not in ("|", "\n", "\t", ""):
        return ""
    position = start
    for _ in range(_CELLS):
        opening = max(
            plain.rfind(mark, max(0, position - _LONGEST_CELL), position) for mark in _CELL_MARKS
        )
        cell = plain[opening + 1 : position].strip()
        if opening < 0 and position > _LONGEST_CELL:
            return ""
        if not _EMPTY_CELL.fullmatch(cell):
            head = _HEAD_UNIT.search(cell)
            return _name_by_head(cell, head[1]) if head else ""
        if opening < 0:
            return ""
        position = opening
    return ""
