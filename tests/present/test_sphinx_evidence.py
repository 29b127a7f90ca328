from pathlib import Path

import pytest

from tests.present.sphinx_project import Project, figure, result


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("src:10", "23.67%"),
        ("src:10|printed", "23.67%"),
        ("src:10|interval", "23.67% [23.665, 23.675]"),
        ("src:10|.1f", "23.7"),
        ("src:10|.1f|interval", "23.7 [23.6, 23.7]"),
        ("src:10|.1f|unit", "23.7%"),
        ("src:10 | .1f", "23.7"),
        ("src:20", "124 persons"),
        ("src:20|printed", "124名"),
        ("src:20|interval", "124 persons (exact)"),
        ("book:growth", "7.34%"),
        ("book:growth|interval", "7.34% [7.33, 7.35]"),
        ("book:growth|.3f|interval", "7.339 [7.337, 7.341]"),
    ],
)
def test_the_role_says_the_number(project: Project, role: str, said: str) -> None:
    project.pages["uses"] = f"# Uses\n\n{{val}}`{role}`\n"
    assert project.build() == ""
    assert project.links("uses") == [said]


def test_a_printed_token_is_marked_as_chinese(project: Project) -> None:
    project.pages["uses"] = "# Uses\n\n{val}`src:20|printed`\n"
    project.build()
    token = project.page("uses").select_one("a.ev-link span")
    assert token is not None
    assert token["lang"] == "zh-Hans"


def test_the_tooltip_says_what_the_entry_is_and_describes_the_link(project: Project) -> None:
    project.build()
    page = project.page("uses")
    link = page.select_one("a.ev-link")
    assert link is not None
    tip = page.find(id=str(link["aria-describedby"]))
    assert tip is not None
    assert tip["role"] == "tooltip"
    for part in (
        "23.67%",
        "Dianjiang (垫江县)",
        "2018 to 2021",
        "[23.665, 23.675]",
        "Daily (inferred)",
    ):
        assert part in tip.get_text()


def test_the_link_leads_to_the_row_and_the_row_back(project: Project) -> None:
    project.build()
    link = project.page("uses").select_one("a.ev-link")
    assert link is not None
    assert link["href"] == "source.html#src:10"
    row = project.page("source").find(id="src:10")
    assert row is not None
    assert row.find("a", href="uses.html") is not None
    assert row.find("a", href="results.html#book:growth") is not None
    other = project.page("source").find(id="src:20")
    assert other is not None
    assert other.find("a", href="uses.html") is None


def test_a_row_shows_the_whole_coding(project: Project) -> None:
    check = {"check": "sum", "statement": "1 + 1", "verdict": "consistent", "explanation": ""}
    project.figures[0] |= {"note": "inferred: year", "pair": "a-pair", "reform": "a-reform",
                           "measure": "vintage", "checks": [check]}  # fmt: skip
    assert project.build() == ""
    row = project.page("source").find(id="src:10")
    assert row is not None
    said = row.get_text(" ")
    for part in ("outpatient visits", "门诊量", "relative change", "health", "percent", "vintage",
                 "exact", "characters 10–16", "a-pair", "a-reform", "inferred: year",
                 "consistent", "1 + 1"):  # fmt: skip
        assert part in said


@pytest.mark.parametrize(("results", "folded"), [(8, False), (9, True)])
def test_many_results_behind_a_figure_are_folded_away(
    project: Project, results: int, folded: bool
) -> None:
    first = project.results[0] | {"figures": ["src:10"]}
    project.results = [first | {"id": f"book:growth{n}"} for n in range(results)]
    project.pages["uses"] = "# Uses\n"
    assert project.build() == ""
    row = project.page("source").find(id="src:10")
    assert row is not None
    assert len(row.select('a[href^="results.html#"]')) == results
    summary = row.select_one("details > summary")
    assert (summary is not None) is folded
    if summary:
        assert summary.get_text() == f"{results} results"


