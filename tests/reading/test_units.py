import pytest

from chongqing_livelihood.reading.units import MEASURES, PRINTED, read_measure, split_unit


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("个百分点,", "个百分点", "percentage_point"),
        ("个月内", "个月", "month"),
        ("人次以上", "人次", "visit"),
        ("元/月标准", "元/月", "yuan_per_month"),
        ("元/人·年", "元/人·年", "yuan_per_year"),
        ("元/平方米", "元/平方米", "yuan"),
        ("平方公里的", "平方公里", "square_kilometre"),
        ("吨标准煤", "吨标准煤", "tonne_of_standard_coal"),
        ("千瓦时", "千瓦时", "kilowatt_hour"),
        ("GWh电池", "GWh", "gwh"),
        ("km/h,", "km/h", "kilometre_per_hour"),
        ("/10万", "/10万", ""),
        ("户居民", "户", "household"),
    ],
)
def test_reads_the_longest_measure(text: str, words: str, unit: str) -> None:
    measure = read_measure(text, 0)
    assert measure is not None
    assert (measure.words, measure.unit, measure.end) == (words, unit, len(words))


@pytest.mark.parametrize("text", ["群众", "main", "返乡人员", "", "部门"])
def test_reads_no_measure_in_other_words(text: str) -> None:
    assert read_measure(text, 0) is None


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("万人", ("万", "人", "person")),
        ("(%)", ("", "%", "percent")),
        ("亿立方米", ("亿", "立方米", "cubic_metre")),
        ("千瓦", ("", "千瓦", "kilowatt")),
        ("万千瓦时", ("万", "千瓦时", "kilowatt_hour")),
        ("万", ("万", "", "")),
        ("元/月", ("", "元/月", "yuan_per_month")),
    ],
)
def test_splits_unit_printed_apart(words: str, wanted: tuple[str, str, str]) -> None:
    assert split_unit(words) == wanted


def test_refuses_unknown_unit() -> None:
    with pytest.raises(ValueError, match="unit '庹' is not known"):
        split_unit("庹")


def test_no_word_prints_two_units() -> None:
    words = [word for line in PRINTED.values() for word in line.split()]
    twice = {word for word in words if words.count(word) > 1}
    assert {word for word in twice if MEASURES[word] != "item"} == set()
