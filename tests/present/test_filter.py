"""The table of all figures in a browser: from disk, by keyboard, and whole without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chongqing_livelihood.present import evidence_tables
from tests.present.book_project import BookProject
from tests.present.sphinx_project import figure

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("filter")
    static = [str(ROOT / "book" / "_static" / name) for name in ("filter.js", "tables.css")]
    project = BookProject(
        folder, html_static_path=static, html_js_files=["filter.js"],
        html_css_files=["tables.css"],
    )  # fmt: skip
    project.figures = [
        figure(10),
        figure(20, place="开州区", domain="employment", counted="jobs", counted_zh="就业"),
        figure(30, place="开州区", domain="health", counted="visits", counted_zh="就诊"),
    ]
    project.pages["all"] = "---\norphan: true\n---\n# All\n\n```{figures-table}\n```\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence_tables, "PART", 2)
        assert project.build() == ""
    return (folder / "html" / "all.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


def shown(page: Page) -> int:
    return page.locator("tbody tr:visible").count()


@pytest.mark.parametrize(
    ("words", "rows"),
    [("垫江", 1), ("Kaizhou", 2), ("kaizhou visits", 1), ("就", 2), ("nowhere", 0), ("", 3)],
)
def test_words_in_both_languages_filter_the_rows(page: Page, words: str, rows: int) -> None:
    page.get_by_label("Text, in English or 中文").fill(words)
    expect(page.locator("output")).to_have_text(f"{rows} of 3 figures")
    assert shown(page) == rows


def test_choices_narrow_each_other_and_are_undone(page: Page) -> None:
    page.get_by_label("Place").select_option("Kaizhou (开州区)")
    page.get_by_label("Field").select_option("health")
    expect(page.locator("output")).to_have_text("1 of 3 figures")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("output")).to_have_text("3 of 3 figures")
    assert shown(page) == 3


def test_it_is_used_by_keyboard_alone(page: Page) -> None:
    page.get_by_label("Text, in English or 中文").focus()
    page.keyboard.type("jobs")
    expect(page.locator("output")).to_have_text("1 of 3 figures")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Place")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("output")).to_have_text("3 of 3 figures")


def test_a_list_in_parts_is_filtered_as_one(page: Page) -> None:
    captions = page.locator("caption")
    expect(captions).to_have_text(["3 figures: 1 to 2", "3 figures: 3 to 3"])
    before = captions.evaluate_all("all => all.map(each => each.clientHeight > 9)")
    assert before == [True, True]
    assert page.locator("form.filter").count() == 1
    words = page.get_by_label("Text, in English or 中文")
    words.fill("Kaizhou")
    expect(page.locator("output")).to_have_text("2 of 3 figures")
    heads = page.locator("thead").evaluate_all("all => all.map(head => head.clientHeight > 9)")
    assert heads == [True, False]
    after = captions.evaluate_all("all => all.map(each => each.clientHeight > 9)")
    assert after == [False, False]
    words.fill("kaizhou visits")
    expect(page.locator("output")).to_have_text("1 of 3 figures")
    expect(page.locator(".ev-table:visible")).to_have_count(1)
    words.fill("nowhere")
    expect(page.locator(".ev-table:visible")).to_have_count(1)


def test_an_address_can_hold_a_choice(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}?field=employment&q=jobs")
    expect(page.locator("output")).to_have_text("1 of 3 figures")
    page.close()


def test_without_script_all_rows_stand(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert shown(page) == 3
    assert page.locator("form.filter").count() == 0
    context.close()