def test_markdown_links_find_figures_and_results(project: Project) -> None:
    project.pages["uses"] = "# Uses\n\n[a figure](#src:20) and [a **result**](#book:growth)\n"
    assert project.build() == ""
    assert project.links("uses") == ["a figure", "a result"]
    hrefs = [link["href"] for link in project.page("uses").select("a.ev-link")]
    assert hrefs == ["source.html#src:20", "results.html#book:growth"]
    row = project.page("source").find(id="src:20")
    assert row is not None
    assert row.find("a", href="uses.html") is not None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{val}`src:11`", "uses.md:3: WARNING: unknown evidence id 'src:11'"),
        ("{val}`src:10|wide`", "uses.md:3: WARNING: src:10: 'wide' is not a number format"),
        ("{val}`src:10|.1f|.2f`", "uses.md:3: WARNING: src:10: .1f and .2f: one number format"),
        ("{val}`book:growth|printed`", "uses.md:3: WARNING: book:growth: a result has no printed"),
        ("[x](#src:11)", "uses.md:3: WARNING: 'myst' cross-reference target not found: 'src:11'"),
        ("```{evidence-table} other\n```", "uses.md:3: WARNING: unknown source 'other'"),
        ("```{result-table} 9_no\n```", "uses.md:3: WARNING: no result is computed in '9_no'"),
        ("```{evidence-table} src\n```", "src:10 is already shown on source"),
    ],
)
def test_what_is_wrong_is_named_with_page_and_line(
    project: Project, text: str, complaint: str
) -> None:
    project.pages["uses"] = f"# Uses\n\n{text}\n"
    assert complaint in project.build()


def test_an_entry_that_no_page_shows_is_a_warning(project: Project) -> None:
    project.pages["source"] = "# Source\n"
    assert "uses.md:3: WARNING: no evidence page shows src:10" in project.build()


def test_a_missing_evidence_file_is_a_warning(project: Project) -> None:
    project.build()
    (project.folder / "evidence.json").unlink()
    project.write = lambda: None  # type: ignore[method-assign]
    assert "no evidence" in project.build()


def test_a_changed_value_reaches_its_page_and_no_other(project: Project) -> None:
    project.pages["index"] = project.pages["index"].replace("uses", "uses\nother")
    project.pages["other"] = "# Other\n\n{val}`src:20`\n"
    project.build()
    project.figures[0] |= {"value": "24.5", "lower": "24.45", "upper": "24.55", "text": "24.5%"}
    assert project.build() == ""
    assert project.links("uses") == ["24.5%"]
    row = project.page("source").find(id="src:10")
    assert row is not None
    assert "24.5%" in row.get_text()
    # Results rest on the figure, so their page shows it too; the other pages stay unread.
    assert set(project.read) == {"uses", "source", "results"}


def test_a_new_use_reaches_the_evidence_page_though_that_did_not_change(project: Project) -> None:
    project.build()
    project.pages["index"] += "\nFirst of all: {val}`src:20`.\n"
    assert project.build() == ""
    assert project.read == ["index"]
    row = project.page("source").find(id="src:20")
    assert row is not None
    assert row.find("a", href="index.html") is not None
    project.pages["index"] = project.pages["index"].replace("{val}`src:20`", "nothing")
    assert project.build() == ""
    row = project.page("source").find(id="src:20")
    assert row is not None
    assert row.find("a", href="index.html") is None


def test_a_new_title_reaches_the_backlinks(project: Project) -> None:
    project.build()
    project.pages["uses"] = project.pages["uses"].replace("# Uses", "# Growth")
    project.build()
    row = project.page("source").find(id="src:10")
    assert row is not None
    assert "Growth" in row.get_text()


def test_a_value_that_goes_away_is_noticed(project: Project) -> None:
    project.build()
    project.figures = project.figures[1:]
    project.results = []
    assert "unknown evidence id 'src:10'" in project.build()


def test_an_evidence_page_that_goes_away_takes_its_links_along(project: Project) -> None:
    project.build()
    del project.pages["source"]
    (project.folder / "source.md").unlink()
    project.pages["index"] = project.pages["index"].replace("\nsource", "")
    assert "no evidence page shows src:10" in project.build()


