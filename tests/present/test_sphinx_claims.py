"""Claims carry a computed grade; one that cannot be graded stops the strict build."""

from pathlib import Path

import pytest

from tests.present.book_project import BookProject, check, statistic
from tests.present.sphinx_project import result

CLAIM = """# Uses

A first paragraph.

```{{claim}} one-claim
{options}
Visits rose by {{val}}`src:10` in **Dianjiang**.
```
"""


@pytest.fixture
def project(tmp_path: Path) -> BookProject:
    project = BookProject(tmp_path)
    project.extensions = ["sphinx_claims"]
    project.pages["index"] += "\n```{claims-table}\n```\n"
    return project


def claim(project: BookProject, *options: str) -> str:
    project.pages["uses"] = CLAIM.format(options="\n".join(options))
    return project.build()


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ([":checks: sum"], "arithmetically sound"),
        ([":checks: near"], "consistent"),
        ([":checks: sum near"], "consistent"),
        ([":checks: open near"], "cannot be decided"),
        ([":checks: odd open"], "contradicted"),
        ([":holds: src:10 > 20"], "consistent"),
        ([":holds: src:10 > 23.67"], "cannot be decided"),
        ([":holds: src:10 > 24"], "contradicted"),
        ([":checks: sum", ":holds: src:10 > 20"], "consistent"),
        ([":checks: sum", ":holds: src:10.lower > 24"], "contradicted"),
        ([":checks: sum", ":holds: src:10 > 20 and src:20 == 124"], "consistent"),
    ],
)
def test_a_claim_is_graded(project: BookProject, options: list[str], word: str) -> None:
    assert claim(project, *options) == ""
    page = project.page("uses")
    block = page.find(id="claim-one-claim")
    assert block is not None
    mark = block.select_one(".grade")
    assert mark is not None
    sign = mark.select_one("[aria-hidden]")
    assert sign is not None
    assert mark.get_text().replace(sign.get_text(), "").strip() == word
    assert "Visits rose by 23.67%" in block.get_text()
    assert block.select_one("strong") is not None


def test_a_claim_says_what_its_grade_rests_on(project: BookProject) -> None:
    claim(project, ":checks: near", ":holds: book:growth > 5")
    block = project.page("uses").find(id="claim-one-claim")
    assert block is not None
    basis = block.find("details")
    assert basis is not None
    said = " ".join(basis.get_text().split())
    assert "consistent: The near holds. The sides agree. (23.67% [23.665, 23.675]" in said
    assert "book:growth > 5 is true (7.34% [7.33, 7.35]" in said
    links = [str(link["href"]) for link in basis.select("a")]
    assert links == ["source.html#src:10", "results.html#book:growth"]


STATISTICS = "# Statistics\n\n```{context-table}\n```\n"


@pytest.fixture
def with_statistics(project: BookProject) -> BookProject:
    project.extensions.append("sphinx_catalogue")
    project.pages["statistics"] = STATISTICS
    project.pages["index"] = project.pages["index"].replace("uses\n", "uses\nstatistics\n")
    project.context.append(statistic(series="target: 床位", value="4.5", unit="bed"))
    return project


def test_a_claim_may_rest_on_a_statistic(with_statistics: BookProject) -> None:
    project = with_statistics
    said = ':holds: src:10 > ctx("target: 床位|重庆市|2021") and ctx("GDP|重庆市|2021") > 4'
    assert claim(project, said) == ""
    block = project.page("uses").find(id="claim-one-claim")
    assert block is not None
    basis = block.find("details")
    assert basis is not None
    assert "4.5 beds [4.45, 4.55]" in basis.get_text()
    assert [str(link["href"]) for link in basis.select("a")] == [
        "source.html#src:10", "statistics.html#context-target-chongqing-2021",
        "statistics.html#context-gdp-chongqing-2021",
    ]  # fmt: skip
    assert "uses.html" in [str(a["href"]) for a in project.page("statistics").select("td a")]


