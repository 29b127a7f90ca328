"""The sidecars of the source texts, and the proof that the data stand in the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml

from chongqing_livelihood.data.columns import SOURCE_PATTERN
from chongqing_livelihood.data.files import (
    LINE,
    DataError,
    DataFolder,
    Problem,
    Row,
    find_data,
    read_rows,
    read_text,
)
from chongqing_livelihood.data.raw_tables import RAW_FIGURES
from chongqing_livelihood.data.schema import check_table
from chongqing_livelihood.data.texts import SOURCES_VARIABLE, read_source_text
from chongqing_livelihood.data.texts import (
    sources_folder as sources_folder,  # noqa: PLC0414 (others take it from here)
)

if TYPE_CHECKING:
    from pydantic import BaseModel

LONGEST = 40
"""Characters of a wrong value that a message still repeats."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` did with one source: proved, not run for want of the text, or problems."""

    source: str
    tokens: int
    verdict: Literal["proved", "not run", "failed"]
    problems: tuple[Problem, ...] = field(default=())

    def __str__(self) -> str:
        match self.verdict:
            case "proved":
                return f"{self.source}: sha256, length and {self.tokens} tokens stand as recorded"
            case "not run":
                return f"{self.source}: not run, the text is not at hand (see {SOURCES_VARIABLE})"
        return "\n".join(map(str, self.problems))


def sidecar_model() -> type[BaseModel]:
    """Return the pydantic model of a sidecar: the bibliographic record of one source text."""
    from pydantic import BaseModel, ConfigDict, Field

    class Sidecar(BaseModel):
        model_config = ConfigDict(frozen=True, extra="forbid")

        id: Annotated[str, Field(pattern=rf"^{SOURCE_PATTERN}$")]
        file: Annotated[str, Field(pattern=r"^[^/\\]+\.txt$")]
        title: str
        title_en: Annotated[str, Field(min_length=1)]
        publisher: str
        publisher_basis: Literal["printed", "inferred", "not printed"]
        publisher_how: Annotated[str, Field(min_length=1)]
        published: Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d){0,2})?$")]
        published_basis: Literal["printed", "inferred"]
        published_how: Annotated[str, Field(min_length=1)]
        number: str
        series: str
        language: str
        sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
        characters: Annotated[int, Field(gt=0)]
        licence: Annotated[str, Field(min_length=1)]
        note: str

    return Sidecar


def read_sidecars(data: DataFolder | None = None) -> dict[str, dict[str, str | int]]:
    """Return the sidecar of each source by its id, in the order of the ids.

    Raises:
        DataError: If a sidecar is not YAML, lacks a field, has one too many, or a wrong value.

    >>> read_sidecars()["wanzhou-plan"]["published"]
    '2023-06-05'
    """
    problems: list[Problem] = []
    sidecars = sift_sidecars(data or find_data(), problems)
    if problems:
        raise DataError(problems)
    return sidecars


def sift_sidecars(data: DataFolder, problems: list[Problem]) -> dict[str, dict[str, str | int]]:
    """Return the sidecars that are right, by id; append what is wrong with the others."""
    from pydantic import ValidationError

    model = sidecar_model()
    sidecars: dict[str, dict[str, str | int]] = {}
    paths = sorted((data.raw / "sources").glob("*.yml"))
    for path in paths:
        name = data.name(path)
        try:
            record = model.model_validate(yaml.safe_load(read_text(path, name))).model_dump()
        except ValidationError as error:
            problems += [Problem(name, 0, _wrong_field(case)) for case in error.errors()]
            continue
        except yaml.YAMLError as error:
            problems.append(Problem(name, 0, f"is not YAML ({str(error).splitlines()[0]})"))
            continue
        except DataError as error:
            problems += error.problems
            continue
        if record["id"] != path.stem:
            problems.append(Problem(name, 0, f"id must be {path.stem!r}, as the file is named"))
            continue
        sidecars[path.stem] = record
    if not paths:
        problems.append(Problem(data.name(data.raw / "sources"), 0, "holds no sidecars (*.yml)"))
    return sidecars


def list_sources(data: DataFolder, problems: list[Problem]) -> tuple[list[str], set[str]]:
    """Return the sources whose figures can be read, and those that have lost a file.

    A source has a sidecar and a file of figures. What has only one of them is a problem of its
    own, and nothing else is to be said of its figures.
    """
    recorded = {path.stem: path for path in (data.raw / "sources").glob("*.yml")}
    coded = {path.stem: path for path in (data.raw / "figures").glob("*.csv")}
    for source in recorded.keys() ^ coded.keys():
        sidecar = data.raw / "sources" / f"{source}.yml"
        figures = data.raw / "figures" / f"{source}.csv"
        if source in coded:
            sentence = f"has no sidecar {data.name(sidecar)}: write one"
            problems.append(Problem(data.name(figures), 0, sentence))
        else:
            sentence = f"has no figures {data.name(figures)}: restore them from git, or code them"
            problems.append(Problem(data.name(sidecar), 0, sentence))
    return sorted(recorded.keys() & coded.keys()), recorded.keys() ^ coded.keys()


