"""The Chinese font: where it lies, and web subsets of it. Knows no charts and no pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

FAMILY: Final = "Noto Sans SC"
CHINESE: Final = re.compile(r"[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Characters that the Chinese font draws: ideographs, their punctuation, full-width forms."""


def find_font() -> Path:
    """Return the path of Noto Sans SC, which the package zhplot carries (licence: OFL 1.1).

    Raises:
        FileNotFoundError: If the package is not installed, or lost its font.
    """
    package = find_spec("zhplot")  # not imported: that would load matplotlib
    for folder in package.submodule_search_locations or () if package else ():
        path = Path(folder) / "fonts" / "NotoSansSC-Regular.ttf"
        if path.is_file():
            return path
    raise FileNotFoundError("Noto Sans SC is missing: install the package zhplot")


def find_chinese(texts: Iterable[str]) -> set[str]:
    """Return the characters of the texts that the Chinese font draws.

    >>> sorted(find_chinese(["垫江县 is Dianjiang"]))
    ['县', '垫', '江']
    """
    return {character for text in texts for character in CHINESE.findall(text)}


def common_characters() -> set[str]:
    """Return the 3,755 common characters of GB 2312, level 1: what a reader may search for."""
    # Rows 16 to 55 of the standard, 94 cells each; the last row stops after 89.
    codes = (bytes((row + 160, cell + 160)) for row in range(16, 56) for cell in range(1, 95))
    return {code.decode("gb2312") for code in codes if code < b"\xd7\xfa"}


def write_subset(characters: Iterable[str], folder: Path, name: str) -> str:
    """Write a woff2 font of the given characters, unless it is there already.

    The same characters always give the same bytes and the same name, which carries their hash.

    Returns:
        The file's name.
    """
    wanted = "".join(sorted(set(characters)))
    font = find_font()
    seal = hashlib.sha256(f"{font.stat().st_size} {wanted}".encode()).hexdigest()[:10]
    path = folder / f"{name}-{seal}.woff2"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(".part")
        scratch.write_bytes(_subset(font, wanted))
        scratch.replace(path)
    return path.name


def write_ranges(characters: Iterable[str]) -> str:
    """Return the characters as a CSS ``unicode-range``.

    >>> write_ranges("ABCx")
    'U+41-43,U+78'
    """
    ranges: list[list[int]] = []
    for code in sorted({ord(character) for character in characters}):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in ranges)


def _subset(font: Path, characters: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        flavor="woff2", layout_features=["*"], hinting=False, notdef_outline=True
    )
    with TTFont(font, recalcTimestamp=False) as original:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(original)
        original.flavor = "woff2"
        out = BytesIO()
        original.save(out)
    return out.getvalue()
