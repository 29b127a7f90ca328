"""Prose types no number that the data could give: a role inserts it."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ALLOWED = Path(__file__).with_name("allowed_numbers.yml")

# What is no prose, in the order in which it is taken away; each leaves its line breaks behind.
NOT_PROSE = [
    re.compile(r"\A---\n.*?\n---\n", re.S),  # front matter
    re.compile(r"^(?P<fence>```+|~~~+|:::+)\{(?!admonition|note|tip|warning|figure|grid|claim\}).*?^(?P=fence)\s*?$",
               re.S | re.M),  # directives without prose
    re.compile(r"^(?P<fence>```+|~~~+)(?!\{).*?^(?P=fence)\s*?$", re.S | re.M),  # code
    re.compile(r"^:{3,}.*$|^`{3,}.*$|^:[\w-]+:.*$", re.M),  # fences of prose, and options
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"\{[\w:-]+\}`[^`]*`"),  # roles
    re.compile(r"(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)", re.S),  # code in a line
    re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.S),  # formulas
    re.compile(r"\]\([^)]*\)|<https?://[^>]*>|^\[[^\]]+\]:.*$", re.M),  # addresses of links
    re.compile(r"^\s*\d+[.)]\s", re.M),  # ordered lists
    re.compile(r"<[^>\n]+>"),
]  # fmt: skip
# The condition is no prose, its sentence is; the marks of both go, or the last would open code.
HOLDS = re.compile(r"\{holds\}(?P<tick>`+)(?:[^`|\"]|\"[^`\"]*\")*\|(?P<said>.*?)(?P=tick)", re.S)
NUMBER = re.compile(
    r"(?<![\w.])(?<![A-Za-z]-)\d+(?:,\d{3})*(?:\.\d+)*"
    r"(?:(?:th|st|nd|rd)\b|%(?!\w)|(?=[^\W\d])|(?!\w))"
)
YEAR = re.compile(r"(?:19|20)\d\d")


def prose_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the Markdown of a page, or of each Markdown cell, with its place."""
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    if path.suffix == ".md":
        yield name, path.read_text("utf-8")
        return
    for number, cell in enumerate(json.loads(path.read_text("utf-8"))["cells"], start=1):
        if cell["cell_type"] == "markdown":
            yield f"{name}, cell {number}", "".join(cell["source"])


def typed_numbers(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield every number typed in prose, with its line."""
    markdown = HOLDS.sub(
        lambda found: "\n" * (found[0].count("\n") - found["said"].count("\n")) + found["said"],
        markdown,
    )
    for pattern in NOT_PROSE:
        markdown = pattern.sub(lambda found: "\n" * found[0].count("\n") + " ", markdown)
    for line, text in enumerate(markdown.splitlines(), start=1):
        for found in NUMBER.finditer(text):
            if not YEAR.fullmatch(found[0]):
                yield line, found[0]


def pages() -> list[Path]:
    book = [
        path
        for path in sorted((ROOT / "book").rglob("*.md"))
        if not {"_build", "_generated", "executed"} & set(path.relative_to(ROOT).parts)
    ]
    return [*book, *sorted((ROOT / "notebooks").glob("*.ipynb"))]


def allowed() -> dict[str, Counter[str]]:
    listed: dict[str, Counter[str]] = {}
    for row in yaml.safe_load(ALLOWED.read_text("utf-8")) or []:
        listed.setdefault(row["page"], Counter()).update(map(str, row["numbers"]))
    return listed


@pytest.mark.parametrize("path", pages(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_number_is_typed(path: Path) -> None:
    listed = allowed().get(path.relative_to(ROOT).as_posix(), Counter())
    offenders = [
        f"{place}:{line}: {number}"
        for place, markdown in prose_of(path)
        for line, number in typed_numbers(markdown)
        if number not in listed
    ]
    assert not offenders, (
        "insert it with {val}`id`, or list it with a reason in tests/book/allowed_numbers.yml: "
        + "; ".join(offenders)
    )


def test_the_list_of_exceptions_is_no_longer_than_needed() -> None:
    for row in yaml.safe_load(ALLOWED.read_text("utf-8")) or []:
        assert row["reason"].strip()
        path = ROOT / row["page"]
        assert path.is_file(), row["page"]
        typed = {number for _, text in prose_of(path) for _, number in typed_numbers(text)}
        assert set(map(str, row["numbers"])) <= typed, f"{row['page']}: not typed any more"


@pytest.mark.parametrize(
    ("markdown", "numbers"),
    [
        ("Visits rose by 23.67%.", ["23.67%"]),
        ("Some 1,400 people came.", ["1,400"]),
        ("a 3-year plan, the 14th of them", ["3", "14th"]),
        ("# 46 kindergartens", ["46"]),
        ("| a | 5 |\n|---|---|\n| 6 | b |", ["5", "6"]),
        ("[12 beds](#cqrb-2022:1)", ["12"]),
        ("> 7 of them", ["7"]),
        ("1. first 9", ["9"]),
        ("```{note}\nOnly 8.\n```", ["8"]),
        (":::{admonition} Note\nOnly 8.\n:::", ["8"]),
        ("**12** and *13*", ["12", "13"]),
        ("about 30万 people", ["30"]),
        ("in 3,5 or 6; 1850; 14-16", ["3", "5", "6", "1850", "14", "16"]),
        ("从2018年到2021年", []),
        ("```{claim} x\n:holds: a:b > 4\nOnly 8.\n```", ["8"]),
        ("{holds}`a:b > 4|Only 8 came.`", ["8"]),
        ("{holds}`a:b > 4|Few came.` Then 9 did, and `x` stayed.", ["9"]),
        ('{holds}`ctx("a|b|2") > 4 * a:b|Only 8 came.`', ["8"]),
    ],
)
def test_the_finder_finds_offenders(markdown: str, numbers: list[str]) -> None:
    assert [number for _, number in typed_numbers(markdown)] == numbers


@pytest.mark.parametrize(
    "markdown",
    [
        "Since 2018, and until 2025, {val}`cqrb-2022:2569|.1f` more.",
        "Run `make -j 2`.",
        "```sh\nsleep 5\n```",
        "~~~\n5\n~~~",
        "```{evidence-table} cqrb-2022\n:limit: 5\n```",
        "$x^2 + 3$ and $$\n5\n$$",
        "[the plan](evidence/plan.html#5) and <https://example.org/5>",
        "<!-- 5 -->",
        "---\ntitle: 5\n---\nText",
        "1. first\n2. second",
        "the figure cqrb-2022 and SHA-256",
        '<span class="x5">text</span>',
    ],
)
def test_the_finder_leaves_the_rest_alone(markdown: str) -> None:
    assert list(typed_numbers(markdown)) == []


def test_lines_are_counted_as_the_author_sees_them() -> None:
    assert list(typed_numbers("---\na: 1\n---\n\n```\n5\n```\n\nOnly 8.")) == [(9, "8")]
