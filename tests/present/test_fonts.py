from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from chongqing_livelihood.present import fonts

SOME = "重庆垫江县门诊量直骨复关（，。）"


def test_the_font_is_found_without_loading_matplotlib() -> None:
    assert fonts.find_font().name == "NotoSansSC-Regular.ttf"


def test_the_font_has_every_common_character() -> None:
    common = fonts.common_characters()
    assert len(common) == 3755
    with TTFont(fonts.find_font()) as font:
        assert {ord(character) for character in common} <= set(font.getBestCmap())


def test_a_subset_holds_what_was_asked_for_and_little_else(tmp_path: Path) -> None:
    name = fonts.write_subset(SOME, tmp_path, "some")
    path = tmp_path / name
    with TTFont(BytesIO(path.read_bytes())) as font:
        assert set(font.getBestCmap()) == {ord(character) for character in SOME}
        assert font.flavor == "woff2"
    assert path.stat().st_size < 20_000


def test_a_subset_is_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    one = fonts.write_subset(SOME, tmp_path / "a", "some")
    two = fonts.write_subset(reversed(SOME + SOME), tmp_path / "b", "some")
    assert one == two
    assert (tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / two).read_bytes()


def test_a_subset_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / fonts.write_subset("垫", tmp_path, "some")
    path.write_bytes(b"kept")
    fonts.write_subset("垫", tmp_path, "some")
    assert path.read_bytes() == b"kept"
    assert fonts.write_subset("江", tmp_path, "some") != path.name


@pytest.mark.parametrize(
    ("text", "ranges"),
    [("", ""), ("垫", "U+57AB"), ("一丁", "U+4E00-4E01"), ("ab垫", "U+61-62,U+57AB")],
)
def test_ranges(text: str, ranges: str) -> None:
    assert fonts.write_ranges(text) == ranges


def test_punctuation_that_latin_shares_is_left_to_the_latin_font() -> None:
    assert fonts.find_chinese(["“a” — 1–2 · 垫，江"]) == set("垫，江")
