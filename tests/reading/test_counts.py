import pytest

from chongqing_livelihood.reading import extract_figures
from chongqing_livelihood.reading.counts import find_nouns


def figures(text: str) -> list[str]:
    return [figure.text for figure in extract_figures(text) if figure.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("新建两所学校", ["两所"]),
        ("数百名志愿者", ["数百名"]),
        ("十几个村,几十户", ["十几个", "几十户"]),
        ("近万亩果园", ["近万亩"]),
        ("每月一次,至少一项", ["一次", "至少一项"]),
        ("一家企业", ["一家"]),
        ("半年内", ["半年内"]),
        ("过去五年", ["五年"]),
        ("全家五口人", ["五口"]),
    ],
)
def test_counts(text: str, wanted: list[str]) -> None:
    assert figures(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "一个国家,这一项目,一家人",
        "一言为定,三心二意,十全十美,百花齐放",
        "前半生,上半场,大半个中国",
        "“两个确立”“三个一批”",
        "二、主要任务",
        "三角,五环,六盘水,九龙坡",
    ],
)
def test_does_not_count(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("川渝两地", 2, 3), ("十三省", 1, 1), ("两地铁", 0, 0), ("三连冠", 0, 1)],
)
def test_finds_nouns_without_classifier(text: str, start: int, end: int) -> None:
    assert find_nouns(text, start) == end
