"""Icons of the theme, written into a page as drawings.

The theme marks an icon as an empty ``<i>`` and lets a script of more than a megabyte (Font Awesome
Free; its icons are under CC BY 4.0) draw it in the browser. The drawings are read from that script
instead, once a build, so that a page carries the dozen that it shows and no script.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

SCRIPT: Final = Path(
    "theme", "pydata_sphinx_theme", "static", "scripts", "fontawesome.js"
)  # in the package of the theme
PACKS: Final = {"fas": "fa-solid", "far": "fa-regular", "fab": "fa-brands"}
CREDIT: Final = "<!-- Icons: Font Awesome Free, CC BY 4.0 -->"
_LINK: Final = re.compile(r'<script [^>]*src="[^"]*_static/scripts/fontawesome\.js[^>]*></script>')
_MARK: Final = re.compile(r'<i\s+class="([^"]*\bfa-[^"]*)"([^>]*)></i>')
_SIZES: Final = {"fa-lg", "fa-xs", "fa-sm", "fa-xl", "fa-2x", "fa-fw"}


class UnknownIcon(LookupError):
    """The theme asks for an icon that its script does not have."""


def draw_icons(html: str) -> str:
    """Return a page with its icons drawn, and without the script that would draw them.

    Args:
        html: The page, as the theme's templates write it.

    Raises:
        UnknownIcon: If the theme's script does not hold an icon of the page.

    >>> page = '<i class="fa-solid fa-bars" data-mode="x"></i>'
    >>> draw_icons(page)[:73]
    '<svg class="svg-inline--fa fa-solid fa-bars" data-mode="x" aria-hidden="t'
    """
    return _MARK.sub(lambda mark: _draw(mark[1], mark[2]), _LINK.sub(CREDIT, html))


def _draw(classes: str, attributes: str) -> str:
    names = classes.split()
    pack = next((PACKS.get(n, n) for n in names if PACKS.get(n, n) in PACKS.values()), "fa-solid")
    name = next(n for n in names if n.startswith("fa-") and n not in {*PACKS.values(), *_SIZES})
    width, height, path = find_icon(pack, name.removeprefix("fa-"))
    # What a drawing's title says, the button around it says already.
    kept = re.sub(r'\s*\btitle="[^"]*"', "", attributes)
    return (
        f'<svg class="svg-inline--fa {escape(" ".join(names))}"{kept} aria-hidden="true" '
        f'viewBox="0 0 {width} {height}"><path fill="currentColor" d="{path}"></path></svg>'
    )


@cache
def find_icon(pack: str, name: str) -> tuple[int, int, str]:
    """Return the width, the height and the path of an icon, from the theme's script.

    Args:
        pack: ``fa-solid``, ``fa-regular`` or ``fa-brands``.
        name: As Font Awesome names it, without ``fa-``.

    Raises:
        UnknownIcon: If the script does not hold it.

    >>> find_icon("fa-solid", "bars")[:2]
    (448, 512)
    """
    text = _read_script()
    # A pack's drawings stand before the call that registers them, and after that of another pack.
    ends = {other: text.find(f'("{other}",') for other in PACKS.values()}
    end = ends.get(pack, -1)
    start = max((at for at in ends.values() if at < end), default=0)
    drawing = re.compile(rf'[{{,]"?{re.escape(name)}"?:\[(\d+),(\d+),\[[^\]]*\],"\w+","([^"]+)"\]')
    found = drawing.search(text, max(start, 0), end) if end >= 0 else None
    if not found:
        raise UnknownIcon(
            f"the theme asks for the icon {name!r} of {pack!r}, which its own script "
            f"({SCRIPT.name}) does not have: pin the theme to the version in requirements.lock"
        )
    return int(found[1]), int(found[2]), found[3]


@cache
def _read_script() -> str:
    package = find_spec("pydata_sphinx_theme")
    folders = package.submodule_search_locations if package else None
    path = Path((folders or ["."])[0], SCRIPT)
    return path.read_text("utf-8") if path.is_file() else ""
