"""Sphinx extension: pages wait for no script that they do not need at once.

The theme loads the whole search index into every page, for results while one types. This book has
a page of results instead, so only that page loads it. The icons, a script of more than a
megabyte, are drawn when they come; the page does not wait for them.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util.typing import ExtensionMetadata

_SEARCH: Final = re.compile(
    r'[ \t]*<script src="[^"]*(?:_static/searchtools|_static/language_data|searchindex)\.js">'
    r"</script>\n?"
)
_ICONS: Final = re.compile(r'<script defer (?=src="[^"]*_static/scripts/fontawesome\.js)')


class LighterTemplates(BuiltinTemplateLoader):
    """The templates of the theme, written with fewer scripts to wait for."""

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Return a page."""
        html = super().render(template, context)
        return html if context.get("pagename") == "search" else lighten(html)


def lighten(html: str) -> str:
    """Return a page that does not wait for the search index or for icons.

    >>> lighten('<script src="../searchindex.js"></script>')
    ''
    >>> lighten('<script defer src="_static/scripts/fontawesome.js?digest=5"></script>')
    '<script async src="_static/scripts/fontawesome.js?digest=5"></script>'
    """
    return _ICONS.sub("<script async ", _SEARCH.sub("", html))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the bridge to the templates, unless the configuration names one."""
    if not app.config.template_bridge:
        app.config.template_bridge = f"{__name__}.{LighterTemplates.__name__}"
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
