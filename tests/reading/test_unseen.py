"""Sentences written, and coded by hand, before the reader had seen them.

``unseen.txt`` groups them by the kind of text whose wording they follow. What is coded stands
in braces: ``{近3.5万户=35000 nearly household}`` is a figure (value or low~high, qualifier
unless exact, unit), ``{5G:label}`` a label, date or ordinal. Nothing else may be found in them.
``specifications.txt`` holds short inputs of the Chinese specifications of Recognizers-Text
(MIT licence) with the values that these give, in base units and percent.
"""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from chongqing_livelihood.reading import Figure, extract_figures
from chongqing_livelihood.reading.qualifiers import AFTER, BEFORE

FOLDER = Path(__file__).parent
MARK = re.compile(r"\{([^{}=]+?)(?:=([^{}]+)|:(\w+))\}")
QUALIFIERS = {"exact", "some", *BEFORE, *AFTER}
Coded = tuple[int, str, str, str, str, str]


def read_groups() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for line in (FOLDER / "unseen.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            group = groups.setdefault(line[2:], [])
        else:
            group.append(line)
    return groups


def read_marks(line: str) -> tuple[str, list[Coded]]:
    text, coded, end = "", list[Coded](), 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        value, *words = (mark[2] or "").split() or [""]
        qualifier = words.pop(0) if words and words[0] in QUALIFIERS else "exact"
        unit = words[0] if words else ""
        kind = mark[3] or "figure"
        coded.append((len(text), mark[1], kind, value, qualifier if mark[2] else "", unit))
        text, end = text + mark[1], mark.end()
    return text + line[end:], coded


def show_number(figure: Figure) -> str:
    if figure.value is not None:
        return f"{round(figure.value, 4).normalize():f}"
    return f"{figure.low:f}~{figure.high:f}" if figure.low is not None else ""


def find(text: str) -> list[Coded]:
    return [
        (f.start, f.text, f.kind, show_number(f), f.qualifier, f.unit)
        for f in extract_figures(text)
    ]


GROUPS = read_groups()
SPECIFIED = (FOLDER / "specifications.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("group", GROUPS)
def test_finds_what_was_coded_and_nothing_else(group: str) -> None:
    wrong = []
    for line in GROUPS[group]:
        text, coded = read_marks(line)
        if find(text) != coded:
            wrong.append((text, set(find(text)) ^ set(coded)))
    assert wrong == []


def test_marks_are_many_and_of_every_kind() -> None:
    coded = [mark for lines in GROUPS.values() for line in lines for mark in read_marks(line)[1]]
    assert len(coded) >= 600
    assert {kind for _, _, kind, *_ in coded} == {"figure", "date", "ordinal", "label"}
    assert {qualifier for *_, qualifier, _ in coded} == {*QUALIFIERS, ""}


@pytest.mark.parametrize("line", SPECIFIED)
def test_agrees_with_the_specifications_of_recognizers_text(line: str) -> None:
    text, _, values = line.rpartition("=")
    wanted = [v if "~" in v else f"{round(Decimal(v), 4).normalize():f}" for v in values.split()]
    found = [show_number(f) for f in extract_figures(text.strip()) if f.kind == "figure"]
    assert found == wanted
