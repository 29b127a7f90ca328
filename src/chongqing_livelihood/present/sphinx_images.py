"""Sphinx extension: an image without a text in its place stops the strict build.

A page's ``![text](file)`` and a notebook's chart alike; what the theme draws is its own affair.
Whether a text says what the image shows, only a reader can tell.
"""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.book import CELL

_TAG: Final = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SAID: Final = re.compile(r"\balt\s*=\s*(\"\s*[^\s\"]|'\s*[^\s'])", re.IGNORECASE)

logger = logging.getLogger(__name__)


def name_images(app: Sphinx, document: nodes.document) -> None:
    """Warn of each image on the page that was read which has no text in its place."""
    bare: list[tuple[str, nodes.Node]] = [
        (str(image["uri"]), image)
        for image in document.findall(nodes.image)
        if not str(image.get("alt", "")).strip()
    ]
    for raw in document.findall(nodes.raw):
        tags = _TAG.findall(raw.astext()) if raw.get("format") == "html" else []
        bare += [(tag, raw) for tag in tags if not _SAID.search(tag)]
    # The same chart comes as SVG and as PNG.
    at = [(_line(node), what) for what, node in bare]
    for line, what in dict.fromkeys((n, "the chart" if n >= CELL else what) for n, what in at):
        logger.warning(
            f"no text in the place of an image: say what {what} shows",
            location=(app.env.docname, line or None),
            type="image",
            subtype="alt",
        )


def _line(given: nodes.Node) -> int:
    """Return the line on which a node, or what it stands in, begins; 0 if nothing says."""
    node: nodes.Node | None = given
    while node is not None:
        if node.line:
            return int(node.line)
        node = node.parent
    return 0


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("doctree-read", name_images)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
