"""Tables of the book come from the data, and the data can be downloaded."""

import json
from pathlib import Path

import pytest

from tests.present.book_project import BookProject
from tests.present.sphinx_project import figure

ROWS = [
    {"reform": "county-hires", "name_en": "County hires", "place": "垫江县", "domain": "health",
     "n_figures": "12", "mechanism": "doctors"},
    {"reform": "other", "name_en": "Geese", "place": "开州区", "domain": "employment",
     "n_figures": "3", "mechanism": "returning entrepreneurs"},
    {"reform": "third", "name_en": "Third", "place": "", "domain": "culture_sport",
     "n_figures": "1400", "mechanism": ""},
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> BookProject:
    project = BookProject(tmp_path)
    project.tables["reforms"] = [dict(row) for row in ROWS]
    project.tables["changes"] = [
        {"pair": "a", "place": "垫江县", "ratio": "-1.25", "figure_ids": "src:10 src:20"}
    ]
    project.pages["reforms"] = "# Reforms\n\n```{reforms-table}\n```\n"
    project.pages["index"] = project.pages["index"].replace("\n```\n", "\nreforms\n```\n")
    return project


def table(project: BookProject, name: str, *options: str) -> str:
    lines = "\n".join(options)
    project.pages["uses"] = f"# Uses\n\n```{{data-table}} {name}\n{lines}\n```\n"
    return project.build()


def cells(project: BookProject) -> list[list[str]]:
    rows = project.page("uses").select("table.book-table tr")
    return [[cell.get_text().strip() for cell in row.select("th, td")] for row in rows]


def test_rows_and_columns_are_chosen_and_said_in_words(project: BookProject) -> None:
    assert table(
        project, "reforms", ':where: domain != "employment"',
        ":columns: name_en place domain n_figures", ":labels: Name | Place | Field | Figures",
        ":caption: Reforms and their figures",
    ) == ""  # fmt: skip
    assert cells(project) == [
        ["Name", "Place", "Field", "Figures"],
        ["County hires", "Dianjiang (垫江县)", "health", "12"],
        ["Third", "", "culture sport", "1,400"],
    ]
    caption = project.page("uses").select_one("table caption")
    assert caption is not None
    assert "Reforms and their figures" in caption.get_text()
    assert len(project.page("uses").select("td.number")) == 2


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ('place == "垫江县"', ["County hires"]),
        ('mechanism contains "return" and domain == "employment"', ["Geese"]),
        (
            'domain == "health" or domain == "employment" and place == "and or"',
            ["County hires"],
        ),
        ("n_figures > 3", ["County hires", "Third"]),
        ('n_figures <= 12 and n_figures != 3 or name_en == "Geese"', ["County hires", "Geese"]),
        ('mechanism lacks "return" and place != ""', ["County hires"]),
    ],
)
def test_conditions(project: BookProject, where: str, names: list[str]) -> None:
    assert table(project, "reforms", f":where: {where}", ":columns: name_en") == ""
    assert [row[0] for row in cells(project)[1:]] == names


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("n_figures", ["Geese", "County hires", "Third"]),
        ("-name_en", ["Third", "Geese", "County hires"]),
    ],
)  # fmt: skip
def test_rows_are_sorted(project: BookProject, order: str, names: list[str]) -> None:
    assert table(project, "reforms", f":sort: {order}", ":columns: name_en") == ""
    assert [row[0] for row in cells(project)[1:]] == names


def test_a_group_is_named_once_above_its_rows(project: BookProject) -> None:
    project.tables["reforms"][2] |= {"place": "垫江县", "n_figures": "1"}
    assert table(project, "reforms", ":group: place", ":columns: name_en n_figures") == ""
    assert cells(project)[1:] == [
        ["Dianjiang (垫江县)"], ["County hires", "12"], ["Third", "1"],
        ["Kaizhou (开州区)"], ["Geese", "3"],
    ]  # fmt: skip
    assert [cell["colspan"] for cell in project.page("uses").select("tr.group td")] == ["2", "2"]


def test_a_computed_ratio_has_three_places(project: BookProject) -> None:
    project.tables["changes"][0]["ratio"] = "1.441558"
    project.tables["changes"].append(project.tables["changes"][0] | {"ratio": "10"})
    assert table(project, "changes", ":columns: ratio") == ""
    assert cells(project)[1:] == [["1.442"], ["10"]]


