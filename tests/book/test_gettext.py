"""The whole book can be translated: a pseudo-translated one builds, and leaves no word behind.

Every message, of the pages and of the code, is put between two marks, as a translator would
replace it; then no word of the built pages may stand outside such marks, unless it is marked as
English: what the data say, and what a notebook said when it was run.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag

from chongqing_livelihood.present.locale import DOMAIN
from chongqing_livelihood.present.messages import TEMPLATE, gather_messages, write_template
from tests.book.test_glossary import entries

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT / "book" / "_generated" / "evidence.json"
LANGUAGE = "qps"  # kept free for such tests
LEFT, RIGHT = "⟦", "⟧"
IN_ANOTHER_LANGUAGE = (
    f"[lang]:not([lang={LANGUAGE}]), [translate=no], code, pre, script, style, math, "
    ".math, .citation, .headerlink"
)
"""What is no word, or has a language of its own; works are cited as they are called."""

BY_SPHINX = ".admonition-title, .caption-number, .std-numref"
"""Words of Sphinx itself, which it translates by its own catalogue."""

AS_IT_IS = {"GWh", "SHA-256", "Toggle hidden content"}
"""A unit, a method, and the button of an extension that has no catalogue."""

SAID = ("title", "alt", "aria-label", "aria-description", "placeholder")
"""Attributes that a reader sees or hears."""

FILE = r"[\w-]+\.(?:csv|parquet|json|yml|ipynb|py)\b"
OTHER = re.compile("|".join([*map(re.escape, sorted(AS_IT_IS)), FILE]))
WORD = re.compile(r"[A-Za-z]{3,}")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("book")]


def translate(message: str) -> str:
    """Return a message as a foreign language would have it: all of it, and its markup, changed."""
    return f"{LEFT}{message}{RIGHT}"


def translate_all(pots: Path, locale: Path) -> dict[str, set[str]]:
    """Write a catalogue for each template and return the messages of each."""
    # A translator gives a term one name everywhere; here each keeps its own.
    terms = {term for both, _ in entries() for term in both}
    found: dict[str, set[str]] = {}
    for pot in sorted(pots.rglob("*.pot")):
        name = pot.relative_to(pots).with_suffix("")
        with pot.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            if message.id:
                text = str(message.id)
                message.string = text if text in terms else translate(text)
                found.setdefault(name.as_posix(), set()).add(text)
        target = (locale / LANGUAGE / "LC_MESSAGES" / name).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, catalogue)
    return found


def sphinx(folder: Path, builder: str, *options: str) -> None:
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-q", "-W", "--keep-going", "-n"]
    output = folder.parent / builder
    done = subprocess.run(
        [*command, *options, "-d", str(folder.parent / f"doctrees-{builder}"), str(folder), output],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        pytest.fail(f"{builder}: {done.stderr[-3000:]}", pytrace=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, html: Path) -> Path:
    """A copy of the sources of the book, with what the pipeline has put into them."""
    root = tmp_path_factory.mktemp("translated")
    shutil.copytree(ROOT / "book", root / "book", ignore=shutil.ignore_patterns("_build"))
    for name in ("CHANGELOG.md", "data", "benchmarks"):  # pages include parts of these
        (root / name).symlink_to(ROOT / name)
    call = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", call, "config", "sphinx", str(root / "book")]
    subprocess.run(command, check=True, capture_output=True)
    return root / "book"


@pytest.fixture(scope="module")
def messages(folder: Path) -> dict[str, set[str]]:
    sphinx(folder, "gettext", "-D", "gettext_compact=0")
    return translate_all(folder.parent / "gettext", folder / "locale")


def translate_words(locale: Path) -> None:
    """Write the catalogue of what code says."""
    catalogue = gather_messages(EVIDENCE)
    for message in catalogue:
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        said = tuple(translate(str(form)) for form in forms)
        if message.id:
            message.string = said if len(said) > 1 else said[0]
    with (locale / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalogue)


@pytest.fixture(scope="module")
def pages(folder: Path, messages: dict[str, set[str]]) -> Path:
    translate_words(folder / "locale")
    sphinx(
        folder, "html", "-D", f"language={LANGUAGE}", "-D", "locale_dirs=locale",
        "-D", "gettext_compact=0", "-D", "gettext_auto_build=0",
    )  # fmt: skip
    return folder.parent / "html"


def words_of_filter(table: Tag) -> list[str]:
    """Return what the form above a table says; its places are no words."""
    words = json.loads(str(table["data-words"])).values()
    return [re.sub(r"\{\w+\}", "", word) for word in words]


def unmarked(text: str) -> str:
    """Return what stands outside the marks, each piece of it on a line."""
    depth, kept = 0, []
    for piece in re.split(f"([{LEFT}{RIGHT}])", text):
        depth += (piece == LEFT) - (piece == RIGHT)
        if depth == 0 and piece != RIGHT:
            kept.append(piece)
    return "\n".join(kept)


def untranslated(html: str, terms: Collection[str] = ()) -> list[str]:
    """Return what a page says outside the marks and not in another language."""
    article = BeautifulSoup(html, "html.parser").select_one("article")
    if article is None:
        return []
    for other in article.select(f"{IN_ANOTHER_LANGUAGE}, {BY_SPHINX}"):
        if not other.decomposed:
            other.decompose()
    for work in article.select(".bibtex-citation [title]"):
        del work["title"]
    said = [str(tag[name]) for tag in article.find_all(True) for name in SAID if tag.get(name)]
    said += [word for tag in article.select("[data-words]") for word in words_of_filter(tag)]
    for text in article.find_all(string=lambda text: text.strip() in terms):
        text.replace_with("")
    pieces = [
        piece for each in (*said, article.get_text("\n")) for piece in unmarked(each).split("\n")
    ]
    return [piece.strip() for piece in pieces if WORD.search(OTHER.sub("", piece))]


def test_every_page_has_its_messages(messages: dict[str, set[str]], folder: Path) -> None:
    for path in folder.rglob("*.md"):
        if not {"_build", "_generated", "executed"} & set(path.relative_to(folder).parts):
            name = path.relative_to(folder).with_suffix("").as_posix()
            assert messages.get(name), f"{name} has nothing to translate"
    assert any(name.startswith("executed/") for name in messages), "no notebook has messages"


def test_roles_captions_and_definitions_are_messages(messages: dict[str, set[str]]) -> None:
    everything = {message for found in messages.values() for message in found}
    for sign in ("{val}`", "{term}`", "{cite:p}`", "{ctx}`", "{reform}`", "{doc}`"):
        assert any(sign in message for message in everything), f"no message has {sign}"
    for terms, definition in entries():
        assert any(definition in " ".join(m.split()) for m in messages["glossary"]), terms


def test_a_translated_book_builds_and_no_word_is_left(pages: Path) -> None:
    terms = {term for both, _ in entries() for term in both}
    left = {
        page.relative_to(pages).as_posix(): words
        for page in sorted(pages.rglob("*.html"))
        if not {"_static", "genindex.html", "search.html"} & {*page.parts}
        if (words := list(dict.fromkeys(untranslated(page.read_text("utf-8"), terms))))
    }
    assert left == {}


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>⟦Visits rose by <a>23.67%</a> in <b>all</b>.⟧</p>", []),
        ("<p>⟦Visits⟧ rose</p>", ["rose"]),
        ("<p>Visits ⟦rose⟧</p><p>⟦by⟧</p>", ["Visits"]),
        ("<p>⟦more than ⟦5⟧⟧ persons</p>", ["persons"]),
        ('<p><span lang="en">beds</span> <i lang="zh-Hans">床位</i> <code>beds</code> kB</p>', []),
        ('<p title="Claim">⟦x⟧</p>', ["Claim"]),
        ('<a href="x" aria-label="⟦no figures⟧">figures.csv</a>', []),
        ("<dt>gap</dt>", []),
        ('<table data-words="{&quot;any&quot;: &quot;⟦any⟧&quot;}"></table>', []),
        ('<table data-words="{&quot;any&quot;: &quot;any {number}&quot;}"></table>', ["any"]),
    ],
)
def test_the_finder_finds_what_is_left(html: str, left: list[str]) -> None:
    assert untranslated(f"<article>{html}</article>", {"gap"}) == left


def test_what_quotes_the_data_says_its_language(pages: Path) -> None:
    for name in ("evidence/cqrb-2022", "executed/02_outpatient_growth"):
        page = BeautifulSoup((pages / f"{name}.html").read_text("utf-8"), "html.parser")
        assert page.html is not None
        assert page.html["lang"] == LANGUAGE
        assert page.select('article [lang="en"]')


def test_an_english_page_marks_no_english(html: Path) -> None:
    for name in ("evidence/cqrb-2022", "executed/02_outpatient_growth", "contradictions"):
        assert '<span lang="en"' not in (html / f"{name}.html").read_text("utf-8")


def test_the_template_has_every_word_of_the_code() -> None:
    assert TEMPLATE.read_text("utf-8") == write_template(EVIDENCE), "run: doit run words"


def test_roles_still_lead_to_the_evidence(pages: Path) -> None:
    intro = BeautifulSoup((pages / "intro.html").read_text("utf-8"), "html.parser")
    links = intro.select("a.ev-link")
    assert links
    assert all(re.search(r"\d", link.get_text()) for link in links)
    assert any(f"{LEFT}% a year{RIGHT}" in link.get_text() for link in links)
    assert "{val}" not in intro.get_text()
