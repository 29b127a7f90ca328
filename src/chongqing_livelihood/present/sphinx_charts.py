"""Sphinx extension: ``{chart}``, the chart of a notebook shown in a chapter under its own number.

A chart is numbered once, on the page of its notebook, and shown wherever it helps; each showing
carries that number as a link to the page. Draws nothing itself.
"""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.locale import data_classes

FOLDER: Final = "executed"
_OWN_CHART: Final = re.compile(r'<figure\b[^>]*\bid="chart-[^"]*"')

logger = logging.getLogger(__name__)


class chart_copy(nodes.General, nodes.Element):
    """A chart of another page, with its caption."""


class chart_caption(nodes.General, nodes.Element):
    """What stands under the chart: its number, then a sentence."""


class Chart(SphinxDirective):
    """A notebook's chart, with a caption of the chapter's own or else the notebook's."""

    required_arguments = 1
    option_spec = {"caption": directives.unchanged_required}  # type: ignore[assignment]  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Leave a place for the chart: the notebook's page may not have been read yet."""
        stem = self.arguments[0].strip()
        # A chapter is written again when the notebook's page has changed.
        page = f"{FOLDER}/{stem}"
        self.env.note_dependency(self.env.doc2path(page))
        name = nodes.fully_normalize_name(f"chart-{stem}")
        copy = chart_copy("", page=page, name=name)
        number = addnodes.pending_xref(
            "", nodes.inline(name, name), refdomain="std", reftype="numref", reftarget=name,
            refexplicit=False, refwarn=True, refdoc=self.env.docname,
        )  # fmt: skip
        caption = chart_caption("", nodes.paragraph("", "", number, translatable=False))
        if text := self.options.get("caption"):
            content, messages = self.state.inline_text(text, self.lineno)
            said = nodes.paragraph(text, "", *content)
            self.set_source_info(said)
            caption += [said, *messages]
        copy += caption
        self.set_source_info(copy)
        self.set_source_info(number)
        return [copy]


def fill_charts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the picture, and the notebook's caption where a chapter gives none, into each place."""
    for place in doctree.findall(chart_copy):
        chart = _find_chart(app, place["page"], place["name"])
        if chart is None:
            message = f"there is no chart {place['name']!r} on {place['page']}: name a notebook"
            logger.warning(message, location=place, type="chart", subtype="unknown")
            continue
        images = list(chart.findall(nodes.image))
        drawn = [image for image in images if str(image["uri"]).endswith(".svg")]
        scalable = "image/svg+xml" in app.builder.supported_image_types
        chosen = (drawn if scalable and drawn else [i for i in images if i not in drawn])[:1]
        caption = next(place.findall(chart_caption))
        if len(caption) == 1:
            for said in chart.findall(nodes.caption):
                own = [child.deepcopy() for child in said.children]
                caption += nodes.paragraph("", "", *own)
        for image in chosen:
            shown = image.deepcopy()
            shown["classes"] += data_classes()  # the notebook describes it in English
            place.insert(0, shown)


def renumber(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have every page written again when a figure's number moved: Sphinx would leave old ones."""
    numbers = {page: dict(kinds) for page, kinds in env.toc_fignumbers.items() if kinds}
    before = getattr(env, "chart_numbers", numbers)
    env.chart_numbers = numbers  # type: ignore[attr-defined]
    return [] if numbers == before else sorted(env.found_docs)


def _find_chart(app: Sphinx, page: str, name: str) -> nodes.Element | None:
    if page not in app.env.found_docs:
        return None
    figures = app.env.get_doctree(page).findall(nodes.figure)
    return next((figure for figure in figures if name in figure["names"]), None)


def _open_figure(self: Any, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "figure", CLASS="align-default chart", tabindex="0"))


def _close_figure(self: Any, node: nodes.Element) -> None:
    self.body.append("</figure>\n")


def _open_caption(self: Any, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "figcaption", ""))


def _close_caption(self: Any, node: nodes.Element) -> None:
    self.body.append("</figcaption>\n")


def let_focus(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the keyboard reach a notebook's charts too: on a narrow screen they scroll."""
    if "body" in context:
        context["body"] = _OWN_CHART.sub(r'\g<0> tabindex="0"', context["body"])


def _nothing(self: Any, node: nodes.Element) -> None:
    pass


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    plain = (_nothing, _nothing)
    app.add_node(chart_copy, html=(_open_figure, _close_figure), text=plain, latex=plain)
    app.add_node(chart_caption, html=(_open_caption, _close_caption), text=plain, latex=plain)
    app.add_directive("chart", Chart)
    app.connect("doctree-resolved", fill_charts)
    app.connect("html-page-context", let_focus)
    # Late, when Sphinx has counted.
    app.connect("env-get-updated", renumber, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
