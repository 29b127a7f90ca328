"""Recognise names, codes and ordinals made of numerals, so that none becomes a figure."""

import re
from typing import Final

from .patterns import Pattern
from .units import read_measure

_HEAD: Final = Pattern(r"(?:专栏|附表|附图|附件|附录|图表|表格?|图|公式|选项|Table|Fig\.?) ?[:(]?$")
_HEAD_ENDS: Final = frozenset("栏表图件录格式项eg.")
_LIST_MARK: Final = Pattern(r"(?:^|[\n:;；。!?！？|]) {0,4}[(\[]?$")
_LISTED: Final = Pattern(r"[0-9]{1,3}(?=(?:\.(?![0-9])|、(?![0-9])|[)\]](?![0-9])))")
_LIST_ENDS: Final = frozenset(".、)]")
_CHAINED: Final = Pattern(r"[0-9]{1,4}(?:[+×xX*·•](?:[0-9]{1,4}|[NnXx])(?![A-Za-z])){1,6}")
_LINKS: Final = frozenset("+×xX*·•")
_SECTION: Final = Pattern(r"[0-9]{1,24}(?:[-—.][0-9]{1,6}){0,4}(?![0-9])")
_WORD_BEFORE: Final = Pattern(r"(?:[A-Za-z]+[A-Za-z0-9]*[-—./_#]?|[A-Z]{2,4}(?:/[A-Z])? |[@#№])$")
_WORD_AFTER: Final = Pattern(r"[-_.]?[A-Za-z][A-Za-z0-9]*|[-—][A-Z0-9]*[A-Z][A-Z0-9]*|@")
_NUMBERED: Final = Pattern(
    r"[0-9]{1,8}(?:[-—、][0-9]{1,5})?(?:号(?:线|楼|院|门|机|令|文|桌|馆|井|地块|公路|码头)?"
    r"|版(?!本|块|权|面|图)|楼(?!宇|房|盘|栋|市)|单元|后(?![续期勤备台者来])"
    r"|(?<=[0-9]{3})(?=高校|院校|急救|报警|消防|热线|专线|政务服务便民)"
    r"|(?<=[0-9]{3})室(?![内外温])|栋(?=[0-9]{1,2}(?:单元|-))|级(?=学生|新生|毕业|本科|硕士|博士)|年级(?:[0-9]{1,2}班)?|路公交"
    r"|次列车|次航班|热线|国道|省道|高速|条(?=规定|之规定|第))"
)
_NUMBERED_BY: Final = frozenset("-—、号版楼室栋单后级年路次热国省高条院急报消专政")
_RUN: Final = Pattern(r"[0-9]{1,8}")
_PHONE: Final = Pattern(
    r"(?:0[0-9]{2,3}[-—][0-9]{7,8}|1[3-9][0-9]{9}|[48]00[-—][0-9]{3,4}[-—][0-9]{3,4}|0[0-9]{9,11})"
    r"(?![0-9])"
)
_CODE_BEFORE: Final = Pattern(
    r"(?:电话|邮编|邮政编码|传真|手机|账号|帐号|编号|代码|证号|热线|卡号|(?<=[0-9])转|学号|工号|车牌|书号|刊号|代号|编码|拨打)"
    r"[号码为是:：]{0,2} ?$"
)
_CODE_ENDS: Final = frozenset("话编码真机号线牌打转为是:： ")
_CODE: Final = Pattern(r"[0-9][0-9A-Z\-—/ ]{0,30}[0-9A-Z]|[0-9]")
_SCORE: Final = Pattern(
    "[0-9]{1,3}[比:-][0-9]{1,3}(?=的?(?:比分|总分|战胜|击败|[大险完取]胜|胜|负|不敌|力克|领先|落后|结束|战平|惜败|横扫|逆转))"
    "|[0-9]{2,3}/[0-9]{2,3}(?![0-9/.年月])"
)
_SCORE_MARKS: Final = frozenset("比:-/")
_ADDRESS: Final = Pattern(r"(?:https?://|www\.|ftp://)[!-~]{0,180}$")
_REST_OF_ADDRESS: Final = Pattern(r"[!-~]{1,300}?(?=[.,;:)>\]]*(?:[^!-~]|$)|[<>\"])|[!-~]{1,300}")
_DOCUMENT: Final = Pattern(r"[0-9]{4}[〕\])][0-9]{1,5}号")
_DOCUMENT_BEFORE: Final = Pattern(r"[^\s!-~，。、；：《》（）“”〔〕]{1,10}[〔\[(]$")
_REFERENCE_VERBS: Final = Pattern(r"^.*(?:根据|依据|按照|印发|下发|发布|转发|贯彻|落实)")
_CHAPTER: Final = Pattern(r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,4}(?![0-9.%])")
_HEADED: Final = Pattern(r"[1-9][0-9]?\.[1-9][0-9]?(?= [\u4e00-\u9fff]{2})")
_UNHEADED: Final = Pattern(r" ?(?:[百千万亿以左上]|余|多)")
_VERSION: Final = Pattern(r"[0-9]{1,2}\.0(?:版本?|时代|工程|模式)?(?![0-9.])")
_ORDINAL: Final = Pattern(
    r"第 ?(?:[0-9]{1,9}|[零〇一二两三四五六七八九十百千万]{1,12})"
    r"(?:[-—至、](?:[0-9]{1,6}|[一二三四五六七八九十百]{1,5}))?"
)
_PLAN: Final = Pattern(r"十[一二三四五六七]五(?![十百千万年个岁名人元])")
_QUOTED: Final = Pattern(r"[“‘《「『〈]([^”’》」』〉，。；、,;\n“‘《]{0,16})$")
_CLOSING: Final = "”’》」』〉"
_GRADE: Final = Pattern(r"[一二三四五六七八九初高大]{1,2}年级 ?[(]?$|[初高][一二三] ?[(]?$")
_GRADED: Final = Pattern(r"[0-9]{1,2}[)]?班")


