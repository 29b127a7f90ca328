import pytest

from chongqing_livelihood.reading import extract_figures


def first(text: str) -> tuple[str, str, str]:
    figure = next(figure for figure in extract_figures(text) if figure.kind == "figure")
    return figure.text, figure.unit, figure.qualifier


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("月均工资5000元", "yuan_per_month"),
        ("每年处理3万吨", "tonne_per_year"),
        ("日均接待600人次", "visit_per_day"),
        ("全年接待600人次", "visit"),
        ("去年销售额60万元", "yuan"),
        ("每天600名学生", "person"),
        ("病床300张", "bed"),
        ("课桌300张", "item"),
        ("提供学位1200个", "seat"),
        ("惠及8.3万群众", "person"),
        ("帮扶600农户", "household"),
        ("建成6车道", "item"),
        ("就业人数（万人）\n3.6 |", "person"),
        ("名称 | 数量\n36 |", ""),
    ],
)
def test_completes_the_unit(text: str, unit: str) -> None:
    assert first(text)[1] == unit


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("最多可申请50万元", "at_most"),
        ("至少需要3名", "at_least"),
        ("不超过其收入的50%", "at_most"),
        ("约占全市的。有30%", "exact"),
        ("最高的楼,建于30米处", "exact"),
    ],
)
def test_finds_the_qualifier_of_the_clause(text: str, qualifier: str) -> None:
    assert first(text)[2] == qualifier


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("气温-3℃至-1℃", -3, -1), ("零下5℃到零下2℃", -5, -2), ("-3至5℃", -3, 5)],
)
def test_reads_ranges_below_zero(text: str, low: int, high: int) -> None:
    (figure,) = extract_figures(text)
    assert (figure.low, figure.high, figure.unit) == (low, high, "degree_celsius")
