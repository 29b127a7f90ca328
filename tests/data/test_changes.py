"""Sets of figures that tell of a change."""

import re
from pathlib import Path

import pytest

from chongqing_livelihood.data.changes import list_changes
from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.data.files import LINE, DataFolder, Row, find_data
from chongqing_livelihood.data.load import load
from chongqing_livelihood.data.raw_tables import RAW_FIGURES
from chongqing_livelihood.data.sources import read_sidecars
from chongqing_livelihood.data.texts import read_source_text, sources_folder
from chongqing_livelihood.reading import parse_figure
from chongqing_livelihood.stats.intervals import Reading

from .conftest import sentences

DATA: DataFolder = find_data()


def figure(token: str, role: str, pair: str = "a-set", **coding: str) -> CleanFigure:
    start = str(sum(map(ord, token + role)))
    row = dict.fromkeys(RAW_FIGURES.names, "") | {"role": role, "pair": pair, "start": start}
    printed = parse_figure(token)
    row |= {"text": token, LINE: "7", **coding}
    return CleanFigure(f"made:{start}", "made", row, printed, Reading().interval(printed))


def change(*figures: CleanFigure) -> Row:
    (row,) = list_changes(figures, DATA)
    return row


def test_before_and_after() -> None:
    before = figure("20%", "baseline", period="2020")
    row = change(before, figure("25%", "after", period="2022"))
    assert (row["before"], row["after"], row["ratio"]) == ("20", "25", "1.25")
    assert (row["ratio_lower"], row["ratio_upper"]) == ("1.195121", "1.307693")  # 24.5/20.5 ...
    assert (row["years"], row["annualised"], row["direction"]) == ("2", "0.118034", "up")


def test_a_level_and_what_was_added() -> None:
    row = change(
        figure("682万人", "level", period="2024-04"),
        figure("307万人", "change_abs", period="2012-11/2024-04"),
    )
    assert (row["before"], row["after"]) == ("3750000", "6820000")
    assert (row["period_from"], row["period_to"], row["years"]) == ("2012-11", "2024-04", "11.4167")


def test_a_lone_percentage_has_no_levels() -> None:
    row = change(figure("23.67%", "change_rel", pair="", period="2018/2021"))
    assert (row["before"], row["after"], row["ratio"]) == ("", "", "1.2367")
    assert row["pair"] == row["figure_ids"]


def test_an_undated_beginning_gives_no_yearly_growth() -> None:
    row = change(figure("103.66%", "change_rel", pair="", period="../2021"))
    assert (row["period_from"], row["period_to"], row["annualised"]) == ("", "2021", "")


@pytest.mark.parametrize("note", ["decrease", "decrease: a shortening", "decrease; one firm"])
def test_a_fall_is_printed_without_a_sign(note: str) -> None:
    row = change(figure("60%", "change_rel", pair="", note=note))
    assert (row["ratio"], row["direction"]) == ("0.4", "down")


def test_a_target_is_no_change() -> None:
    assert list_changes([figure("20%", "baseline"), figure("25%", "target")], DATA) == []


def test_two_ceilings_are_compared_as_they_are_printed() -> None:
    before = figure("最高20万元", "baseline", period="2022")
    row = change(before, figure("最高30万元", "after", period="2024"))
    assert (row["before"], row["after"], row["direction"]) == ("200000", "300000", "up")
    assert (row["ratio"], row["ratio_lower"], row["ratio_upper"]) == ("1.5", "1.5", "1.5")


def test_the_raised_ceiling_of_the_loans_is_a_change() -> None:
    row = load("changes").set_index("pair").loc["fumin-ceiling"]
    assert (row.before, row.after, row.ratio, row.period_from) == (200000, 300000, 1.5, "2022")


def test_the_sets_in_neither_table_are_those_that_the_data_page_names() -> None:
    figures, used = load("figures"), " ".join(load("targets").figure_ids).split()
    sets = figures[figures.pair != ""].groupby("pair")
    outside = {
        pair
        for pair, members in sets
        if "target" in set(members.role) and not set(members.figure_id) <= set(used)
    }
    page = (Path(__file__).parents[2] / "book" / "data.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"`changes.csv` nor in `targets.csv`: (.*?)\.", page)
    assert set(re.findall(r"`([a-z-]+)`", named)) == outside


FALLS = {
    "cqrb-2022:2569": False, "cqrb-2022:3096": False, "cqrb-2022:3104": False,
    "cqrb-2022:6830": True, "cqrb-2024:633": False, "cqrb-2024:637": False,
    "wanzhou-2022:1216": True,
}  # fmt: skip


def test_the_first_word_of_the_note_says_which_changes_are_falls() -> None:
    figures = load("figures")
    changes = figures[figures.role == "change_rel"]
    found = dict(zip(changes.figure_id, changes.note.str.match("decrease(:|;|$)"), strict=True))
    assert found == FALLS


@pytest.mark.sources
def test_a_change_that_the_text_calls_a_cut_is_a_fall() -> None:
    folder = sources_folder()
    assert folder
    figures = load("figures").set_index("figure_id")
    for figure_id, falls in FALLS.items():
        sidecar = read_sidecars()[figure_id.partition(":")[0]]
        text = read_source_text(sidecar, folder, DATA).text
        before = text[figures.start[figure_id] - 8 : figures.start[figure_id]]
        assert bool(re.search("压缩|缩短|缩减|下降|减少|降低", before)) is falls, figure_id


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ([figure("1—2个", "baseline"), figure("5个", "after")],
         "1—2个 is a range: a change needs one value"),
        ([figure("0个", "baseline"), figure("5个", "after")],
         "the baseline 0个 is not above zero"),
        ([figure("5万人", "level"), figure("6万人", "change_abs")],
         "6万人 is not below the level 5万人"),
        ([figure("100%", "change_rel", note="decrease"), figure("5个", "level")],
         "100% leaves nothing: the later level is not above zero"),
        ([figure("5万人", "change_rel"), figure("6万人", "level")],
         "5万人 is a relative change but no percentage"),
        ([figure("5个", "after"), figure("6个", "target")],
         "after, target make no set: join baseline and after, a level and its change, or a level "
         "and its target"),
        ([figure("最高5万元", "standard"), figure("最高6万元", "standard")],
         "standard, standard make no set: join baseline and after, a level and its change, or a "
         "level and its target"),
    ],
)  # fmt: skip
def test_a_set_that_makes_no_change_is_named(figures: list[CleanFigure], says: str) -> None:
    (found,) = sentences(lambda: list_changes(figures, DATA))
    assert found == f"data/raw/figures/made.csv:7: pair 'a-set': {says}"
