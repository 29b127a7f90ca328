"""Background statistics are found by series and place, and give up their notes' numbers."""

import pytest

from chongqing_livelihood.data.background import find_background
from chongqing_livelihood.stats.intervals import Reading


def test_values_come_by_period_in_order() -> None:
    residents = find_background("Resident population", "开州区")
    assert [(each.period, int(each.value)) for each in residents.values()] == [
        ("2023", 1185600), ("2024", 1178500),
    ]  # fmt: skip


def test_a_published_value_is_read_like_a_printed_one() -> None:
    rate = find_background("Health-care staff per 1000 residents", "万州区")["2020"]
    assert str(Reading().interval(rate.printed)) == "[9.385, 9.395]"
    assert str(Reading().interval(rate.printed_in_note("staff"))) == "[15450, 15550]"


def test_what_is_not_there_is_answered_with_what_is() -> None:
    with pytest.raises(ValueError, match="no background series 'Residents' for 开州区: did you"):
        find_background("Residents", "开州区")
    with pytest.raises(ValueError, match="the place has no background at all"):
        find_background("Residents", "无此区")
    row = find_background("Hospital discharges", "万州区")["2020"]
    with pytest.raises(ValueError, match=r"gives no 'patients' in thousands: look at context.csv"):
        row.printed_in_note("patients")
