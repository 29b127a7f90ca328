"""The glossary: a Chinese term, an English name and a pronunciation for each entry, none twice."""

import re
from pathlib import Path

BOOK = Path(__file__).parents[2] / "book"
BLOCK = re.compile(r"^```\{glossary\}\n(.*?)^```$", re.S | re.M)
CHINESE = re.compile(r"[\u3400-\u9fff]")
USED = re.compile(r"\{term\}`(?:[^`<]*<)?([^`<>]+)>?`")


def entries() -> list[tuple[list[str], str]]:
    """Return the terms and the definition of each entry."""
    text = "\n\n".join(BLOCK.findall((BOOK / "glossary.md").read_text("utf-8")))
    found = []
    for part in re.split(r"\n\n+(?=\S)", text.strip()):
        lines = part.splitlines()
        terms = [line for line in lines if not line.startswith("  ")]
        found.append((terms, " ".join(line.strip() for line in lines[len(terms) :])))
    return found


def test_each_entry_has_both_languages_and_a_pronunciation() -> None:
    assert len(entries()) >= 60
    for terms, definition in entries():
        assert len(terms) == 2, terms
        chinese, english = terms
        assert CHINESE.search(chinese), terms
        assert not CHINESE.search(english), terms
        assert re.match(r"\*[a-z'A-Z āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü()]+\*[,.]", definition), definition
        assert definition.endswith("."), terms
        assert not re.search(r"\d", re.sub(r"20\d\d", "", definition)), f"{chinese}: a number"


def test_no_term_stands_twice() -> None:
    terms = [term for both, _ in entries() for term in both]
    assert sorted(set(terms)) == sorted(terms)


def test_terms_used_in_the_book_are_explained() -> None:
    known = {term for both, _ in entries() for term in both}
    pages = [path for path in BOOK.rglob("*.md") if not {"_build", "_generated"} & set(path.parts)]
    used = [(path, term) for path in pages for term in USED.findall(path.read_text("utf-8"))]
    assert used
    for path, term in used:
        assert term in known, f"{path.relative_to(BOOK)}: {term} is not in the glossary"
