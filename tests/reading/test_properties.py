"""What must hold for any text: offsets, order, streaming, agreement, linear time."""

import time
import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chongqing_livelihood.reading import (
    FigureError,
    extract_figures,
    iter_figures,
    parse_figure,
    uncovered_digits,
)

# Pieces of which real texts are made; any order of them must be read without a slip.
PIECES = """
近 约 超过 不低于 最高 3.5 12 2021 100 1 0 ， 。 、 | ( ) % ‰ 万 亿 千 百 十 一 两 三 几 数 半
余 多 元 人 个 户 亩 年 月 日 号 第 — - ~ 至 : / + 【 】 “ ” 以上 左右 分之 百分之 点 成 折 番 翻
元/月 平方米 个百分点 每 级 大 地 5G １２ ％ 壹 拾 零下 负 ¥ ≥ <
"""
texts = st.lists(st.sampled_from([*PIECES.split(), " ", "\n"]), max_size=40).map("".join) | st.text(
    max_size=80
)


@given(texts)
def test_offsets_match_and_figures_do_not_overlap(text: str) -> None:
    figures = extract_figures(text)
    assert all(text[figure.start : figure.end] == figure.text for figure in figures)
    assert all(figure.text for figure in figures)
    assert all(first.end <= second.start for first, second in pairwise(figures))


@given(texts)
def test_every_digit_is_accounted_for(text: str) -> None:
    covered = set[int]()
    for figure in extract_figures(text):
        covered.update(range(figure.start, figure.end))
    assert all(i in covered for i, character in enumerate(text) if character in "0123456789")


@given(st.lists(texts, max_size=30), st.integers(min_value=1, max_value=50))
def test_pieces_give_the_same_figures_as_the_whole(parts: list[str], size: int) -> None:
    text = "".join(parts) * 8
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert list(iter_figures(pieces)) == extract_figures(text)


@given(texts)
def test_any_token_is_read_or_refused(token: str) -> None:
    try:
        figure = parse_figure(token)
    except FigureError:
        return
    assert figure.kind == "figure"
    if figure.value is None:
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < figure.high
    else:
        assert figure.digit_place is not None
        assert figure.nonzero_place is not None


@given(texts)
def test_extracted_figures_mean_the_same_alone(text: str) -> None:
    for figure in extract_figures(text):
        if figure.kind != "figure" or figure.unit == "":
            continue
        alone = parse_figure(figure.text)
        if alone.unit == figure.unit:
            assert (alone.value, alone.low, alone.high) == (figure.value, figure.low, figure.high)


@given(texts, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=8))
def test_uncovered_digits_are_digits(text: str, spans: list[tuple[int, int]]) -> None:
    for start, end in uncovered_digits(text, spans):
        assert text[start:end].isdigit()


REPEATED = """
7 万亿 余 多 1,234, 三 1- 1. 1: 第1 ( “1 约 百分之 3万 分之 2021年 不低于 1/ 十几 近3.5万余户
3千5百 1亿2万 三万五千 -3℃至 1点 点五 最高 每年1元 3元 翻番 零下
"""


@pytest.mark.parametrize("piece", [*REPEATED.split(), "1 ", "1\n|", "3 千"])
def test_ten_times_the_text_takes_less_than_fifteen_times_as_long(piece: str) -> None:
    def measure(length: int) -> float:
        text, best = piece * (length // len(piece)), float("inf")
        for _ in range(2):
            begun = time.process_time()
            for _ in iter_figures((text,)):
                pass
            best = min(best, time.process_time() - begun)
        return best

    measure(500)  # compiles the patterns
    # A busy machine may slow one of the two; a law worse than linear fails every time.
    assert any(measure(8_000) < 15 * measure(800) + 0.01 for _ in range(4))


def test_streaming_keeps_no_more_than_a_window() -> None:
    def peak(repeats: int) -> int:
        tracemalloc.start()
        for _ in iter_figures("全区新增就业3.5万人，增长5.2%。" * 200 for _ in range(repeats)):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)
    assert peak(40) < 1.5 * peak(8)