def test_nothing_changed_reads_nothing(project: Project) -> None:
    project.build()
    project.build()
    assert project.read == []


def test_rewriting_the_evidence_file_as_it_was_reads_nothing(project: Project) -> None:
    project.build()
    path = project.folder / "evidence.json"
    path.write_text(path.read_text("utf-8"), "utf-8")
    project.build()
    assert project.read == []


def test_the_search_finds_single_entries_by_place(project: Project) -> None:
    project.build()
    index = (project.folder / "html" / "searchindex.js").read_text("utf-8")
    assert "Dianjiang (\\u57ab\\u6c5f\\u53bf): outpatient visits" in index


def test_a_result_in_words(project: Project) -> None:
    project.results = [result("verdict", value="", lower="", upper="", text="cannot be decided")]
    project.pages["uses"] = "# Uses\n\nThe growth {val}`book:verdict`.\n"
    assert project.build() == ""
    assert project.links("uses") == ["cannot be decided"]


def test_a_place_without_an_english_name_is_shown_as_printed(project: Project) -> None:
    project.figures.append(figure(30, place="成都市"))
    assert project.build() == ""
    row = project.page("source").find(id="src:30")
    assert row is not None
    assert "成都市" in row.get_text()


def split_results(project: Project) -> None:
    """Give the project two notebooks, a page of results for each, and their list."""
    project.results = [
        result("growth", page="executed/01_book"),
        result("share", page="executed/02_more"),
    ]
    names = ["executed/01_book", "executed/02_more", "results/01_book", "results/02_more"]
    project.pages["index"] = project.pages["index"].replace(
        "results", "\n".join(["results", *names])
    )
    project.pages["results"] = "# Results\n\n```{result-index}\n```\n"
    for folder in ("executed", "results"):
        (project.folder / folder).mkdir(exist_ok=True)
    for part, question in (("01_book", "How much?"), ("02_more", "Which share?")):
        project.pages[f"executed/{part}"] = f"# {question}\n"
        project.pages[f"results/{part}"] = (
            f"# Results {part[1]}\n\n```{{result-table}} {part}\n```\n"
        )


def test_each_notebook_has_its_page_of_results_and_the_index_lists_them(project: Project) -> None:
    split_results(project)
    project.pages["uses"] += "\nAnd {val}`book:share`.\n"
    assert project.build() == ""
    hrefs = [link["href"] for link in project.page("uses").select("a.ev-link")]
    assert hrefs == ["source.html#src:10", "results/02_more.html#book:share"]
    row = project.page("results/02_more").find(id="book:share")
    assert row is not None
    assert row.find("a", href="../uses.html") is not None
    assert project.page("results/02_more").find(id="book:growth") is None
    rows = [line.get_text(" ", strip=True) for line in project.page("results").select("tbody tr")]
    assert rows == [
        "Results 1 How much? 1 result",
        "Results 2 Which share? 1 result",
    ]
    links = [link["href"] for link in project.page("results").select("tbody a")]
    assert links[:2] == ["results/01_book.html", "executed/01_book.html"]


def test_a_notebook_without_a_page_of_results_is_a_warning(project: Project) -> None:
    split_results(project)
    assert project.build() == ""
    project.results.append(result("mean", page="executed/03_new"))
    said = project.build()
    assert (
        "results.md: WARNING: no page shows the results of 03_new: write results/03_new.md" in said
    )


def test_a_new_title_and_a_new_result_reach_the_index(project: Project) -> None:
    split_results(project)
    project.build()
    project.pages["executed/01_book"] = "# How many?\n"
    project.results.append(result("mean", page="executed/02_more"))
    assert project.build() == ""
    rows = [line.get_text(" ", strip=True) for line in project.page("results").select("tbody tr")]
    assert rows == [
        "Results 1 How many? 1 result",
        "Results 2 Which share? 2 results",
    ]
