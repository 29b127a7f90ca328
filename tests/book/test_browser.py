"""The book in a browser: search, evidence links, tooltips, and no request to another host."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

CHAPTER = "executed/02_outpatient_growth.html"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test when it asks another host for anything, or finds nothing."""
    outside: list[str] = []
    missing: list[str] = []
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: outside.append(request.url)
            if not request.url.startswith((address, "data:", "blob:")) else None)  # fmt: skip
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    yield page
    context.close()
    assert outside == []
    assert missing == []


@pytest.mark.parametrize("words", ["垫江", "垫江县", "Dianjiang", "dianjiang 垫江"])
def test_the_search_finds_a_place(page: Page, words: str) -> None:
    page.goto(f"search.html?q={quote(words)}")
    results = page.locator("#search-results ul.search > li > a")
    expect(results.first).to_be_visible()
    expect(page.locator("#search-results")).to_contain_text("found")
    expect(results.filter(has_text="Chongqing Daily, autumn 2022").first).to_be_visible()


def test_the_search_lists_single_figures_of_a_place(page: Page) -> None:
    page.goto(f"search.html?q={quote('垫江县')}")
    row = page.locator("#search-results a[href*='#cqrb-2022:2569']")
    expect(row).to_contain_text("outpatient")
    row.click()
    expect(page.locator("tr[id='cqrb-2022:2569']")).to_be_in_viewport()


@pytest.mark.parametrize("words", ["垫西", "江垫", "Dianxi"])
def test_the_search_does_not_find_what_is_not_there(page: Page, words: str) -> None:
    page.goto(f"search.html?q={quote(words)}")
    expect(page.locator("#search-results")).to_contain_text("did not match")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("垫江县", ["垫江", "江县"]),
        ("忠", ["忠"]),
        ("Dianjiang (垫江)", ["Dianjiang", "垫江"]),
        ("5G网络", ["5G", "网络"]),
        ("a  b", ["a", "b"]),
        ("", []),
    ],
)
def test_a_query_is_split_as_the_index_was(page: Page, query: str, words: list[str]) -> None:
    page.goto("search.html")
    assert page.evaluate("query => splitQuery(query)", query) == words


def follow(page: Page, link: Locator) -> Locator:
    """Follow a link to a row of an evidence page, and return the row once it is seen."""
    anchor = str(link.get_attribute("href")).partition("#")[2]
    link.click()
    page.wait_for_url(f"**/evidence/**/*.html#{anchor}")
    row = page.locator(f"tr[id='{anchor}']")
    expect(row).to_be_in_viewport()
    # No header lies over the number: what is seen at its place is the number itself.
    number = row.locator("th a")
    box = number.bounding_box()
    assert box is not None
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    seen = page.evaluate("([x, y]) => document.elementFromPoint(x, y).textContent", middle)
    assert seen == number.text_content()
    return row


