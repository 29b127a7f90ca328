"""Every processed number is recomputed from its printed token, by a path of its own.

Nothing of the library's reading or intervals is used here: one regular expression for Arabic
digits, one small reader of Chinese numerals, and the convention of the book page on allowed
alterations. What the two paths disagree on is a mistake in one of them.
"""

import csv
import re
from decimal import Decimal
from fractions import Fraction

import pytest

from chongqing_livelihood.data.files import find_data
from chongqing_livelihood.data.raw_tables import CORRECTIONS, RAW_FIGURES

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
DIGITS = {d: n for n, d in enumerate("零一二三四五六七八九")} | {"两": 2}
HEDGES = {
    "over": "超过 超 突破 上 > 余 多 以上",
    "nearly": "近",
    "about": "约 左右",
    "under": "不到 以内 以下 < 内",
    "at_least": "不少于 不低于 ≥ 至少",
    "at_most": "不超过 不高于 最高",
}
ARABIC = re.compile(r"(\d+(?:\.\d+)?)[余多]?([百千万亿]*)")
RANGE = re.compile(r"(\d+)[-—](\d+)")
RATIO = re.compile(r"1:(\d+(?:\.\d+)?)")
# What is no plain numeral: value, or the two ends that a vague number is given.
SPECIAL: dict[str, tuple[str, ...]] = {
    "三四张": ("3", "4"),
    "数以千计": ("1000", "10000"),
    "好几位": ("1", "10"),
    "一刻钟": ("15",),
    "半天": ("0.5",),
}


def read(path: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    with (find_data().root / path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == names
    return rows


def raw_figures() -> list[tuple[str, dict[str, str]]]:
    """Return the raw figures by id, with the corrections of printed fields applied."""
    figures = {
        f"{path.stem}:{row['start']}": row
        for path in sorted((find_data().raw / "figures").glob("*.csv"))
        for row in read(f"raw/figures/{path.name}", RAW_FIGURES.names)
        if row["kind"] == "figure"
    }
    for row in read("raw/corrections.csv", CORRECTIONS.names):
        if row["status"] == "applied" and row["field"] != "unit":
            assert figures[row["figure_id"]][row["field"]] == row["expect"]
            figures[row["figure_id"]][row["field"]] = row["replace"]
    return sorted(figures.items())


def scale_of(words: str) -> int:
    scale = 1
    for word in words:
        scale *= SCALES[word]
    return scale


def read_chinese(token: str) -> tuple[Decimal, Decimal, Decimal]:
    """Return value, place of the last digit and place of the last digit that is not zero.

    Enough for the tokens there are: 三, 十, 百, 上万, 两.
    """
    printed = re.search(r"([一二两三四五六七八九]?)([十百千万亿]*)", without_hedge(token))
    assert printed
    place = Decimal(scale_of(printed[2]))
    return DIGITS.get(printed[1], 1) * place, place, place


def without_hedge(token: str) -> str:
    return re.sub(r"^(近|上|约|不到|超)", "", token)


def recompute(row: dict[str, str]) -> tuple[str, ...]:
    """Return value, or low and high, and the two bounds, as exact decimals."""
    token = row["text"].replace(" ", "").strip("【】")
    scale = scale_of(re.match(r"[百千万亿]*", row["unit_given"])[0])
    hedge = hedge_of(token, row["qualifier_given"])
    if token in SPECIAL:
        found = SPECIAL[token]
        if len(found) == 2:
            return found + found
        # A half and a quarter are rounded to themselves, as 15 minutes or half a day.
        value = place = nonzero = Decimal(found[0])
    elif ends := RANGE.search(token):
        return (ends[1], ends[2]) * 2
    elif ratio := RATIO.fullmatch(token):
        value, place, nonzero = places(ratio[1], 1)
    elif arabic := ARABIC.search(token):
        value, place, nonzero = places(arabic[1], scale_of(arabic[2]) * scale)
    else:
        value, place, nonzero = read_chinese(token)
    return (str(value.normalize()), *bounds(row, hedge, value, place, nonzero))


def places(digits: str, scale: int) -> tuple[Decimal, Decimal, Decimal]:
    last = Decimal(1).scaleb(-len(digits.partition(".")[2])) * scale
    bare = digits.replace(".", "")
    zeros = len(bare) - len(bare.rstrip("0"))
    return Decimal(digits) * scale, last, last * 10**zeros


def hedge_of(token: str, given: str) -> str:
    words = {word: name for name, line in HEDGES.items() for word in line.split()}
    bare = re.sub(r"[0-9.]+", "#", token)
    found = {words[w] for w in words if w in given or hedged(w, bare)}
    for name in ("at_least", "at_most", "over", "under", "nearly", "about"):
        if name in found:
            return name
    return "exact"


def hedged(word: str, bare: str) -> bool:
    if word in ("余", "多", "以上", "以下", "以内", "左右"):
        return word in bare
    if word == "内":
        return bare.endswith("内")
    return bare.startswith(word)


def bounds(
    row: dict[str, str], hedge: str, value: Decimal, place: Decimal, nonzero: Decimal
) -> tuple[str, str]:
    x, p, q = Fraction(value), Fraction(place), Fraction(nonzero)
    exact = Fraction(0) if place == 1 and row["counting"] else p / 2
    below, above = {
        "exact": (exact, exact),
        "over": (Fraction(0), q),
        "nearly": (q, Fraction(0)),
        "under": (q, Fraction(0)),
        "about": (q / 2, q / 2),
        "at_least": (Fraction(0), None),
        "at_most": (None, Fraction(0)),
    }[hedge]
    lower = None if below is None else x - below
    if lower is not None and not row["signed"]:
        lower = max(lower, Fraction(0))
    return plain(lower), plain(None if above is None else x + above)


def plain(number: Fraction | None) -> str:
    if number is None:
        return ""
    return str((Decimal(number.numerator) / Decimal(number.denominator)).normalize())


def number(text: str) -> str:
    return str(Decimal(text).normalize()) if text else ""


PROCESSED = {
    row["figure_id"]: row
    for row in csv.DictReader((find_data().processed / "figures.csv").open(encoding="utf-8"))
}


@pytest.mark.parametrize(("figure_id", "raw"), raw_figures(), ids=lambda value: str(value)[:24])
def test_the_number_is_that_of_its_token(figure_id: str, raw: dict[str, str]) -> None:
    done = PROCESSED[figure_id]
    assert (done["text"], done["start"], done["end"]) == (raw["text"], raw["start"], raw["end"])
    unit = done["unit"]
    counting = {"person", "household", "visit", "bed", "seat", "item"}
    raw["counting"] = "yes" if unit in counting else ""
    raw["signed"] = "yes" if unit in {"percent", "permille", "percentage_point", "times"} else ""
    found = tuple(number(done[n]) for n in ("value", "low", "high", "lower", "upper") if done[n])
    expected = tuple(number(text) for text in recompute(raw) if text)
    assert found == expected


def test_every_raw_figure_is_processed_and_no_other() -> None:
    assert [figure_id for figure_id, _ in raw_figures()] == sorted(PROCESSED)