def read_ordinal(plain: str, start: int) -> int:
    """Return where the ordinal (第三批, or 1. in a list) at ``start`` ends, or ``start``.

    >>> read_ordinal("第三批试点", 0)
    3
    """
    ordinal = _ORDINAL.match(plain, start) if plain.startswith("第", start) else None
    if ordinal is None:
        marked = not _LIST_ENDS.isdisjoint(plain[start + 1 : start + 4])
        listed = _LISTED.match(plain, start) if marked else None
        before = plain[max(0, start - 6) : start]
        if listed and _LIST_MARK.search(before):
            return listed.end()
        headed = _HEADED.match(plain, start) if marked and before[-1:] in ("", "\n") else None
        measured = headed and (
            _UNHEADED.match(plain, headed.end()) or read_measure(plain, headed.end() + 1)
        )
        return headed.end() if headed and not measured else start
    measure = read_measure(plain, ordinal.end())
    if measure and "/" not in measure.words and len(measure.words) <= 2:
        return measure.end
    return ordinal.end()


def read_plan_name(plain: str, start: int) -> int:
    """Return where a name such as 十四五 that begins at ``start`` ends, or ``start``."""
    name = _PLAN.match(plain, start)
    return name.end() if name else start


def read_label(plain: str, start: int) -> tuple[int, int]:
    """Return start and end of the label around the digits at ``start``; equal if none.

    A label may begin before its digits: 专栏2-1, 健康中国2030.

    >>> read_label("基于5G通讯", 2), read_label("专栏2-1", 2), read_label("共5个", 1)
    ((2, 4), (0, 5), (1, 1))
    """
    before = plain[max(0, start - 20) : start]
    for reader in (_read_coded, _read_numbered, _read_titled):
        first, last = reader(plain, start, before)
        if last > first:
            return first, last
    return start, start


def read_address(plain: str, start: int) -> tuple[int, int]:
    """Return start and end of the web address that holds the digits at ``start``; equal if none.

    >>> read_address("见www.a.cn/2023-03/1.htm。", 10)
    (1, 23)
    """
    before = plain[start - 1 : start]
    if not before.isascii() or before.isspace() or not before:
        return start, start
    address = _ADDRESS.search(plain[max(0, start - 200) : start])
    rest = _REST_OF_ADDRESS.match(plain, start) if address else None
    return (start - len(address[0]), rest.end()) if address and rest else (start, start)


