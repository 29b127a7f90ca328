"""Sphinx extension: ``{tile-map}``, a schematic map of Chongqing coloured by reported figures.

Every district and county is a tile of one size, near where it lies. No boundary is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.evidence_html import page_uri
from chongqing_livelihood.present.locale import _, mark, plural
from chongqing_livelihood.present.places import NAMES, name_place
from chongqing_livelihood.present.sphinx_facts import find_facts

# As few and as narrow columns as the names allow: the page scales the map, and its letters with it.
WIDTH: Final = 76
HEIGHT: Final = 62
GAP: Final = 3
STEPS: Final = (
    (0, mark("none")), (1, mark("1 to 9")), (10, mark("10 to 49")), (50, mark("50 or more")),
)  # fmt: skip
"""The fewest figures of each shade, and what the key says."""

_ROWS: Final = (
    "- - - - - - - - 城口县 - -",
    "- - - - - - - 开州区 - 巫溪县 -",
    "- - - - - - 梁平区 万州区 云阳县 奉节县 巫山县",
    "- 潼南区 合川区 - - 垫江县 忠县 石柱县 - - -",
    "大足区 铜梁区 璧山区 北碚区 渝北区 长寿区 涪陵区 丰都县 - - -",
    "荣昌区 永川区 沙坪坝区 渝中区 江北区 - 武隆区 彭水县 黔江区 - -",
    "- - 九龙坡区 大渡口区 南岸区 - - - 酉阳县 - -",
    "- - 江津区 巴南区 南川区 - - - 秀山县 - -",
    "- - - 綦江区 万盛经开区 - - - - - -",
)
TILES: Final[Mapping[str, tuple[int, int]]] = {
    place: (row, column)
    for row, line in enumerate(_ROWS)
    for column, place in enumerate(line.split())
    if place != "-"
}
"""Row, from the north, and column, from the west, of each place."""

logger = logging.getLogger(__name__)


class tile_map(nodes.General, nodes.Element):
    """The place of the map, and the figures of each place."""


class TileMap(SphinxDirective):
    """The map with its caption."""

    option_spec = {"caption": directives.unchanged_required, "name": directives.unchanged}  # type: ignore[assignment]  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Count the figures of each place."""
        domain = find_facts(self.env)
        domain.take(self.env.docname, "table", "places")
        try:
            rows = domain.read_table("places")
            counts = {row["place"]: int(row["n_figures"]) for row in rows}
        except (FileNotFoundError, KeyError, ValueError) as error:
            message = f"tile-map: no table of places: {error}"
            logger.warning(message, location=self.get_location(), type="facts", subtype="map")
            return []
        figure = nodes.figure("", tile_map("", counts=counts), classes=["tile-map"])
        if caption := self.options.get("caption"):
            content, _ = self.state.inline_text(caption, self.lineno)
            said = nodes.caption(caption, "", *content)
            self.set_source_info(said)
            figure += said
        self.set_source_info(figure)
        self.add_name(figure)
        if not figure["ids"]:
            figure["ids"].append(f"tile-map-{self.lineno}")
        return [figure]


def describe_tiles(counts: Mapping[str, int]) -> str:
    """Return what a reader who cannot see the map needs to know.

    >>> describe_tiles({"垫江县": 8, "巫山县": 0})
    'Figures by place: Dianjiang (垫江县) 8. No figure is about Wushan (巫山县).'
    """
    told = sorted((p for p in TILES if counts.get(p)), key=lambda p: -counts[p])
    silent = [name_place(place) for place in TILES if counts.get(place) == 0]
    numbers = ", ".join(f"{name_place(place)} {counts[place]:,}" for place in told)
    text = _("Figures by place: {numbers}.").format(numbers=numbers)
    if not silent:
        return text
    lack = _("No figure is about {places}.").format(places=", ".join(silent))
    return f"{text} {lack}"


def draw_tiles(counts: Mapping[str, int], filtered: str = "") -> str:
    """Return the map as SVG for a page; shades are classes, each tile prints its number.

    Args:
        counts: Figures of each place, by its Chinese name.
        filtered: Address of the table of all figures; where given, each tile leads there.
    """
    tiles = []
    for place, (row, column) in TILES.items():
        number = counts.get(place, 0)
        x, y = column * WIDTH, row * HEIGHT
        middle = x + (WIDTH - GAP) / 2
        english = _("High-tech") if len(NAMES[place]) > 12 else _(NAMES[place])
        tile = (
            f'<rect x="{x}" y="{y}" width="{WIDTH - GAP}" height="{HEIGHT - GAP}" rx="4"/>'
            f'<text x="{middle}" y="{y + 17}" lang="zh-Hans">{place}</text>'
            f'<text x="{middle}" y="{y + 33}">{escape(english)}</text>'
            f'<text x="{middle}" y="{y + 51}" class="tile-number">{number or "–"}</text>'
        )
        figures = (
            plural("{number} figure", "{number} figures", number) if number else _("no figures")
        )
        said = escape(f"{_(NAMES[place])}: {figures}")  # the tile has the Chinese name
        if filtered and number:
            href = f"{filtered}?place={quote(name_place(place))}"
            tile = f'<a href="{escape(href)}" aria-label="{said}">{tile}</a>'
        tiles.append(f'<g class="tile tile-{_shade(number)}"><title>{said}</title>{tile}</g>')
    for shade, (_least, words) in enumerate(STEPS):
        y = (5 + shade) * 26
        tiles.append(
            f'<g class="tile tile-{shade}" aria-hidden="true">'
            f'<rect x="0" y="{y - 125}" width="24" height="20" rx="3"/>'
            f'<text x="32" y="{y - 110}" class="tile-key">{escape(_(words))}</text></g>'
        )
    region = escape(_("Tile map"))
    columns = 1 + max(column for _, column in TILES.values())
    box = f"0 0 {columns * WIDTH} {len(_ROWS) * HEIGHT}"
    return (
        '<div class="tile-map-scroll" tabindex="0" role="region" '
        f'aria-label="{region}">'
        f'<svg viewBox="{box}" role="group" aria-label="{escape(describe_tiles(counts))}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(tiles)}</svg></div>'
    )


def _shade(number: int) -> int:
    return max(shade for shade, (least, _) in enumerate(STEPS) if number >= least)


def fill_maps(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Draw the maps; where no picture can be drawn, say what it would show."""
    for place in list(doctree.findall(tile_map)):
        if app.builder.format == "html":
            table = "evidence/all"
            linked = table in app.env.found_docs and app.builder.name != "singlehtml"
            address = page_uri(app.builder, docname, table) if linked else ""
            place.replace_self(nodes.raw("", draw_tiles(place["counts"], address), format="html"))
        else:
            place.replace_self(nodes.paragraph("", describe_tiles(place["counts"])))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("chongqing_livelihood.present.sphinx_facts")
    app.add_node(tile_map)
    app.add_directive("tile-map", TileMap)
    app.connect("doctree-resolved", fill_maps)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
