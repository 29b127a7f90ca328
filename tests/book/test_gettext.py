"""All prose can be translated: a pseudo-translated book builds, and leaves no sentence behind.

Every message is put between two marks, as a translator would replace it; then no prose of the
built pages may stand outside such marks. What code writes (numbers, tables of evidence, charts)
is not prose.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag

from tests.book.test_glossary import entries

ROOT = Path(__file__).parents[2]
LANGUAGE = "qps"  # kept free for such tests
LEFT, RIGHT = "⟦", "⟧"
MADE_BY_CODE = (
    ".cell_output, .cell_input, .ev-table, .ev-about, .ev-tip, .claim-grade, .claim details, "
    ".citation, .tile-map-scroll, .toctree-wrapper, [id^='parameters-'], summary, "
    ".claims :is(caption, thead), tbody, table.dataframe"
)
WORDS = re.compile(r"[A-Za-z]{3,}.*[A-Za-z]{3,}")

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


@pytest.fixture(scope="module")
def pages(folder: Path, messages: dict[str, set[str]]) -> Path:
    sphinx(
        folder, "html", "-D", f"language={LANGUAGE}", "-D", "locale_dirs=locale",
        "-D", "gettext_compact=0", "-D", "gettext_auto_build=0",
    )  # fmt: skip
    return folder.parent / "html"


def untranslated(page: Path) -> Iterator[str]:
    """Yield the prose of a page that is not between the marks."""
    article = BeautifulSoup(page.read_text("utf-8"), "html.parser").select_one("article")
    if article is None:
        return
    for made in article.select(MADE_BY_CODE):
        made.decompose()
    for part in article.select("p, h1, h2, h3, h4, dt, figcaption, caption, li"):
        own = "".join(
            piece.get_text() if isinstance(piece, Tag) else str(piece)
            for piece in part.children
            if not (isinstance(piece, Tag) and piece.name in ("p", "ul", "ol", "dl"))
        ).strip()
        if WORDS.search(own) and LEFT not in own and part.name != "dt":
            yield f"{page.stem}: {own[:70]}"


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


def test_a_translated_book_builds_and_no_sentence_is_left(pages: Path) -> None:
    left = [
        line
        for page in sorted(pages.rglob("*.html"))
        if not {"_static", "genindex.html", "search.html"} & {*page.parts}
        for line in untranslated(page)
    ]
    assert left == []


def test_roles_still_lead_to_the_evidence(pages: Path) -> None:
    intro = BeautifulSoup((pages / "intro.html").read_text("utf-8"), "html.parser")
    links = intro.select("a.ev-link")
    assert links
    assert all(LEFT not in link.get_text() for link in links)
    assert "{val}" not in intro.get_text()