def _read_coded(plain: str, start: int, before: str) -> tuple[int, int]:
    """Telephone, document and other codes; digits tied to Latin letters or to + and ×."""
    if before[-1:] in _CODE_ENDS and _CODE_BEFORE.search(before):
        code = _CODE.match(plain, start)
        if code and read_measure(plain, code.end()) is None:  # 手机3000元 is a price
            return start, code.end()
    scored = not _SCORE_MARKS.isdisjoint(plain[start + 1 : start + 4])
    score = _SCORE.match(plain, start) if scored else None
    above, _, below = score[0].partition("/") if score else ("", "", "")
    if score and not (below and int(above) < int(below)):  # 15/20 is a share, 150/95 is not
        return start, score.end()
    phone = _PHONE.match(plain, start) if plain[start] in "0148" else None
    if phone:
        return start, phone.end()
    document = _DOCUMENT.match(plain, start) if plain[start + 4 : start + 5] in "〕])" else None
    if document:
        issuer = _DOCUMENT_BEFORE.search(before)
        if issuer:
            name = _REFERENCE_VERBS.sub("", issuer[0])
            return start - len(name), document.end()
    linked = not _LINKS.isdisjoint(plain[start + 1 : start + 5])
    chained = _CHAINED.match(plain, start) if linked else None
    if chained:
        code = _WORD_BEFORE.search(before) if before[-1:].isascii() else None
        return start - len(code[0] if code else ""), chained.end()
    return _read_latin(plain, start, before)


def _read_latin(plain: str, start: int, before: str) -> tuple[int, int]:
    digits = _SECTION.match(plain, start)
    if digits is None:
        return start, start
    first = start
    ends = before[-1:].isascii() or before[-1:] in "—№"
    word = _WORD_BEFORE.search(before) if ends else None
    if word and not (len(word[0]) >= 3 and read_measure(plain, digits.end())):
        first = start - len(word[0])
    end = digits.end()
    if read_measure(plain, end) is None:
        follows = plain[end : end + 1]
        after = _WORD_AFTER.match(plain, end) if follows.isascii() or follows == "—" else None
        if after:
            return first, after.end()
    return (first, end) if first < start else (start, start)


def _read_numbered(plain: str, start: int, before: str) -> tuple[int, int]:
    """House, line and page numbers, captions and versions."""
    head = _HEAD.search(before) if before.rstrip(" :(")[-1:] in _HEAD_ENDS else None
    section = _SECTION.match(plain, start)
    if head and section and read_measure(plain, section.end()) is None:
        return start - len(head[0]), section.end()
    graded = _GRADED.match(plain, start)
    grade = _GRADE.search(before) if graded else None
    if grade and graded:
        return start - len(grade[0]), graded.end()
    run = _RUN.match(plain, start)
    marked = run is not None and plain[run.end() : run.end() + 1] in _NUMBERED_BY
    numbered = _NUMBERED.match(plain, start) if marked else None
    if numbered:
        return start, numbered.end()
    chapter = _CHAPTER.match(plain, start) if run and plain.startswith(".", run.end()) else None
    if chapter:
        return start, chapter.end()
    version = _VERSION.match(plain, start)
    if version and read_measure(plain, version.end()) is None:
        return start, version.end()
    return start, start


def _read_titled(plain: str, start: int, before: str) -> tuple[int, int]:
    """Digits that end a quoted name: 《中国教育现代化2035》, “12333”."""
    digits = _SECTION.match(plain, start)
    if digits is None or plain[digits.end() : digits.end() + 1] not in tuple(_CLOSING):
        return start, start
    quoted = _QUOTED.search(before)
    if quoted and not re.search(r"[0-9约近超达为至少]", quoted[1]):
        return start - len(quoted[1]), digits.end()
    return start, start
