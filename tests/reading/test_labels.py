import re

import pytest

from chongqing_livelihood.reading.labels import read_label, read_ordinal


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("基于5G通讯", "5G"),
        ("构建1+3+8体系", "1+3+8"),
        ("打造“1+30+N”体系", "1+30+N"),
        ("拨打“12333”", "12333"),
        ("专栏2-1 指标", "专栏2-1"),
        ("街301号", "301号"),
        ("轨道24号线", "24号线"),
        ("浓度PM2.5为", "PM2.5"),
        ("八年级1班", "八年级1班"),
        ("“健康中国2030”规划", "健康中国2030"),
        ("《教育现代化2035》", "教育现代化2035"),
        ("某发〔2023〕10号", "某发〔2023〕10号"),
        ("电话:023-12345678", "023-12345678"),
        ("标准GB/T 12345—2019", "GB/T 12345—2019"),
        ("工程2.0示范", "2.0"),
        ("“3·15”晚会", "3·15"),
        ("上接1版", "1版"),
        ("“90后”", "90后"),
    ],
)
def test_reads_label(text: str, label: str) -> None:
    digits = re.search("[0-9]", text)
    assert digits is not None
    first, last = read_label(text, digits.start())
    assert text[first:last] == label


@pytest.mark.parametrize("text", ["5个", "12GWh", "30kg", "3.5万户", "100", "2.0%", "3楼宇"])
def test_reads_no_label_in_figures(text: str) -> None:
    assert read_label(text, 0) == (0, 0)


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [("第三批试点", "第三批"), ("第1、2批", "第1、2批"), ("第12届", "第12届"), ("1.加强", "1")],
)
def test_reads_ordinal(text: str, ordinal: str) -> None:
    assert text[: read_ordinal(text, 0)] == ordinal
