"""Find the qualifiers printed directly before a number in running text."""

from typing import Final

from .measured import Amount
from .patterns import Pattern
from .qualifiers import WORDS_BEFORE

_LONGEST_WORD: Final = max(map(len, WORDS_BEFORE))
_LAST_CHARACTERS: Final = frozenset(word[-1] for word in WORDS_BEFORE)
# 约有8.3万: the verb parts the qualifier from the number.
_APART: Final = frozenset(
    word for word in WORDS_BEFORE if word[0] in "约大" and word[-1] in "有为占在达合计"
)
_NOT_AFTER: Final = {
    "约": frozenset("节签合履预公契条制特婚爽违缔协邀租隐盟集俭简续毁立新"),
    "近": frozenset("附最就靠邻临新相亲贴切迫远晋逼"),
    "超": frozenset("赶高反出"),
    "逾": frozenset(),
    "不足": frozenset("美"),
    "上": frozenset("以网线市路街身桌车船楼山海陆世早晚"),
    "过": frozenset("经通超透越错度不"),
    "破": frozenset("突打攻侦"),
}
_SCALE_WORD: Final = Pattern(r"[百千万亿]|半(?![年天月日小])")
_RECENT: Final = frozenset({"year", "month", "day", "week", "quarter"})
_BURDEN: Final = frozenset("减肩担背抱胜辜自欺承重")
_DIGIT_OR_LETTER: Final = Pattern("[A-Za-z0-9)\\]%]")
_SIGNED_UNITS: Final = frozenset({"percent", "permille", "percentage_point", "degree_celsius"})


def read_prefix(plain: str, start: int, floor: int, amount: Amount) -> tuple[int, tuple[str, ...]]:
    """Return where the qualifiers directly before ``start`` begin, and their names."""
    begin, names = start, tuple[str, ...]()
    for _ in range(2):
        at = begin - 1 if plain[begin - 1 : begin] == " " else begin
        if at <= floor or plain[at - 1] not in _LAST_CHARACTERS:
            break
        word = _find_word(plain, at, floor)
        if not word or not _qualifies(plain, at - len(word), word, start, amount):
            break
        begin, names = at - len(word), (WORDS_BEFORE[word], *names)
    return begin, names


def _find_word(plain: str, at: int, floor: int) -> str:
    for length in range(min(_LONGEST_WORD, at - floor), 0, -1):
        word = plain[at - length : at]
        if word in WORDS_BEFORE and word not in _APART:
            return word
    return ""


def _qualifies(plain: str, begin: int, word: str, start: int, amount: Amount) -> bool:
    before = plain[begin - 1 : begin]
    if before and before in _NOT_AFTER.get(word, ""):
        return False
    if word in ("上", "过", "破"):
        return bool(_SCALE_WORD.match(plain, start))
    if word == "近" and amount.unit in _RECENT:
        # 近三年 is the past three years; 近30年 may be nearly thirty, and is left as it is.
        number = amount.quantity.value
        return number is not None and number.value > 10
    return True


def is_sign(plain: str, floor: int, place: int, unit: str) -> bool:
    """Tell whether the character at ``place`` is the minus sign of the number after it.

    >>> is_sign("下降-3.5%", 0, 2, "percent"), is_sign("减负5亿元", 0, 1, "yuan")
    (True, False)
    """
    if place < floor:
        return False
    if place > floor and plain.startswith("零下", place - 1):
        return True
    mark, before = plain[place], plain[place - 1 : place] if place else ""
    if mark == "负":
        return before not in _BURDEN
    if mark != "-" or _DIGIT_OR_LETTER.match(before):
        return False
    return unit in _SIGNED_UNITS or not before or before in " (:：\n|,，=为达是至到"
