"""Reforms and statistics in prose lead to their rows, and the rows back."""

from pathlib import Path

import pytest

from tests.present.book_project import BookProject, reform, statistic

PAGES = {
    "reforms": "# Reforms\n\n```{reforms-table}\n```\n",
    "context": "# Context\n\n```{context-table}\n```\n",
    "all": "# All\n\n```{figures-table}\n```\n",
}


@pytest.fixture
def project(tmp_path: Path) -> BookProject:
    project = BookProject(tmp_path)
    project.pages |= PAGES
    project.pages["index"] = project.pages["index"].replace(
        "\n```\n", "\nreforms\ncontext\nall\n```\n"
    )
    project.figures[0]["reform"] = "county-hires"
    return project


def say(project: BookProject, text: str) -> str:
    project.pages["uses"] = f"# Uses\n\nA {text} B\n"
    return project.build()


def test_a_reform_is_named_in_both_languages_and_linked(project: BookProject) -> None:
    assert say(project, "{reform}`county-hires`") == ""
    page = project.page("uses")
    link = page.select_one("p a.reference")
    assert link is not None
    assert link.get_text() == "County hires (县管乡用)"
    assert link["href"] == "reforms.html#reform-county-hires"
    row = project.page("reforms").find(id="reform-county-hires")
    assert row is not None
    assert [str(a["href"]) for a in row.select("a")] == [
        "#reform-county-hires", "source.html#src:10", "uses.html",
    ]  # fmt: skip
    assert "Dianjiang (垫江县)" in row.get_text()


def test_a_reform_may_be_said_otherwise(project: BookProject) -> None:
    assert say(project, "{reform}`county-hires|the same scheme`") == ""
    assert "A the same scheme B" in project.page("uses").get_text()


def test_a_statistic_is_said_with_its_unit_and_linked(project: BookProject) -> None:
    assert say(project, "{ctx}`GDP|重庆市|2021` and {ctx}`GDP|Chongqing|2022|,.0f`") == ""
    assert project.links("uses") == ["2,789.402 billion yuan", "2,912,903,000,000"] or (
        project.links("uses") == ["2.789402 trillion yuan", "2,912,903,000,000"]
    )
    page = project.page("uses")
    first = page.select_one("a.ev-link")
    assert first is not None
    assert first["href"] == "context.html#context-gdp-chongqing-2021"
    tip = page.find(id=str(first["aria-describedby"]))
    assert tip is not None
    assert "统计公报 (official)" in tip.get_text()
    row = project.page("context").find(id="context-gdp-chongqing-2021")
    assert row is not None
    assert "http://example.org/x" in [str(a["href"]) for a in row.select("a")]
    assert row.select_one('a[href="uses.html"]') is not None


def test_tooltips_of_figures_and_statistics_have_ids_of_their_own(project: BookProject) -> None:
    assert say(project, "{ctx}`GDP|重庆市|2021` {val}`src:10` {ctx}`GDP|重庆市|2022`") == ""
    page = project.page("uses")
    ids = [str(tag["id"]) for tag in page.select("[role=tooltip]")]
    assert len(set(ids)) == 3
    assert [str(a["aria-describedby"]) for a in page.select("a.ev-link")] == ids


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{reform}`county-hire`", "unknown reform 'county-hire': did you mean 'county-hires'?"),
        ("{reform}`zzz`", "unknown reform 'zzz'"),
        ("{ctx}`GDP|重庆市|2020`", "unknown statistic 'GDP|重庆市|2020': did you mean"),
        ("{ctx}`GDP|重庆市|2021|x`", "'x' is not a number format"),
        ("{ctx}`GDP`", "unknown statistic 'GDP'"),
    ],
)
def test_what_is_unknown_is_a_warning(project: BookProject, text: str, why: str) -> None:
    warnings = say(project, text)
    assert why in warnings
    assert "uses.md:3" in warnings


def test_a_reform_that_no_page_lists_is_a_warning(project: BookProject) -> None:
    project.pages["reforms"] = "# Reforms\n"
    assert "no page lists the reform county-hires" in say(project, "{reform}`county-hires`")


def test_a_list_stands_once(project: BookProject) -> None:
    project.pages["context"] += "\n```{reforms-table}\n```\n"
    assert "already listed on" in say(project, "nothing")


def test_pages_follow_their_facts(project: BookProject) -> None:
    say(project, "{reform}`county-hires` {ctx}`GDP|重庆市|2021`")
    assert project.build() == ""
    assert project.read == []
    project.reforms[0] = reform("county-hires", name_en="The county employs")
    project.context[0] = statistic(value="5000000")
    assert project.build() == ""
    assert project.read == ["uses"]
    assert "The county employs (县管乡用) 5 million yuan" in project.page("uses").get_text()
    assert "The county employs" in project.page("reforms").get_text()


def test_a_row_learns_of_a_new_use(project: BookProject) -> None:
    say(project, "nothing")
    assert "told on" not in project.page("reforms").get_text()
    say(project, "{reform}`other`")
    row = project.page("reforms").find(id="reform-other")
    assert row is not None
    assert "told on Uses" in row.get_text()
    assert "no figure reported" in row.get_text()


def test_all_figures_stand_in_one_table_to_be_filtered(project: BookProject) -> None:
    assert project.build() == ""
    table = project.page("all").select_one("[data-filter] > .ev-table > table")
    assert table is not None
    chosen = [head.get_text() for head in table.select("th[data-choose]")]
    assert chosen == ["Place", "Field", "Role", "Source"]
    rows = table.select("tbody tr")
    assert len(rows) == len(project.figures)
    link = rows[0].select_one("th a")
    assert link is not None
    assert link["href"] == "source.html#src:10"
    for part in ("23.67%", "门诊量", "Dianjiang (垫江县)", "health", "relative change", "src"):
        assert part in rows[0].get_text()
    assert rows[0].select('[lang="zh-Hans"]')


def test_single_page_and_translators_builds_are_clean(project: BookProject) -> None:
    text = "{reform}`county-hires` {ctx}`GDP|重庆市|2021`"
    say(project, text)
    assert project.build("singlehtml") == ""
    page = (project.folder / "singlehtml" / "index.html").read_text("utf-8")
    assert 'href="#reform-county-hires"' in page
    assert project.build("gettext") == ""
    assert text in (project.folder / "gettext" / "uses.pot").read_text("utf-8")
