from decimal import Decimal
from typing import NamedTuple

import pytest

from chongqing_livelihood.reading import FigureError, parse_figure


class Case(NamedTuple):
    token: str
    value: str = ""
    low: str = ""
    high: str = ""
    qualifier: str = "exact"
    unit: str = ""
    measure: str = ""
    places: str = ""


CASES = [
    Case("近3.5万户", "35000", "", "", "nearly", "household", "户", "1000 1000"),
    Case("330亿余元", "33000000000", "", "", "over", "yuan", "元", "100000000 1000000000"),
    Case("5万余元", "50000", "", "", "over", "yuan", "元", "10000 10000"),
    Case("100余名", "100", "", "", "over", "person", "名", "1 100"),
    Case("100多万吨", "1000000", "", "", "over", "tonne", "吨", "10000 1000000"),
    Case("超50%", "50", "", "", "over", "percent", "%", "1 10"),
    Case("1200元/月", "1200", "", "", "exact", "yuan_per_month", "元/月", "1 100"),
    Case("≥60", "60", "", "", "at_least", "", "", "1 10"),
    Case("<5.5", "5.5", "", "", "under", "", "", "0.1 0.1"),
    Case("【1270】", "1270", "", "", "exact", "", "", "1 10"),
    Case("23.67%", "23.67", "", "", "exact", "percent", "%", "0.01 0.01"),
    Case("3.5‰以下", "3.5", "", "", "under", "permille", "‰", "0.1 0.1"),
    Case("1—2个", "", "1", "2", "exact", "item", "个"),
    Case("三四张", "", "3", "4", "exact", "item", "张"),
    Case("0—6岁", "", "0", "6", "exact", "year", "岁"),
    Case("2-3万元", "", "20000", "30000", "exact", "yuan", "元"),
    Case("5000—1万元", "", "5000", "10000", "exact", "yuan", "元"),
    Case("10%-20%", "", "10", "20", "exact", "percent", "%"),
    Case("数以千计", "", "1000", "10000", "some"),
    Case("几十个", "", "10", "100", "some", "item", "个"),
    Case("十几万人", "", "110000", "190000", "some", "person", "人"),
    Case("约3万余人", "30000", "", "", "over", "person", "人", "10000 10000"),
    Case("上万只", "10000", "", "", "over", "item", "只", "10000 10000"),
    Case("1:1.3", "1.3", "", "", "exact", "times", "", "0.1 0.1"),
    Case("近三成", "30", "", "", "nearly", "percent", "成", "10 10"),
    Case("百分之三十五", "35", "", "", "exact", "percent", "百分之", "1 1"),
    Case("翻两番", "4", "", "", "exact", "times", "番", "1 1"),
    Case("一年半", "1.5", "", "", "exact", "year", "年", "0.5 0.5"),
    Case("约一个小时", "1", "", "", "about", "hour", "个小时", "1 1"),
    Case("5个工作日内", "5", "", "", "under", "working_day", "个工作日", "1 1"),
    Case("不少于 0.1 平方米", "0.1", "", "", "at_least", "square_metre", "平方米", "0.1 0.1"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.token)
def test_reads_token(case: Case) -> None:
    figure = parse_figure(case.token)
    wanted = [Decimal(n) if n else None for n in (case.value, case.low, case.high)]
    assert [figure.value, figure.low, figure.high] == wanted
    assert (figure.qualifier, figure.unit, figure.measure) == case[4:7]
    places = " ".join(f"{p:f}" for p in (figure.digit_place, figure.nonzero_place) if p)
    assert places == case.places


@pytest.mark.parametrize(
    ("token", "unit", "qualifier", "value", "wanted"),
    [
        ("3.6", "万人", "", "36000", ("exact", "person")),
        (">98.5", "%", "", "98.5", ("over", "percent")),
        ("20万元", "", "最高", "200000", ("at_most", "yuan")),
        ("150%", "", "不高于", "150", ("at_most", "percent")),
        ("8.3万", "人", "约", "83000", ("about", "person")),
        ("10101", "万", "", "101010000", ("exact", "")),
        ("近1000张", "床位", "", "1000", ("nearly", "bed")),
        ("超过4000元", "元/月", "", "4000", ("over", "yuan_per_month")),
    ],
)
def test_reads_unit_and_qualifier_printed_apart(
    token: str, unit: str, qualifier: str, value: str, wanted: tuple[str, str]
) -> None:
    figure = parse_figure(token, unit=unit, qualifier=qualifier)
    assert figure.value == Decimal(value)
    assert (figure.qualifier, figure.unit) == wanted


@pytest.mark.parametrize(
    ("token", "unit", "qualifier", "named"),
    [
        ("", "", "", "no number"),
        ("大约", "", "", "no number"),
        ("3个xyz", "", "", "'xyz' is left over"),
        ("7名医务人员", "", "", "'医务人员' is left over"),
        ("3", "庹", "", "unit '庹' is not known"),
        ("3", "", "大抵", "qualifier '大抵' is not known"),
        ("3元", "%", "", "contradicts"),
        ("3万", "万元", "", "scales a scaled number"),
    ],
)
def test_refuses_with_one_sentence(token: str, unit: str, qualifier: str, named: str) -> None:
    with pytest.raises(FigureError) as caught:
        parse_figure(token, unit=unit, qualifier=qualifier)
    assert repr(token) in str(caught.value)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)