@pytest.mark.parametrize("width", [1280, 390])
def test_a_number_leads_to_its_result_and_on_to_the_printed_figure(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(CHAPTER)
    row = follow(page, page.locator("a.ev-link").first)
    row = follow(page, row.locator("a[href*='cqrb-2022']").first)
    expect(row.locator("th [lang=zh-Hans]")).to_have_text("23.67%")


def test_a_row_leads_back_to_the_pages_that_use_it(page: Page) -> None:
    page.goto("evidence/cqrb-2022.html#cqrb-2022:2569")
    page.locator("tr[id='cqrb-2022:2569'] a[href$='intro.html']").first.click()
    page.wait_for_url("**/intro.html")


def test_the_tooltip_shows_on_hover(page: Page) -> None:
    page.goto("intro.html")
    link = page.locator("a.ev-link").first
    tip = page.get_by_role("tooltip", include_hidden=True).first
    expect(tip).to_be_hidden()
    link.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Dianjiang (垫江县)")
    tip.hover()  # the pointer may rest on the tooltip itself
    expect(tip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()


def test_the_tooltip_shows_on_keyboard_focus_and_inside_the_window(page: Page) -> None:
    page.goto("intro.html")
    link = page.locator("a.ev-link").first
    tip = page.get_by_role("tooltip", include_hidden=True).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    page.keyboard.press("Tab")
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("reach", ["hover", "focus"])
def test_escape_dismisses_the_tooltip_until_one_comes_back(page: Page, reach: str) -> None:
    page.goto("intro.html")
    link = page.locator("a.ev-link").first
    tip = page.get_by_role("tooltip", include_hidden=True).first
    page.keyboard.press("Tab")  # by keyboard, so that focus is visible
    if reach == "hover":
        link.hover()
    else:
        link.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    link.hover()
    expect(tip).to_be_visible()


def test_tips_of_the_theme_are_those_of_the_browser(page: Page) -> None:
    page.goto("plan.html")
    switch = page.locator(".theme-switch-button").first
    switch.hover()
    expect(switch).to_have_attribute("title", "Color mode")
    page.wait_for_timeout(700)  # the theme waits half a second before it shows one
    expect(page.locator(".tooltip")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 1700])
def test_each_field_of_a_filter_stands_under_its_label(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("all", "reforms"):
        page.goto(f"evidence/{name}.html")
        labels = page.locator("form.filter label")
        expect(labels.first).to_be_visible()
        for label in labels.all():
            over = label.bounding_box()
            field = page.locator(f"[id='{label.get_attribute('for')}']").bounding_box()
            assert over is not None
            assert field is not None
            assert field["x"] == pytest.approx(over["x"], abs=1)
            assert 0 <= field["y"] - over["y"] - over["height"] < 10


def test_the_head_of_a_long_table_stays_in_sight(page: Page) -> None:
    page.goto("evidence/wanzhou-plan.html")
    page.locator("tbody tr").nth(20).evaluate("row => row.scrollIntoView()")
    bar = page.locator(".bd-header-article").bounding_box()
    head = page.locator("thead th").first.bounding_box()
    assert bar is not None
    assert head is not None
    assert 0 <= bar["y"] + bar["height"] - head["y"] < 5


def test_what_lies_out_of_sight_is_drawn_when_it_comes(page: Page) -> None:
    page.goto("evidence/wanzhou-plan.html")
    look = """table => table.querySelector("td").checkVisibility({contentVisibilityAuto: true})"""
    last = page.locator(".ev-table").last
    assert not last.evaluate(look)
    last.locator("tbody tr").last.evaluate("row => row.scrollIntoView()")
    page.wait_for_timeout(200)
    assert last.evaluate(look)
    box = last.locator("tbody tr").last.bounding_box()
    assert box is not None
    assert box["height"] > 40


def test_every_page_asks_this_server_only(page: Page, html: Path) -> None:
    for path in sorted(html.rglob("*.html")):
        if "_static" not in path.parts:
            page.goto(path.relative_to(html).as_posix(), wait_until="networkidle")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_phone(
    browser: Browser, address: str, html: Path, scheme: str
) -> None:
    context = browser.new_context(
        base_url=address,
        viewport={"width": 390, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    for path in sorted(html.rglob("*.html")):
        if "_static" not in path.parts and path != html / "index.html":  # that one redirects
            page.goto(path.relative_to(html).as_posix())
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= 390, f"{path.relative_to(html)} is {width} pixels wide"
    context.close()


def test_chinese_is_drawn_with_the_book_font(page: Page) -> None:
    fonts: list[str] = []
    page.on(
        "request", lambda request: fonts.append(request.url) if "woff2" in request.url else None
    )
    page.goto("evidence/cqrb-2022.html", wait_until="networkidle")
    chinese = [url.rpartition("/")[2] for url in fonts if "/_static/fonts/" in url]
    assert len(chinese) == 1
    assert chinese[0].startswith("book-"), "the page uses characters that the book's subset lacks"