def test_a_guarded_sentence_may_rest_on_a_statistic(with_statistics: BookProject) -> None:
    project = with_statistics
    text = 'ctx("target: 床位|Chongqing|2021") > {}|More than *four* beds.'
    project.pages["uses"] = f"# Uses\n\n{{holds}}`{text.format(4)}`\n"
    assert project.build() == ""
    assert "More than four beds." in project.page("uses").get_text()
    project.context[-1] = statistic(series="target: 床位", value="4", unit="bed")
    assert "(target: 床位|重庆市|2021 is 4 beds [3.5, 4.5])" in project.build()
    assert project.read == ["uses"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{holds}`ctx('GDP|重庆市|2020') > 1|So.`", "did you mean 'GDP|重庆市|20"),
        ("{holds}`ctx(GDP|重庆市|2021) > 1|So.`", "write a statistic as ctx("),
        ("```{claim} x\n:holds: ctx('GDP|重庆市|2020') > 1\nSo.\n```", "did you mean 'GDP|"),
    ],
)
def test_an_unknown_statistic_is_a_warning(
    with_statistics: BookProject, text: str, why: str
) -> None:
    with_statistics.pages["uses"] = f"# Uses\n\nText.\n\n{text}\n"
    warnings = with_statistics.build()
    assert why in warnings
    assert "uses.md:5" in warnings


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ([":checks: nothing"], "unknown check 'nothing'"),
        ([":holds: src:99 > 1"], "unknown evidence id 'src:99'"),
        ([":holds: import os"], "is not a condition"),
        ([""], "neither checks nor a condition"),
        ([":checks:"], "neither checks nor a condition"),
        ([":holds: src:10 > 20", "  and src:20 > 1000"], "write its condition in one line"),
    ],
)
def test_a_claim_that_cannot_be_graded_is_a_warning(
    project: BookProject, options: list[str], why: str
) -> None:
    warnings = claim(project, *options)
    assert why in warnings
    assert "uses.md:5" in warnings
    assert "one-claim" in warnings


def test_a_slug_stands_once_in_the_book(project: BookProject) -> None:
    project.pages["source"] += CLAIM.format(options=":checks: sum").partition("\n")[2]
    warnings = claim(project, ":checks: sum")
    assert "claim 'one-claim': it stands on source already" in warnings
    assert "uses.md:5" in warnings


def test_a_slug_stands_once_on_a_page(project: BookProject) -> None:
    text = CLAIM.format(options=":checks: sum")
    project.pages["uses"] = text + text.partition("\n")[2]
    assert "uses.md:12: WARNING: claim 'one-claim': it stands on uses" in project.build()


@pytest.mark.parametrize("slug", ["One", "two_words", "-x"])
def test_a_slug_is_plain(project: BookProject, slug: str) -> None:
    project.pages["uses"] = CLAIM.replace("one-claim", slug).format(options=":checks: sum")
    assert "small letters, digits and hyphens" in project.build()


def test_an_empty_claim_is_a_warning(project: BookProject) -> None:
    project.pages["uses"] = "# Uses\n\n```{claim} x\n:checks: sum\n```\n"
    assert "uses.md:3: WARNING: claim 'x': it says nothing" in project.build()


def test_a_claim_that_no_table_gathers_is_unused(project: BookProject) -> None:
    project.pages["index"] = project.pages["index"].partition("\n```{claims")[0]
    assert "uses.md:5: WARNING: unused claim 'one-claim'" in claim(project, ":checks: sum")


def test_the_table_gathers_all_claims_in_the_order_of_the_book(project: BookProject) -> None:
    project.pages["results"] += "\n```{claim} zero\n:checks: odd\n{val}`src:20` came.\n```\n"
    assert claim(project, ":checks: sum") == ""
    table = project.page("index").select_one("table.claims")
    assert table is not None
    caption = table.find("caption")
    assert caption is not None
    assert "2 claims: 1 arithmetically sound, 1 contradicted" in caption.get_text()
    rows = [[cell.get_text().strip() for cell in row.select("td")] for row in table.select("tr")]
    assert [row[2] for row in rows if row] == ["Uses", "Results"]
    assert [row[1] for row in rows if row] == ["= arithmetically sound", "✗ contradicted"]
    links = [str(link["href"]) for link in table.select("td:last-child a")]
    assert links == ["uses.html#claim-one-claim", "results.html#claim-zero"]
    assert [str(a["href"]) for a in table.select("a.ev-link")] == [
        "source.html#src:10", "source.html#src:20",
    ]  # fmt: skip


