"""Every reform of the catalogue is told in one chapter, that of its field, and no other is."""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
ROLE = re.compile(r"\{reform\}`([a-z0-9-]+)(?:\|[^`]*)?`")
CHAPTER = {
    "assistance": "assistance",
    "childcare": "schools",
    "culture_sport": "environment",
    "education": "schools",
    "elderly": "care",
    "employment": "work",
    "environment": "environment",
    "finance": "services",
    "governance": "services",
    "health": "clinics",
    "housing": "environment",
    "industry": "services",
    "rural": "rural",
    "social_insurance": "assistance",
    "veterans": "assistance",
}
"""The chapter in ``book/fields`` that tells of a field of the catalogue."""

ELSEWHERE = {
    "fengjie-disability-care-centres": "care",  # assistance by its budget, care by what it does
    "fumin-loans": "rural",  # loans to farmers
    "poverty-microcredit": "rural",  # and to households of the countryside
}
"""Reforms that are told in the chapter of another field."""


def catalogue() -> dict[str, str]:
    """Return the field of each reform."""
    with (ROOT / "data" / "processed" / "reforms.csv").open(encoding="utf-8", newline="") as file:
        return {row["reform"]: row["domain"] for row in csv.DictReader(file)}


def named() -> dict[str, set[str]]:
    """Return the pages that name each reform, as ``fields/care``."""
    found: dict[str, set[str]] = {}
    for path in sorted(BOOK.rglob("*.md")):
        parts = path.relative_to(BOOK).with_suffix("")
        if not {"_build", "_generated", "executed"} & set(parts.parts):
            for slug in ROLE.findall(path.read_text("utf-8")):
                found.setdefault(slug, set()).add(parts.as_posix())
    return found


def misplaced(fields: Mapping[str, str], pages: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield each reform that is not told in exactly one chapter, the one that it belongs to."""
    for slug, field in fields.items():
        told = sorted(page for page in pages.get(slug, ()) if page.startswith("fields/"))
        wanted = f"fields/{ELSEWHERE.get(slug, CHAPTER[field])}"
        if told != [wanted]:
            yield f"{slug} ({field}) is told in {' and '.join(told) or 'none'}, not in {wanted}"


def test_every_reform_is_told_in_the_one_chapter_of_its_field() -> None:
    assert list(misplaced(catalogue(), named())) == []


def test_no_page_names_a_reform_that_is_not_in_the_catalogue() -> None:
    assert set(named()) <= set(catalogue())


def test_every_exception_is_one() -> None:
    fields = catalogue()
    for slug, chapter in ELSEWHERE.items():
        assert CHAPTER[fields[slug]] != chapter, f"{slug} is no exception"
    chapters = {path.stem for path in (BOOK / "fields").glob("*.md")}
    assert set(CHAPTER.values()) == chapters
    assert set(CHAPTER) == set(fields.values())


@pytest.mark.parametrize(
    ("pages", "complaint"),
    [
        (set(), "told in none, not in fields/clinics"),
        ({"growth"}, "told in none, not in fields/clinics"),
        ({"fields/care"}, "told in fields/care, not in fields/clinics"),
        ({"fields/care", "fields/clinics"}, "told in fields/care and fields/clinics, not in"),
    ],
)
def test_a_misplaced_reform_is_found(pages: set[str], complaint: str) -> None:
    (line,) = misplaced({"county-hires": "health"}, {"county-hires": pages})
    assert complaint in line
    assert list(misplaced({"county-hires": "health"}, {"county-hires": {"fields/clinics"}})) == []