def test_reforms_and_figures_are_links(project: BookProject) -> None:
    assert table(project, "changes", ":columns: place figure_ids ratio") == ""
    assert cells(project)[1] == ["Dianjiang (垫江县)", cells(project)[1][1], "−1.25"]
    assert project.links("uses") == ["23.67%", "124 persons"]
    assert table(project, "reforms", ":columns: reform", ':where: reform == "other"') == ""
    link = project.page("uses").select_one("td a")
    assert link is not None
    assert link["href"] == "reforms.html#reform-other"


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("nothing", [], "there is no such processed table"),
        ("reforms", [":columns: name_en size"], "no column size"),
        ("reforms", [":where: size == \"1\""], "no column size"),
        ("reforms", [":where: n_figures contains 3"], "is no condition"),
        ("reforms", [':where: name_en == "Geese" and'], "is no condition"),
        ("reforms", [':where: name_en == "Geese" place == ""'], "is no condition"),
        ("reforms", [":where: name_en == \"x\""], "no row has name_en"),
        ("reforms", [":columns: name_en", ":labels: A | B"], "2 labels for 1 columns"),
        ("reforms", [":sort: size"], "no column size"),
        ("reforms", [":group: size"], "no column size"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_made_is_a_warning(
    project: BookProject, name: str, options: list[str], why: str
) -> None:
    warnings = table(project, name, *options)
    assert why in warnings
    assert "uses.md:3" in warnings


def test_a_page_follows_its_table(project: BookProject) -> None:
    table(project, "reforms", ":columns: name_en")
    project.tables["reforms"][0]["name_en"] = "Otherwise"
    assert project.build() == ""
    assert project.read == ["uses"]
    assert cells(project)[1] == ["Otherwise"]


def test_captions_and_labels_reach_the_translator(project: BookProject) -> None:
    table(project, "reforms", ":columns: name_en", ":labels: The name", ":caption: The caption")
    assert project.build("gettext") == ""
    found = (project.folder / "gettext" / "uses.pot").read_text("utf-8")
    assert 'msgid "The caption"' in found
    assert 'msgid "The name"' in found


def test_the_data_are_there_to_download(project: BookProject) -> None:
    project.write()
    package = {"title": "Figures of a test"}
    (project.folder / "tables" / "datapackage.json").write_text(json.dumps(package), "utf-8")
    (project.folder / "tables" / "changes.parquet").write_bytes(b"PAR1")
    project.pages["sub/data"] = "# Data\n\n```{downloads}\n```\n"
    (project.folder / "sub").mkdir()
    project.pages["index"] = project.pages["index"].replace("\nuses\n", "\nuses\nsub/data\n")
    assert project.build() == ""
    links = [str(a["href"]) for a in project.page("sub/data").select("li a")]
    assert [link for link in links if "_downloads" in link] == [
        "../_downloads/data/changes.csv", "../_downloads/data/changes.parquet",
        "../_downloads/data/reforms.csv", "../_downloads/data/datapackage.json",
    ]  # fmt: skip
    for link in links:
        if "_downloads" in link:
            assert (project.folder / "html" / "sub" / link).resolve().is_file()


def test_nothing_to_download_is_a_warning(project: BookProject) -> None:
    project.tables.clear()
    project.pages["uses"] = "# Uses\n\n```{downloads}\n```\n"
    assert "there is no data to download" in project.build()


def test_a_level_of_the_plan_keeps_its_bound_and_leads_to_its_figure(project: BookProject) -> None:
    figures = [
        figure(10, role="baseline", value="95", qualifier="over", counted="share insured"),
        figure(20, role="target", value="97", qualifier="at_least", counted="share insured"),
    ]
    project.figures = figures
    plan = {"baseline_2020": "95", "target_2025": "97", "figure_ids": "src:10 src:20"}
    project.tables["targets"] = [
        {"indicator": "insured"} | plan,
        {"indicator": "corrected"} | plan | {"target_2025": "9700"},
        {"indicator": "orphan-coverage", "baseline_2020": "", "target_2025": "", "figure_ids": ""},
    ]
    assert table(project, "targets", ":columns: indicator baseline_2020 target_2025") == ""
    assert [row[0] for row in cells(project)[1:]] == ["share insured"] * 2 + ["orphan coverage"]
    links = project.page("uses").select("table.book-table a")
    assert [(link.get_text(), link["href"].partition("#")[2]) for link in links] == [
        (">95", "src:10"), ("≥97", "src:20"), (">95", "src:10"),
    ]  # fmt: skip
    assert [row[2] for row in cells(project)[2:]] == ["9,700", ""]
