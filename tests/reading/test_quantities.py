from decimal import Decimal

import pytest

from chongqing_livelihood.reading.quantities import read_quantity, read_range_end, skip_gap


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("1,234.5", "1234.5", 7),
        ("1 234.5万元", "12345000", 8),
        ("3.5万户", "35000", 4),
        ("2万3千人", "23000", 4),
        ("1亿5000万", "150000000", 7),
        ("3万3万", "30000", 2),
        ("5千克", "5", 1),
        ("三千五百个", "3500", 4),
        ("二〇二一", "2021", 4),
        ("十万零一千", "101000", 5),
        ("一万五千亿", "1500000000000", 5),
        ("半小时", "0.5", 1),
    ],
)
def test_reads_a_number(text: str, value: str, end: int) -> None:
    quantity = read_quantity(text, 0)
    assert quantity is not None
    assert quantity.value is not None
    assert (quantity.value.value, quantity.end) == (Decimal(value), end)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("十几", 11, 19), ("几十", 10, 100), ("数千", 1000, 10000), ("三四", 3, 4), ("三五", 3, 5)],
)
def test_reads_an_uncertain_number(text: str, low: int, high: int) -> None:
    quantity = read_quantity(text, 0)
    assert quantity is not None
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("2—3万", 20000, 30000), ("5000—1万", 5000, 10000), ("3至5", 3, 5), ("60到70", 60, 70)],
)
def test_reads_a_range(text: str, low: int, high: int) -> None:
    first = read_quantity(text, 0)
    assert first is not None
    both = read_range_end(text, first, first.end)
    assert both is not None
    assert (both.low, both.high) == (low, high)


def test_a_range_rises() -> None:
    first = read_quantity("5—3", 0)
    assert first is not None
    assert read_range_end("5—3", first, first.end) is None


def test_no_number() -> None:
    assert read_quantity("人", 0) is None
    assert read_quantity("", 0) is None


def test_gap_is_a_space_or_a_line_end_within_a_sentence() -> None:
    assert skip_gap("共12 个", 1, 3) == 4
    assert skip_gap("共12\n个", 1, 3) == 4
    assert skip_gap("\n12\n个", 1, 3) == 3
