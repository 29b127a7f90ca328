from decimal import Decimal

import pytest

from chongqing_livelihood.reading import extract_figures, iter_figures


def kinds(text: str) -> list[tuple[str, str]]:
    return [(figure.text, figure.kind) for figure in extract_figures(text)]


def figures(text: str) -> list[str]:
    return [figure.text for figure in extract_figures(text) if figure.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("覆盖1.5万余户3.7万余人", ["1.5万余户", "3.7万余人"]),
        ("分别增长103.66%、218.5%", ["103.66%", "218.5%"]),
        ("带动附近100余名村民", ["100余名"]),
        ("累计签约32万余人", ["32万余人"]),
        ("约有8.3万返乡人员", ["8.3万"]),
        ("7名医务人员", ["7名"]),
        ("近三年新增10余万群众", ["三年", "10余万"]),
        ("实施一批项目,统一管理,千方百计,一体化", []),
        ("百姓走进千家万户,一村一品", []),
        ("区、街道、社区三级网络,三级医院", ["三级"]),
        ("川渝两地", ["两"]),
        ("增长-3.5%", ["-3.5%"]),
    ],
)
def test_finds_figures(text: str, wanted: list[str]) -> None:
    assert figures(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2020年以来", [("2020年", "date")]),
        ("1—8月,截至4月底", [("1—8月", "date"), ("4月底", "date")]),
        ("3年前,连续4年", [("3年前", "date"), ("4年", "figure")]),
        ("20世纪90年代", [("20世纪90年代", "date")]),
        ("2015场次", [("2015场次", "figure")]),
        ("第三批5G基站", [("第三批", "ordinal"), ("5G", "label")]),
        ("“1+3+8”体系", [("1+3+8", "label")]),
        ("“12333”电话", [("12333", "label")]),
        ("专栏2-1", [("专栏2-1", "label")]),
        ("轨道24号线", [("24号线", "label")]),
        ("“十四五”时期", [("十四五", "label")]),
        ("某府发〔2023〕10号", [("某府发〔2023〕10号", "label")]),
    ],
)
def test_tells_kinds_apart(text: str, wanted: list[tuple[str, str]]) -> None:
    assert kinds(text) == wanted


def test_takes_unit_from_table_head() -> None:
    first, second = extract_figures("就业人数(万人) |\n3.6 |\n【15】 |\n")
    assert (first.text, first.value, first.unit) == ("3.6", 36000, "person")
    assert (second.text, second.value, second.unit) == ("【15】", 150000, "person")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("最高可贷款20万元", "at_most"),
        ("不高于可支配收入的150%", "at_most"),
        ("至少开办一项", "at_least"),
        ("约有8.3万人", "about"),
    ],
)
def test_finds_qualifier_apart(text: str, qualifier: str) -> None:
    (figure,) = extract_figures(text)
    assert figure.qualifier == qualifier


def test_streams_the_same_figures_as_the_whole_text() -> None:
    text = "到2025年,近3.5万户参保(万人)\n3.6 |\n第三批5G基站100余座,增长-3.5%,每年30吨。" * 400
    pieces = [text[i : i + 997] for i in range(0, len(text), 997)]
    assert list(iter_figures(pieces)) == extract_figures(text)
    assert list(iter_figures(text)) == extract_figures(text)


@pytest.mark.parametrize(
    ("text", "token", "value", "unit"),
    [
        ("人均月收入3500元", "3500元", 3500, "yuan_per_month"),
        ("每年可收获8000公斤", "8000公斤", 8000, "kilogram_per_year"),
        ("日处理污水达30吨", "30吨", 30, "tonne_per_day"),
        ("分别拉动3.2和0.4个百分点", "3.2", "3.2", "percentage_point"),
        ("分别为12和15万人", "12", 120000, "person"),
        ("新增托位7.8万个", "7.8万个", 78000, "seat"),
        ("设置床位500张", "500张", 500, "bed"),
        ("形成900亿级产业集群", "900亿", 90000000000, "yuan"),
        ("推出10大行动", "10", 10, "item"),
        ("惠及近7万农村人口", "近7万", 70000, "person"),
        ("流量7.5万立方米每秒", "7.5万立方米每秒", 75000, "cubic_metre_per_second"),
        ("贷款1 234.5万元", "1 234.5万元", 12345000, "yuan"),
        ("城乡收入比2.36:1", "2.36:1", "2.36", "times"),
        ("票价五元三角", "五元三角", "5.3", "yuan"),
        ("气温降至零下5℃", "零下5℃", -5, "degree_celsius"),
        ("合格率九成五提高", "九成五", 95, "percent"),
        ("全市共有各级各类卫生机构22\n365个，其中", "22\n365个", 22365, "item"),
        ("其中卫生院共860\n家。", "860\n家", 860, "item"),
    ],
)
def test_reads_value_and_unit_in_context(
    text: str, token: str, value: int | str, unit: str
) -> None:
    figure = next(figure for figure in extract_figures(text) if figure.kind == "figure")
    assert (figure.text, figure.value, figure.unit) == (token, Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "全市首批,一批项目,一系列,一种,进一步,统一,唯一,万一",
        "千方百计,千家万户,五花八门,三番五次,百年大计,万无一失",
        "党的二十大,十四届人大二次会议,三级医院,二级以上医院",
        "“四个意识”“三个环境”“一站式”",
        "一、总体要求",
        "百姓,百度,万科,四川,六盘水,五台山",
    ],
)
def test_finds_no_figure_in_idioms_and_names(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize("text", [None, b"1", 1, ["1人"]])
def test_refuses_what_is_no_text(text: object) -> None:
    with pytest.raises(TypeError, match="text must be str, not "):
        extract_figures(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("\ud8001人\udfff", ["1人"]),
        ("\x001人\x00😀2人\r\n3人\r", ["1人", "2人", "3人"]),
        ("\ufeff近3万人", ["近3万人"]),
        ("²³ ①② ½ ٣٤", []),
    ],
)
def test_reads_odd_characters_as_what_they_are(text: str, wanted: list[str]) -> None:
    assert figures(text) == wanted
