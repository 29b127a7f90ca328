"""Map printed qualifier words to the codebook's qualifiers. Knows no numbers or units."""

from typing import Final

from .patterns import Pattern

BEFORE: Final[dict[str, str]] = {
    "about": "约 大约 约为 约合 约计 约占 约有 约在 约达 大约有 大概 大致 约莫 差不多 ~ ≈",
    "nearly": "近 接近 将近 几近 逼近 直逼 几乎 近乎",
    "over": "超 超过 超出 超越 逾 突破 破 多于 高于 大于 高出 不止 > 过 上 已超 已逾",
    "under": "不到 不足 未满 不满 低于 少于 小于 < 未到 未达 短于 不及",
    "at_least": (
        "≥ >= 不低于 不少于 不小于 不短于 至少 最少 最低 最小 起码 "
        "不得少于 不得低于 不得小于 不能少于 不能低于 不应少于 不应低于"
    ),
    "at_most": (
        "≤ <= 不超过 不超 不高于 不多于 不大于 不长于 最高 最多 最大 最长 至多 顶多 未超过 "
        "不得超过 不得高于 不得多于 不得大于 不能超过 不应超过 不宜超过"
    ),
}
AFTER: Final[dict[str, str]] = {
    "about": "左右 上下 出头 许 来",
    "over": "余 多 以上 之多 开外 有余",
    "under": "以下 以内 之内 内",
    "at_least": "及以上 或以上 (含)以上 (含)及以上",
    "at_most": "及以下 或以下 及以内 (含)以下 (含)以内 封顶",
}
WORDS_BEFORE: Final = {word: name for name, words in BEFORE.items() for word in words.split()}
WORDS_AFTER: Final = {word: name for name, words in AFTER.items() for word in words.split()}

# 约 in 约3万余 only hedges what 余 says; a bound says more than a side.
_STRENGTH: Final = ("some", "at_least", "at_most", "over", "under", "nearly", "about")
_FILLING: Final = Pattern(r"(?:可以?|只?能|仅|有|为|达到?|到|至|在|是|应|将|贷款|补贴|需|配备)+$")


def name_qualifier(word: str) -> str:
    """Return the codebook's name for a printed qualifier word; "" for no word.

    Raises:
        ValueError: If the word is not known.

    >>> name_qualifier("不高于"), name_qualifier("最高")
    ('at_most', 'at_most')
    """
    plain = word.strip().translate(str.maketrans("＜＞≦≧", "<>≤≥"))
    for known in (plain, _FILLING.sub("", plain)):
        name = WORDS_BEFORE.get(known) or WORDS_AFTER.get(known)
        if name:
            return name
        if known in ("几", "数"):
            return "some"
    if not plain:
        return ""
    raise ValueError(f"qualifier {word!r} is not known: give a printed word such as 约 or 最高.")


def combine_qualifiers(*names: str) -> str:
    """Return the one qualifier that says most; "exact" if none is given.

    >>> combine_qualifiers("about", "over")
    'over'
    """
    return next((name for name in _STRENGTH if name in names), "exact")
