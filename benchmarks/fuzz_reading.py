"""Look for text on which the reader slips, guided by coverage (atheris).

Run ``pip install atheris==3.0.0``, then ``PYTHONPATH=src python benchmarks/fuzz_reading.py
-max_total_time=120 -timeout=10``. Any exception, wrong offset, overlap or digit left out ends
the run with the text that caused it, and so does a text that takes ten seconds. ``--write``
puts the summary of the run into ``results/fuzz.csv``.
"""

import contextlib
import re
import subprocess
import sys

import atheris
from results import write_table

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
    last, covered = 0, set[int]()
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


def write_summary(arguments: list[str]) -> int:
    """Fuzz in a process of its own, since the fuzzer ends the one it runs in."""
    ran = subprocess.run(
        [sys.executable, __file__, *arguments], stderr=subprocess.PIPE, text=True, check=False
    )
    done = re.findall(r"#([0-9]+)\s+DONE\s+cov: ([0-9]+)", ran.stderr)
    seconds = re.findall(r"Done [0-9]+ runs in ([0-9]+) second", ran.stderr)
    if ran.returncode or not done or not seconds:
        print(ran.stderr)
        return ran.returncode or 1
    columns = ["fuzzer", "seconds", "texts", "edges_covered", "slips"]
    print(write_table("fuzz", columns, [["atheris", seconds[-1], *done[-1], 0]]))
    return 0


if __name__ == "__main__":
    if "--write" in sys.argv:
        sys.exit(write_summary([a for a in sys.argv[1:] if a != "--write"]))
    atheris.Setup(sys.argv, read_bytes)
    atheris.Fuzz()
