"""The sidecars of the source texts, and the proof that the data stand in the texts."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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

if TYPE_CHECKING:
    from pydantic import BaseModel

SOURCES_VARIABLE = "CHONGQING_SOURCES"


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
    from pydantic import ValidationError

    data = data or find_data()
    model = sidecar_model()
    sidecars: dict[str, dict[str, str | int]] = {}
    problems = []
    for path in sorted((data.raw / "sources").glob("*.yml")):
        name = data.name(path)
        try:
            record = model.model_validate(yaml.safe_load(read_text(path, name)))
        except ValidationError as error:
            for case in error.errors():
                where = ".".join(map(str, case["loc"])) or "the file"
                problems.append(
                    Problem(name, 0, f"{where}: {case['msg']}, found {case['input']!r}")
                )
            continue
        except yaml.YAMLError as error:
            problems.append(Problem(name, 0, f"is not YAML ({str(error).splitlines()[0]})"))
            continue
        sidecars[path.stem] = record.model_dump()
        if record.model_dump()["id"] != path.stem:
            problems.append(Problem(name, 0, f"id must be {path.stem!r}, as the file is named"))
    if not sidecars and not problems:
        problems.append(Problem(data.name(data.raw / "sources"), 0, "holds no sidecars (*.yml)"))
    if problems:
        raise DataError(problems)
    return sidecars


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


def source_text(sidecar: Mapping[str, str | int], folder: Path) -> str | None:
    """Return a source text, or None if the folder does not hold it."""
    path = folder / str(sidecar["file"])
    return path.read_text(encoding="utf-8") if path.is_file() else None


def sources_folder(folder: str | Path | None = None) -> Path | None:
    """Return the folder of the source texts: the given one, else that of the environment.

    Raises:
        DataError: If one is named that does not exist.
    """
    named = folder or os.environ.get(SOURCES_VARIABLE)
    if not named:
        return None
    if not Path(named).is_dir():
        sentence = f"is not a folder: point {SOURCES_VARIABLE} at the folder of the source texts"
        raise DataError([Problem(str(named), 0, sentence)])
    return Path(named)


def verify(
    folder: str | Path | None = None, data: DataFolder | None = None
) -> tuple[Verification, ...]:
    """Prove that every token stands in its source text where the data say.

    For each source whose text is at hand: sha256, length in characters, and for every coded row
    ``text[start:end] == token``.

    Args:
        folder: Where the texts lie; else the environment variable CHONGQING_SOURCES.
        data: The data folder.

    Raises:
        DataError: If the raw data cannot be read at all.

    >>> {proof.verdict for proof in verify()} <= {"proved", "not run"}
    True
    """
    data = data or find_data()
    texts = sources_folder(folder)
    proofs = []
    for source, sidecar in read_sidecars(data).items():
        rows = read_coded_rows(source, data)
        path = texts / str(sidecar["file"]) if texts else None
        if path is None or not path.is_file():
            proofs.append(Verification(source, len(rows), "not run"))
            continue
        problems = _compare(sidecar, rows, path.read_bytes(), data)
        verdict: Literal["failed", "proved"] = "failed" if problems else "proved"
        proofs.append(Verification(source, len(rows), verdict, tuple(problems)))
    return tuple(proofs)


def _compare(
    sidecar: Mapping[str, str | int], rows: list[Row], content: bytes, data: DataFolder
) -> list[Problem]:
    record = data.name(data.raw / "sources" / f"{sidecar['id']}.yml")
    coded = data.name(data.raw / "figures" / f"{sidecar['id']}.csv")
    if (found := hashlib.sha256(content).hexdigest()) != sidecar["sha256"]:
        sentence = (
            f"sha256 of {sidecar['file']} is {found[:12]}…, recorded is "
            f"{str(sidecar['sha256'])[:12]}…: this is another text, get the recorded one"
        )
        return [Problem(record, 0, sentence)]
    text = content.decode("utf-8")
    problems = []
    if len(text) != sidecar["characters"]:
        sentence = f"characters is {sidecar['characters']}, the text has {len(text)}: correct it"
        problems.append(Problem(record, 0, sentence))
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        if (printed := text[start:end]) != row["text"]:
            sentence = (
                f"{sidecar['id']}[{start}:{end}]: expected {row['text']!r}, found {printed!r}: "
                "correct start, end or text"
            )
            problems.append(Problem(coded, int(row[LINE]), sentence))
    return problems


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
