"""Sphinx extension: what the pages load, put into the book so that no other host is asked.

The Chinese font as two web subsets: the characters of this book, which every page may load, and
the other common ones, which a browser fetches only when a reader types one. MathJax without the
parts that nothing here needs. Chinese words in the text are marked as such.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.fileutil import copy_asset
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present import fonts
from chongqing_livelihood.present.evidence_html import CHINESE
from chongqing_livelihood.present.places import NAMES

STYLE: Final = "chinese.css"
_FACE: Final = (
    '@font-face {{ font-family: "{family}"; font-weight: 100 900; font-display: swap;\n'
    '  src: url("fonts/{file}") format("woff2"); unicode-range: {ranges}; }}\n'
)
_ANY_CHINESE: Final = "U+2E80-2FDF,U+3000-30FF,U+3400-9FFF,U+F900-FAFF,U+FF00-FFEF"
_BETWEEN_TAGS: Final = re.compile(r">([^<>]+)<")
_MARKED: Final = ("language-zh-Hans",)


def write_assets(app: Sphinx, env: BuildEnvironment) -> None:
    """Once all pages are read, and before any is written, put the font and MathJax in place."""
    if app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    shelf = Path(app.srcdir, "_generated", "fonts")  # made once, kept from build to build
    book = fonts.find_chinese(_texts(env))
    faces = {
        "common": (fonts.common_characters(), _ANY_CHINESE),
        "book": (book, fonts.write_ranges(book)),  # the last face that has a character draws it
    }
    style = ""
    for name, (characters, ranges) in faces.items():
        if characters:
            file = fonts.write_subset(characters, shelf, name)
            copy_asset(str(shelf / file), str(static / "fonts"))
            style += _FACE.format(family=fonts.FAMILY, file=file, ranges=ranges)
    (static / STYLE).write_text(style, "utf-8")
    package = find_spec("sphinx-mathjax-offline")
    for folder in package.submodule_search_locations or () if package else ():
        mathjax = Path(folder, "static", "mathjax")
        fonts_of_maths = Path("output", "chtml", "fonts", "woff-v2")
        (static / "mathjax").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(mathjax / "tex-chtml.js", static / "mathjax" / "tex-chtml.js")
        copy_asset(str(mathjax / fonts_of_maths), str(static / "mathjax" / fonts_of_maths))


def link_assets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Link the font's style sheet, and take MathJax off the pages that have no formula."""
    if "pathto" in context:
        href = context["pathto"](f"_static/{STYLE}", 1)
        context["metatags"] = (
            f'{context.get("metatags", "")}\n<link rel="stylesheet" href="{href}">'
        )
    if not app.env.get_domain("math").has_equations(pagename):  # type: ignore[attr-defined]
        # Sphinx leaves the scripts of a page with formulas on the next page that it writes.
        context["script_files"] = [
            script for script in context.get("script_files", ()) if not _is_maths(script)
        ]


def mark_language(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark every run of Chinese in the text, so that it is set and read out as Chinese."""
    if app.builder.format != "html":
        return
    for text in list(doctree.findall(nodes.Text)):
        if CHINESE.search(text) and not _is_marked(text):
            text.parent.replace(text, list(_split(str(text))))
    for raw in doctree.findall(nodes.raw):
        if raw.get("format") == "html" and not re.search(r"<(?:script|svg)|lang=", raw.astext()):
            html = _BETWEEN_TAGS.sub(lambda found: f">{_mark_html(found[1])}<", raw.astext())
            raw.children = [nodes.Text(html)]


def _texts(env: BuildEnvironment) -> Iterator[str]:
    """Yield everything that the pages may say."""
    config = env.config
    yield json.dumps([config.html_title, config.html_theme_options, NAMES], ensure_ascii=False)
    files = [config.evidence_file, "_toc.yml", *getattr(config, "bibtex_bibfiles", ())]
    tables = Path(env.srcdir, getattr(config, "tables_folder", "_no_tables")).glob("*.csv")
    for path in (*(Path(env.srcdir, file) for file in files), *sorted(tables)):
        if path.is_file():
            yield path.read_text("utf-8")
    for docname in sorted(env.found_docs):
        path = Path(env.doc2path(docname))
        text = path.read_text("utf-8")
        yield json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".ipynb" else text


def _is_maths(script: Any) -> bool:
    name, body = getattr(script, "filename", "") or "", script.attributes.get("body") or ""
    return "mathjax" in str(name) or "window.MathJax" in body


def _is_marked(text: nodes.Text) -> bool:
    """Tell whether a text stands where no mark belongs, or where there is one already."""
    node = text.parent
    while node is not None:
        if isinstance(node, nodes.literal | nodes.literal_block | nodes.raw | nodes.math):
            return True
        if any(mark in node.get("classes", ()) for mark in _MARKED):
            return True
        node = node.parent
    return False


def _split(text: str) -> Iterator[nodes.Node]:
    """Yield the text in pieces, the Chinese ones as marked spans."""
    end = 0
    for found in CHINESE.finditer(text):
        if found.start() > end:
            yield nodes.Text(text[end : found.start()])
        yield nodes.inline("", found[0], classes=list(_MARKED))
        end = found.end()
    if end < len(text):
        yield nodes.Text(text[end:])


def _mark_html(text: str) -> str:
    return CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("env-updated", write_assets)
    app.connect("html-page-context", link_assets, priority=900)
    app.connect("doctree-resolved", mark_language, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
