"""Look for text on which the reader slips, guided by coverage (atheris).

Run ``pip install atheris``, then ``PYTHONPATH=src python benchmarks/fuzz_reading.py
-max_total_time=120``. Any exception, wrong offset, overlap or digit left out ends the run with
the text that caused it.
"""

import contextlib
import sys

import atheris

with atheris.instrument_imports(include=["chongqing_livelihood"]):
    from chongqing_livelihood.reading import expressions, extract, review
    from chongqing_livelihood.reading.numerals import NumeralError, parse_numeral

PIECES = """
近 约 超过 不低于 最高 3.5 12 2021 0 ， 。 、 ( ) % ‰ 万 亿 千 百 十 一 两 三 几 数 半
余 多 元 人 个 户 亩 年 月 日 号 第 — - ~ 至 : / + 【 】 “ ” 以上 左右 分之 百分之 点 成
折 番 翻 元/月 平方米 个百分点 每 级 大 地 5G １ ％ 壹 拾 零下 负 ¥ ≥ 兆 又 Ｏ ○ . ,
"""
WORDS = [*PIECES.split(), "\n", " ", "\n|"]


def read_bytes(data: bytes) -> None:
    provider = atheris.FuzzedDataProvider(data)
    if provider.ConsumeBool():
        text = provider.ConsumeUnicodeNoSurrogates(200)
    else:
        text = "".join(WORDS[b % len(WORDS)] for b in provider.ConsumeBytes(60))
    last, covered = 0, set()
    for figure in extract.extract_figures(text):
        assert text[figure.start : figure.end] == figure.text, (text, figure)
        assert last <= figure.start < figure.end, (text, figure)
        last = figure.end
        covered.update(range(figure.start, figure.end))
    assert all(i in covered for i, c in enumerate(text) if c in "0123456789"), text
    text *= 6  # longer than the window that streaming keeps
    pieces = [text[i : i + 7] for i in range(0, len(text), 7)]
    assert list(extract.iter_figures(pieces)) == extract.extract_figures(text), text
    review.uncovered_digits(text, [(0, 3)])
    for read, error in (
        (expressions.parse_figure, expressions.FigureError),
        (parse_numeral, NumeralError),
    ):
        with contextlib.suppress(error):
            read(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_bytes)
    atheris.Fuzz()