def test_a_claim_is_graded_again_when_its_check_changes(project: BookProject) -> None:
    claim(project, ":checks: near")
    project.audit = [check("near", "inconsistent")]
    assert project.build() == ""
    assert project.read == ["uses"]
    for name in ("uses", "index"):
        mark = project.page(name).select_one(".grade")
        assert mark is not None
        assert "contradicted" in mark.get_text()


def test_a_claim_is_graded_again_when_its_number_changes(project: BookProject) -> None:
    claim(project, ":holds: book:growth > 7")
    project.results = [result("growth", value="6", lower="5", upper="8")]
    assert project.build() == ""
    assert "uses" in project.read
    mark = project.page("index").select_one(".grade")
    assert mark is not None
    assert "cannot be decided" in mark.get_text()


def test_nothing_is_read_again_when_nothing_changed(project: BookProject) -> None:
    claim(project, ":holds: book:growth > 7", ":checks: near")
    assert project.build() == ""
    assert project.read == []


def test_the_table_forgets_a_claim_that_is_gone(project: BookProject) -> None:
    claim(project, ":checks: near")
    project.pages["uses"] = "# Uses\n\nVisits rose by {val}`src:10`.\n"
    assert project.build() == ""
    assert project.page("index").select_one("table.claims") is None
    assert "No claim yet." in project.page("index").get_text()


def test_a_guarded_sentence_stands_where_its_condition_is_true(project: BookProject) -> None:
    project.pages["uses"] = (
        "# Uses\n\n{holds}`src:10 > 20|It rose *fast*.` "
        "{holds}``src:10 > 20 and src:20 == 124|By {val}`src:10`, no less.`` The end.\n"
    )
    assert project.build() == ""
    said = " ".join(project.page("uses").get_text().split())
    assert "It rose fast. By 23.67%" in said
    assert "src:10 > 20" not in said
    assert project.links("uses") == ["23.67%"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("src:10 > 24|It rose.", "'src:10 > 24' is false (src:10 is 23.67% [23.665, 23.675])"),
        ("src:10 > 23.67|It rose.", "'src:10 > 23.67' is undecided"),
        ("src:99 > 1|It rose.", "unknown evidence id 'src:99'"),
        ("src:10 > 20", "has no sentence"),
    ],
)
def test_a_guarded_sentence_that_does_not_hold_is_a_warning(
    project: BookProject, text: str, why: str
) -> None:
    project.pages["uses"] = f"# Uses\n\nText.\n\n{{holds}}`{text}`\n"
    warnings = project.build()
    assert why in warnings
    assert "uses.md:5" in warnings


def test_a_guarded_sentence_falls_when_its_number_changes(project: BookProject) -> None:
    project.pages["uses"] = "# Uses\n\n{holds}`book:growth > 7|It rose.`\n"
    assert project.build() == ""
    project.results = [result("growth", value="6", lower="5", upper="8")]
    assert "is undecided (book:growth is 6% [5, 8])" in project.build()


@pytest.mark.parametrize("builder", ["singlehtml", "text", "gettext"])
def test_other_builders_write_claims_too(project: BookProject, builder: str) -> None:
    project.pages["uses"] = CLAIM.format(options=":checks: sum")
    assert project.build(builder) == ""
    if builder == "singlehtml":
        assert project.build(builder) == ""
        page = (project.folder / builder / "index.html").read_text("utf-8")
        assert 'href="#claim-one-claim"' in page
        assert page.count('id="claim-one-claim"') == 1
    if builder == "gettext":
        found = (project.folder / builder / "uses.pot").read_text("utf-8")
        assert "Visits rose by {val}`src:10` in **Dianjiang**." in found
