"""Sphinx extension: pages wait for no script that they do not need at once.

The theme loads the whole search index into every page, for results while one types. This book has
a page of results instead, so only that page loads it. Icons are drawn while the page is written
and not by a script (see `icons`). Formulas are set when MathJax comes; the page does not wait.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.icons import UnknownIcon, draw_icons

logger = logging.getLogger(__name__)

_SEARCH: Final = re.compile(
    r'[ \t]*<script src="[^"]*(?:_static/searchtools|_static/language_data|searchindex)\.js">'
    r"</script>\n?"
)
_MATHS: Final = re.compile(r'<script defer(?:="defer")? (?=src="[^"]*_static/mathjax/)')


class LighterTemplates(BuiltinTemplateLoader):
    """The templates of the theme, written with fewer scripts to wait for."""

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Return a page."""
        html = _MATHS.sub("<script async ", super().render(template, context))
        try:
            html = draw_icons(html)
        except UnknownIcon as wrong:
            logger.warning("%s", wrong, location=context.get("pagename"))
        return html if context.get("pagename") == "search" else drop_search(html)


def drop_search(html: str) -> str:
    """Return a page without the search index and what reads it.

    >>> drop_search('<script src="../searchindex.js"></script>')
    ''
    """
    return _SEARCH.sub("", html)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the bridge to the templates, unless the configuration names one."""
    if not app.config.template_bridge:
        app.config.template_bridge = f"{__name__}.{LighterTemplates.__name__}"
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
