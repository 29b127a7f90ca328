"""What must hold for any text: offsets, order, streaming, agreement, linear time."""

import time
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
    covered = set()
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
"""


@pytest.mark.parametrize("piece", [*REPEATED.split(), "1 ", "1\n|"])
def test_time_grows_with_the_length_only(piece: str) -> None:
    short, long = piece * (1_500 // len(piece)), piece * (12_000 // len(piece))

    def measure(text: str) -> float:
        best = float("inf")
        for _ in range(2):
            begun = time.perf_counter()
            for _ in iter_figures((text,)):
                pass
            best = min(best, time.perf_counter() - begun)
        return best

    # Eight times the text: a square law would take 64 times as long.
    assert measure(long) < 24 * measure(short) + 0.02