def read_coded_rows(source: str, data: DataFolder | None = None) -> list[Row]:
    """Return the coded rows of one source (figures, dates, ordinals, labels), checked.

    Raises:
        DataError: If the file is missing or any row breaks the schema; all rows are named.
    """
    problems: list[Problem] = []
    rows, _ = sift_coded_rows(source, data or find_data(), problems)
    if problems:
        raise DataError(problems)
    return rows


def sift_coded_rows(
    source: str, data: DataFolder, problems: list[Problem]
) -> tuple[list[Row], list[Row]]:
    """Return the rows of one source that are right and those that are not; append the problems."""
    path = data.raw / "figures" / f"{source}.csv"
    name = data.name(path)
    try:
        rows = read_rows(path, RAW_FIGURES.names, name)
    except DataError as error:
        problems += error.problems
        return [], []
    found = check_table(RAW_FIGURES, rows, name)
    lines = {problem.line for problem in found}
    found += _misplaced([row for row in rows if int(row[LINE]) not in lines], name)
    lines |= {problem.line for problem in found}
    problems += found
    right = [row for row in rows if int(row[LINE]) not in lines]
    return right, [row for row in rows if int(row[LINE]) in lines]


def verify(
    folder: str | Path | None = None, data: str | Path | DataFolder | None = None
) -> tuple[Verification, ...]:
    """Prove that every token stands in its source text where the data say.

    For each source whose text is at hand: sha256, length in characters, and for every coded row
    ``text[start:end] == token``. Where no folder is named at all, nothing is run; a named folder
    that lacks a text is a failure.

    Args:
        folder: Where the texts lie; else the environment variable CHONGQING_SOURCES.
        data: A data folder; else the checkout's, else the copy installed with the package.

    Returns:
        For each source its verdict: proved, not run, or failed with its problems.

    Raises:
        DataError: If the raw data cannot be read at all, or the named folder does not exist.

    >>> {proof.verdict for proof in verify()} <= {"proved", "not run"}
    True
    """
    data = find_data(data)
    texts = sources_folder(folder)
    proofs = []
    for source, sidecar in read_sidecars(data).items():
        rows = read_coded_rows(source, data)
        if texts is None:
            proofs.append(Verification(source, len(rows), "not run"))
            continue
        problems = _compare(sidecar, rows, texts, data)
        verdict: Literal["failed", "proved"] = "failed" if problems else "proved"
        proofs.append(Verification(source, len(rows), verdict, tuple(problems)))
    return tuple(proofs)


def compare_with_texts(data: DataFolder) -> list[Problem]:
    """Return every row that does not stand in its text, of the texts that are at hand.

    Rows that break the schema, and texts that are not there, are left to others to report.

    Raises:
        DataError: If the environment names a folder of texts that does not exist.
    """
    texts = sources_folder()
    if texts is None:
        return []
    problems: list[Problem] = []
    for source, sidecar in sift_sidecars(data, []).items():
        if (texts / str(sidecar["file"])).is_file():
            problems += _compare(sidecar, sift_coded_rows(source, data, [])[0], texts, data)
    return problems


def _compare(
    sidecar: Mapping[str, str | int], rows: Sequence[Row], texts: Path, data: DataFolder
) -> list[Problem]:
    coded = data.name(data.raw / "figures" / f"{sidecar['id']}.csv")
    source = read_source_text(sidecar, texts, data)
    problems = list(source.problems)
    for row in rows if source.text else ():
        start, end = int(row["start"]), int(row["end"])
        if (printed := source.text[start:end]) != row["text"]:
            sentence = (
                f"{sidecar['id']}[{start}:{end}]: expected {row['text']!r}, found {printed!r}: "
                "correct start, end or text"
            )
            problems.append(Problem(coded, int(row[LINE]), sentence))
    return problems


def _wrong_field(case: Mapping[str, Any]) -> str:
    """Return what is wrong with one field of a sidecar, without repeating the whole record."""
    where = ".".join(map(str, case["loc"]))
    if not where:
        return "is no record: write one line a field, as the other sidecars do"
    if case["type"] == "missing":
        return f"{where} is missing: fill it in, or leave it '' where nothing is printed"
    if case["type"] == "extra_forbidden":
        return f"{where} is no field of a sidecar: correct its name, or remove it"
    found = repr(case["input"])
    shown = found if len(found) <= LONGEST else f"{found[:LONGEST]}…"
    return f"{where}: {case['msg']}, found {shown}"


def _misplaced(rows: list[Row], name: str) -> list[Problem]:
    """Return the rows whose span is empty, of another length than the token, or taken."""
    problems = []
    furthest, holder = 0, ""
    for row in sorted(rows, key=lambda row: int(row["start"])):
        start, end, line = int(row["start"]), int(row["end"]), int(row[LINE])
        if end - start != len(row["text"]):
            sentence = (
                f"the span {start} to {end} has {end - start} characters, the token "
                f"{row['text']!r} has {len(row['text'])}: correct start or end"
            )
            problems.append(Problem(name, line, sentence))
        if start < furthest:
            sentence = f"{row['text']!r} at {start} overlaps {holder!r}: each digit has one row"
            problems.append(Problem(name, line, sentence))
        if end > furthest:
            furthest, holder = end, row["text"]
    return problems
