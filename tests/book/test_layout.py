"""The book's layout: on a phone nothing is cut off, charts keep their letters, tables may scroll;
on paper a table begins where the text before it ends."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PAGES = [
    "contradictions.html",
    "plan.html",
    "fields/clinics.html",
    "executed/03_best_of_many.html",
]
WITH_TABLES = ["conclusions.html", "plan.html", "question.html", "reading.html"]
BARE = ["evidence/results/06_plan_targets.html", "parameters.html"]  # no tooltips, no captions
WITH_CHARTS = ["growth.html", "plan.html", "executed/03_best_of_many.html"]
CLIPPED = """() => [...document.querySelectorAll('article :is(p, td, th, li, dd, code, caption)')]
  .filter(element => {
    const box = element.getBoundingClientRect();
    if (!box.width || box.right <= innerWidth + 1 || element.closest('thead')) return false;
    for (let above = element.parentElement; above; above = above.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(above).overflowX)) return false;
    return true;
  }).map(element => element.textContent.trim().slice(0, 60))"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_tooltips_stay_within_the_window_of_a_phone(phone: Page, name: str) -> None:
    phone.goto(name)
    links = phone.locator("article a.ev-link:visible")
    assert links.count(), "this page has no numbers with tooltips"
    for place in sorted({0, links.count() // 2, links.count() - 1}):
        link = links.nth(place)
        link.scroll_into_view_if_needed()
        box = link.evaluate(
            """link => {
              link.focus({focusVisible: true});
              const {x, y, right, bottom, width} = link.nextElementSibling.getBoundingClientRect();
              return {x, y, right, bottom, width};
            }"""
        )
        assert box["width"] > 0, f"number {place} shows no tooltip"
        assert min(box["x"], box["y"]) >= 0, f"number {place}: {box}"
        assert box["right"] <= 390, f"number {place}: {box}"
        assert box["bottom"] <= 844, f"number {place}: {box}"


@pytest.mark.parametrize("name", sorted({*PAGES, *WITH_TABLES, *BARE, *WITH_CHARTS}))
def test_nothing_is_cut_off_that_cannot_be_moved_into_sight(phone: Page, name: str) -> None:
    phone.goto(name)
    phone.evaluate("document.querySelectorAll('.claim details').forEach(each => each.open = true)")
    assert phone.evaluate(CLIPPED) == []


@pytest.mark.parametrize("name", WITH_TABLES)
def test_captions_are_read_without_moving_the_table(phone: Page, name: str) -> None:
    phone.goto(name)
    captions = phone.locator("article table > caption:visible")
    assert captions.count()
    for caption in captions.all():
        box = caption.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390, caption.text_content()


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_a_chart_on_a_phone_keeps_its_size_and_can_be_moved(phone: Page, name: str) -> None:
    phone.goto(name)
    figure = phone.locator("article figure:has(> img)").first
    figure.locator("img").evaluate("image => image.decode()")
    image, caption = figure.locator("img").bounding_box(), figure.locator("figcaption")
    assert image is not None
    assert image["width"] >= 600
    figure.evaluate("figure => figure.scrollBy(10_000, 0)")
    moved, said = figure.locator("img").bounding_box(), caption.bounding_box()
    assert moved is not None
    assert said is not None
    assert moved["x"] + moved["width"] <= 390
    assert said["x"] >= 0, "the caption left with the chart"


def test_the_letters_of_the_map_can_be_read_on_a_phone(phone: Page) -> None:
    phone.goto("question.html")
    scale, smallest = phone.locator(".tile-map-scroll svg").evaluate(
        """svg => [
          svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
          Math.min(...[...svg.querySelectorAll('text')].map(
            text => parseFloat(getComputedStyle(text).fontSize))),
        ]"""
    )
    assert scale * smallest >= 11


@pytest.mark.parametrize("selector", ["table.book-table", "table.ev-figures"])
def test_a_table_may_be_parted_on_paper(phone: Page, selector: str) -> None:
    phone.emulate_media(media="print")
    phone.goto("plan.html" if "book" in selector else "evidence/cqrb-2022.html")
    table = phone.locator(selector).first
    assert table.evaluate("table => getComputedStyle(table).breakInside") == "auto"


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("contradictions.html", "article section section"),
        ("plan.html", "article section section"),
        ("evidence/wanzhou-plan.html", "article tr[id]"),
        ("evidence/reforms.html", "article tr[id]"),
    ],
)
def test_a_link_finds_its_place_though_what_is_above_was_not_drawn(
    phone: Page, name: str, places: str
) -> None:
    phone.goto(name)
    ids = phone.locator(places).evaluate_all("all => all.map(each => each.id)")
    for place in ids[:: max(1, len(ids) // 6)]:
        phone.goto("cite.html")
        phone.goto(f"{name}#{place}")
        phone.wait_for_timeout(200)  # what comes into sight is drawn, and may move the rest
        top, at_end = phone.evaluate(
            """id => [
              document.getElementById(id).getBoundingClientRect().top,
              scrollY + innerHeight > document.documentElement.scrollHeight - 3,
            ]""",
            place,
        )
        assert 0 <= top <= 220 or at_end, f"{place} stands at {top}"


def test_code_names_a_font_that_draws_chinese(phone: Page) -> None:
    phone.goto("reading.html")
    family = phone.locator("article pre").first.evaluate("pre => getComputedStyle(pre).fontFamily")
    assert "Noto Sans SC" in family
