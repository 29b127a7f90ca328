"""The source texts, wherever they lie: is each the recorded one, and can it be read?"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chongqing_livelihood.data.files import DataError, DataFolder, Problem

SOURCES_VARIABLE = "CHONGQING_SOURCES"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source text as it was found: its characters, or why it cannot be used."""

    text: str
    problems: tuple[Problem, ...] = ()


def sources_folder(folder: str | Path | None = None) -> Path | None:
    """Return the folder of the source texts: the given one, else that of the environment.

    Raises:
        DataError: If one is named that does not exist.
    """
    named = (os.environ.get(SOURCES_VARIABLE) or None) if folder is None else folder
    if named is None:
        return None
    if not named or not Path(named).is_dir():
        sentence = f"is not a folder: point {SOURCES_VARIABLE} at the folder of the source texts"
        raise DataError([Problem(str(named) or "the empty name", 0, sentence)])
    return Path(named)


def read_source_text(
    sidecar: Mapping[str, str | int], folder: Path, data: DataFolder
) -> SourceText:
    """Return a source text, once it is known to be the one that the sidecar records.

    Everything that compares data with texts reads them here: the file must be there, be UTF-8,
    and have the recorded sha256 and length.
    """
    record = data.name(data.raw / "sources" / f"{sidecar['id']}.yml")
    path = folder / str(sidecar["file"])
    if not path.is_file():
        sentence = (
            f"{sidecar['file']} is not in {folder}: put the text there, or name the folder that "
            "holds it"
        )
        return SourceText("", (Problem(record, 0, sentence),))
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = f"is not UTF-8 (byte {error.start}): save it as UTF-8, or get the recorded text"
        return SourceText("", (Problem(str(path), 0, sentence),))
    if (found := hashlib.sha256(content).hexdigest()) != sidecar["sha256"]:
        sentence = (
            f"sha256 of {sidecar['file']} is {found[:12]}…, recorded is "
            f"{str(sidecar['sha256'])[:12]}…: this is another text, get the recorded one"
        )
        return SourceText("", (Problem(record, 0, sentence),))
    if len(text) != sidecar["characters"]:
        sentence = f"characters is {sidecar['characters']}, the text has {len(text)}: correct it"
        return SourceText(text, (Problem(record, 0, sentence),))
    return SourceText(text)
