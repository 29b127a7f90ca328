from chongqing_livelihood.reading import (
    draft_rows,
    extract_figures,
    parse_figure,
    uncovered_digits,
)

TEXT = (
    "就业人数(万人) |\n3.6 |\n最高可贷款20万元,"
    "第3批5G基站近100座,约有8.3万群众,2021年每年30吨,上百个。"
)


def test_draft_rows_give_back_what_was_extracted() -> None:
    figures = {figure.start: figure for figure in extract_figures(TEXT)}
    rows = list(draft_rows(TEXT))
    assert [int(row["start"]) for row in rows] == list(figures)
    for row in rows:
        if row["kind"] == "figure":
            meant = parse_figure(
                row["text"], unit=row["unit_given"], qualifier=row["qualifier_given"]
            )
            found = figures[int(row["start"])]
            assert (meant.value, meant.unit, meant.qualifier) == (
                found.value,
                found.unit,
                found.qualifier,
            )


def test_draft_rows_mark_chinese_numerals_as_borderline() -> None:
    assert [row["text"] for row in draft_rows(TEXT) if row["note"]] == ["上百个"]


def test_uncovered_digits_names_runs_outside_or_in_two_spans() -> None:
    assert uncovered_digits("7名,26个,300", [(0, 2), (3, 6), (3, 5)]) == [(3, 5), (7, 10)]
    assert uncovered_digits("１２个", []) == [(0, 2)]


def test_extraction_leaves_no_digit_uncovered() -> None:
    spans = [(figure.start, figure.end) for figure in extract_figures(TEXT)]
    assert uncovered_digits(TEXT, spans) == []
