from decimal import Decimal

import pytest

from chongqing_livelihood.reading import extract_figures
from chongqing_livelihood.reading.lines import is_page_number, read_over_line_end

ABOVE = "全区各级各类学校的办学条件继续得到改善提高"


@pytest.mark.parametrize("mark", ["12", "- 12 -", "— 12 —"])
def test_page_number_is_a_label(mark: str) -> None:
    text = f"{ABOVE}\n{mark}\n{ABOVE}"
    assert [figure.kind for figure in extract_figures(text)] == ["label"]


def test_cell_is_no_page_number() -> None:
    assert not is_page_number("学校\n12\n所", 3, 5)
    assert not is_page_number(f"{ABOVE}\n12 |\n{ABOVE}", 22, 24)


def test_joins_digits_that_a_line_end_parts() -> None:
    text = f"{ABOVE}12\n30所,"
    amount = read_over_line_end(text, len(ABOVE), len(ABOVE) + 2)
    assert amount is not None
    assert amount.quantity.value is not None
    assert (amount.quantity.value.value, amount.unit) == (Decimal(1230), "item")


@pytest.mark.parametrize(
    "text", ["12\n30所", f"{ABOVE}12\n2021年", f"{ABOVE}12\n30", "短行12\n30所"]
)
def test_does_not_join_cells(text: str) -> None:
    start = text.index("1")
    assert read_over_line_end(text, start, start + 2) is None
