import pytest

from chongqing_livelihood.reading.periods import read_date

DATES = """
2021年 2021年底 2022年度 2019年下半年 2022年1月 2023年6月5日 9月13日 4月底 1—8月 1-11月
2018-2020年 2021年至2025年 2023—2024学年 3月15日至4月20日 2月26日至28日 20世纪90年代 90年代
21世纪 1季度 2022-01-05 2022.1.5 2022/1/5 2022-08 6:30 21:00 9时30分 9点半 13日 1月上旬
2020年第三季度 五月二十七日 二O三五年 二〇二一年底 一九七八年 十二月 三月 一季度 九十年代
3年前 10余年后 5天后
"""
OTHERS = """
4年 30日内 3个月 15天 2015场次 100年历史 6月龄 2500年历史 5日游 3时段 24小时 12:5 三个月 八年级
"""


@pytest.mark.parametrize("date", DATES.split())
def test_reads_whole_date(date: str) -> None:
    assert read_date(date + ",", 0) == len(date)


@pytest.mark.parametrize("text", OTHERS.split())
def test_reads_no_date_in_durations_and_counts(text: str) -> None:
    assert read_date(text, 0) == 0


def test_span_that_reaches_to_now_ends_before_its_direction() -> None:
    assert read_date("3年来,全县", 0) == 2


def test_ratio_is_no_time_of_day() -> None:
    assert read_date("医护比1:10", 3) == 3
