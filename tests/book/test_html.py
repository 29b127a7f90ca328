"""What the built pages must have: links that lead somewhere, nothing from outside, order."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

pytestmark = pytest.mark.slow

LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
CHINESE = re.compile(r"[\u3400-\u9fff]")
LIMIT = 250_000
NOT_PAGES = {"genindex.html", "search.html", "index.html"}


@cache
def read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@cache
def anchors(path: Path) -> frozenset[str]:
    return frozenset(["", *(str(tag["id"]) for tag in read(path).find_all(id=True))])


def pages(html: Path) -> list[Path]:
    found = sorted(path for path in html.rglob("*.html") if "_static" not in path.parts)
    assert len(found) > 5
    return found


def prose(html: Path) -> list[tuple[str, Tag]]:
    """Return every page that was written by somebody, with its main part."""
    names = [(path.relative_to(html).as_posix(), path) for path in pages(html)]
    parts = [(name, read(path).select_one("article")) for name, path in names]
    found = [(name, part) for name, part in parts if part is not None and name not in NOT_PAGES]
    assert len(found) > 5, "the pages have their main part under another name"
    return found


def dead_links(html: Path) -> Iterator[str]:
    for page in pages(html):
        name = page.relative_to(html).as_posix()
        for tag in read(page).find_all(["a", *LOADED]):
            address = tag.get(LOADED.get(tag.name, "href"))
            if not address or urlsplit(str(address)).scheme:
                continue
            parts = urlsplit(str(address))
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if target.is_dir():
                target /= "index.html"
            if not target.is_file():
                yield f"{name}: {address} leads nowhere"
            elif target.suffix == ".html" and unquote(parts.fragment or "") not in anchors(target):
                yield f"{name}: {address}: no such anchor"


def outside_loads(html: Path) -> Iterator[str]:
    for page in pages(html):
        name = page.relative_to(html).as_posix()
        for tag in read(page).find_all(list(LOADED)):
            address = str(tag.get(LOADED[tag.name]) or "")
            if re.match(r"(?:[a-z]+:)?//", address):
                yield f"{name}: <{tag.name}> loads {address}"
    for sheet in html.rglob("*.css"):
        for address in re.findall(
            r"url\(\s*[\"']?((?:https?:)?//[^)\"']+)", sheet.read_text("utf-8")
        ):
            yield f"{sheet.relative_to(html)}: loads {address}"


def test_every_link_and_anchor_leads_somewhere(html: Path) -> None:
    assert list(dead_links(html)) == []


def test_nothing_is_loaded_from_another_host(html: Path) -> None:
    assert list(outside_loads(html)) == []


def test_headings_come_in_order(html: Path) -> None:
    for name, part in prose(html):
        levels = [int(tag.name[1]) for tag in part.find_all(re.compile(r"^h[1-6]$"))]
        assert levels[:1] == [1], f"{name}: the first heading is not its title"
        assert levels.count(1) == 1, f"{name}: more than one title"
        for before, after in pairwise(levels):
            assert after <= before + 1, f"{name}: h{after} follows h{before}"


def test_the_language_is_marked(html: Path) -> None:
    for page in pages(html):
        root = read(page).find("html")
        if page.name != "index.html":  # a redirect
            assert isinstance(root, Tag)
            assert root["lang"] == "en"
    for name, part in prose(html):
        for text in part.find_all(string=CHINESE):
            parents = list(text.parents)
            if any(parent.name in ("pre", "code", "script", "style") for parent in parents):
                continue
            marked = any(str(parent.get("lang", "")).startswith("zh") for parent in parents[:-1])
            assert marked, f"{name}: not marked as Chinese: {text.strip()[:40]}"


def test_every_image_says_what_it_shows(html: Path) -> None:
    images = [(name, image) for name, part in prose(html) for image in part.find_all("img")]
    assert images
    for name, image in images:
        alt = str(image.get("alt") or "")
        assert len(alt) > 20, f"{name}: {image.get('src')} has no text in its place"
        assert not alt.startswith("../_images"), f"{name}: {alt}"


def test_ids_are_unique_on_a_page(html: Path) -> None:
    for page in pages(html):
        ids = [str(tag["id"]) for tag in read(page).find_all(id=True)]
        twice = {i for i in ids if ids.count(i) > 1}
        assert not twice, f"{page.relative_to(html)}: {twice}"


def test_pages_are_light(html: Path) -> None:
    heavy = {path.name: path.stat().st_size for path in pages(html)}
    assert {name: size for name, size in heavy.items() if size > LIMIT} == {}


def test_pages_wait_for_no_script_that_only_the_search_needs(html: Path) -> None:
    for page in pages(html):
        if page.name != "index.html":  # a redirect
            scripts = [str(tag["src"]) for tag in read(page).select("script[src]")]
            searches = any("searchindex.js" in script for script in scripts)
            assert searches == (page.name == "search.html"), page.name
            assert not any("fontawesome" in script for script in scripts), page.name
            waiting = read(page).select("script[src*='mathjax']:not([async])")
            assert not waiting, page.name


def test_icons_are_drawings(html: Path) -> None:
    for page in pages(html):
        if page.name != "index.html":
            soup = read(page)
            assert not soup.select("i[class*='fa-']"), page.name
            assert soup.select("button.search-button__button svg > path[d]"), page.name


def test_every_figure_has_its_row(html: Path) -> None:
    rows = {
        str(row["id"])
        for page in (html / "evidence").rglob("*.html")
        for row in read(page).select("tr[id]")
    }
    links = [(name, link) for name, part in prose(html) for link in part.select("a.ev-link")]
    assert links
    for name, link in links:
        anchor = unquote(urlsplit(str(link["href"])).fragment)
        assert anchor in rows, f"{name}: {link['href']}"


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('<a href="no.html">x</a>', "leads nowhere"),
        ('<a href="#no">x</a>', "no such anchor"),
        ('<a href="b.html#no">x</a>', "no such anchor"),
        ('<img src="no.png">', "leads nowhere"),
    ],
)
def test_the_checker_finds_dead_links(tmp_path: Path, body: str, complaint: str) -> None:
    for name in "abcdef":
        (tmp_path / f"{name}.html").write_text(body if name == "a" else "<p id='p'>p</p>", "utf-8")
    (found,) = dead_links(tmp_path)
    assert complaint in found


@pytest.mark.parametrize(
    "body",
    [
        '<script src="https://cdn.example.org/x.js"></script>',
        '<img src="//example.org/x.png">',
        '<link rel="stylesheet" href="http://example.org/x.css">',
    ],
)
def test_the_checker_finds_outside_loads(tmp_path: Path, body: str) -> None:
    for name in "abcdef":
        (tmp_path / f"{name}.html").write_text(body if name == "a" else "<p>p</p>", "utf-8")
    assert len(list(outside_loads(tmp_path))) == 1
