"""The tile map has every district and county once, each where it can be read and reached."""

from pathlib import Path

import pytest

from chongqing_livelihood.present.places import DISTRICTS
from chongqing_livelihood.present.sphinx_tiles import STEPS, TILES, _shade, draw_tiles
from tests.present.book_project import BookProject

NOT_ON_THE_MAP = {"两江新区", "重庆高新区"}  # zones that lie within districts


def test_every_district_has_a_tile_of_its_own() -> None:
    assert set(TILES) == set(DISTRICTS) - NOT_ON_THE_MAP
    assert len(set(TILES.values())) == len(TILES)
    assert len(set(TILES) - {"万盛经开区"}) == 38


@pytest.mark.parametrize(
    ("nearer", "than", "axis"),
    [
        ("城口县", "秀山县", 0),
        ("荣昌区", "巫山县", 1),
        ("万州区", "万盛经开区", 0),
        ("大足区", "涪陵区", 1),
    ],
)
def test_north_is_up_and_west_is_left(nearer: str, than: str, axis: int) -> None:
    assert TILES[nearer][axis] < TILES[than][axis]


def test_shades_follow_the_steps() -> None:
    assert [_shade(number) for number in (0, 1, 9, 10, 49, 50, 999)] == [0, 1, 1, 2, 2, 3, 3]
    assert [words for _, words in STEPS] == ["none", "1 to 9", "10 to 49", "50 or more"]


def test_each_tile_prints_its_number_and_names() -> None:
    svg = draw_tiles({"垫江县": 8}, "all.html")
    assert svg.count("<rect") == len(TILES) + len(STEPS)
    assert "?place=Dianjiang%20%28%E5%9E%AB%E6%B1%9F%E5%8E%BF%29" in svg
    assert "Dianjiang: 8 figures" in svg
    assert svg.count("<a ") == 1


@pytest.fixture
def project(tmp_path: Path) -> BookProject:
    project = BookProject(tmp_path)
    project.extensions = ["sphinx_claims", "sphinx_tiles"]
    project.tables["places"] = [
        {"place": "垫江县", "n_figures": "8"}, {"place": "巫山县", "n_figures": "0"},
    ]  # fmt: skip
    project.pages["uses"] = (
        "# Uses\n\nText.\n\n```{tile-map}\n:name: map\n:caption: Figures *by place*\n```\n"
    )
    return project


def test_the_map_is_a_figure_with_caption_and_words(project: BookProject) -> None:
    assert project.build() == ""
    figure = project.page("uses").select_one("figure#map")
    assert figure is not None
    assert "Figures by place" in figure.get_text()
    svg = figure.select_one("svg")
    assert svg is not None
    assert "No figure is about Wushan (巫山县)." in str(svg["aria-label"])


def test_the_map_follows_the_table(project: BookProject) -> None:
    project.build()
    project.tables["places"][0]["n_figures"] = "9"
    assert project.build() == ""
    assert project.read == ["uses"]


def test_other_builders_say_the_map(project: BookProject) -> None:
    assert project.build("text") == ""
    assert "Dianjiang (垫江县) 8" in (project.folder / "text" / "uses.txt").read_text("utf-8")
    assert project.build("gettext") == ""
    assert "Figures *by place*" in (project.folder / "gettext" / "uses.pot").read_text("utf-8")


def test_no_table_is_a_warning(project: BookProject) -> None:
    project.tables.clear()
    assert "uses.md:5: WARNING: tile-map: no table of places" in project.build()
