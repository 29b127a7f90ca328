"""What claims and tables are made of in Sphinx, and how each is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.evidence_grades import Grade
from chongqing_livelihood.present.evidence_html import CHINESE
from chongqing_livelihood.present.locale import _, data_classes

_SENTENCE: Final = 48
_NAME: Final = 7
"""Characters above which a cell holds a sentence, and a Chinese name more than one line."""


class claim_block(nodes.General, nodes.Element):
    """A claim: its text, its grade, and what the grade rests on."""


class claim_basis(nodes.Part, nodes.Element):
    """What a grade rests on, folded away."""


class grade_mark(nodes.Inline, nodes.TextElement):
    """A grade: its sign, which is decoration, and its word."""


def quote(text: str) -> nodes.Node:
    """Return a text of the data: in a translated book it keeps its own language."""
    classes = data_classes()
    return nodes.inline("", text, classes=classes) if classes else nodes.Text(text)


def write_table(
    caption: str,
    heads: Iterable[str],
    rows: Iterable[Iterable[list[nodes.Node]]],
    *,
    name: str,
) -> nodes.table:
    """Return a table whose cells hold the given nodes; ``name`` is its class and its anchor."""
    heads = list(heads)
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=100 // len(heads)) for _ in heads]
    cells = [nodes.entry("", nodes.paragraph("", head)) for head in heads]
    group += nodes.thead("", nodes.row("", *cells))
    body = nodes.tbody()
    for row in rows:
        body += nodes.row("", *(nodes.entry("", *cell) for cell in row))
    for column in zip(*body.children, strict=True):
        classes = _measure([cell.astext() for cell in column])
        for cell in column:
            cell["classes"] += classes
    group += body
    table = nodes.table("", ids=[f"table-{name}"], classes=["book-table", name])
    if caption:
        table += nodes.title("", caption)
    table += group
    return table


def _measure(texts: list[str]) -> list[str]:
    """Return by which classes the style sheet keeps a column wide enough to be read.

    >>> _measure(["垫江县", "Where a text counts parts and whole, the parts make up the whole."])
    ['long']
    >>> _measure(["综合行政执法改革试点"])
    ['names']
    """
    names = any(len(name) > _NAME for text in texts for name in CHINESE.findall(text))
    return ["long"] * any(len(text) > _SENTENCE for text in texts) + ["names"] * names


def _visit_claim(translator: Any, node: nodes.Element) -> None:
    grade, claim = Grade[node["grade"]].name.lower(), escape(_("Claim"))
    translator.body.append(
        f'<div class="claim claim-{grade}" id="{escape(node["ids"][0])}" '
        f'role="group" aria-label="{claim}">\n'
    )


def _visit_basis(translator: Any, node: nodes.Element) -> None:
    said = escape(_("What the grade rests on"))
    translator.body.append(f"<details><summary>{said}</summary>\n")


def _visit_grade(translator: Any, node: nodes.Element) -> None:
    grade = Grade[node["grade"]]
    translator.body.append(
        f'<span class="grade grade-{grade.name.lower()}" title="{escape(grade.meaning)}">'
        f'<span aria-hidden="true">{grade.sign}</span> {escape(grade.word)}</span>'
    )
    raise nodes.SkipNode


def _end(tag: str) -> Callable[[Any, nodes.Element], None]:
    return lambda translator, node: translator.body.append(f"</{tag}>\n")


def _plain_grade(translator: Any, node: nodes.Element) -> None:
    text = nodes.Text(Grade[node["grade"]].word)
    translator.visit_Text(text)
    translator.depart_Text(text)
    raise nodes.SkipNode


def _pass(translator: Any, node: nodes.Element) -> None:
    """Write the children alone."""


def name_references(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Call the items of a bibliography items: a list may hold nothing else, for screen readers."""
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def name_toggles(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Name what unfolds a part of the contents: the theme draws a bare arrow."""
    if "generate_toctree_html" not in context:
        return
    write = context["generate_toctree_html"]

    def write_named(*arguments: Any, **options: Any) -> Any:
        contents = write(*arguments, **options)
        for link in getattr(contents, "select", lambda _: ())("li.has-children > a"):
            for arrow in link.parent.select(":scope > details > summary"):
                arrow["aria-label"] = f"Pages below: {link.get_text(' ', strip=True)}"
        return contents

    context["generate_toctree_html"] = write_named


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell the writers how to write a claim."""
    app.setup_extension("chongqing_livelihood.present.sphinx_facts")
    plain, word = (_pass, _pass), (_plain_grade, None)
    app.add_node(
        claim_block, html=(_visit_claim, _end("div")), latex=plain, text=plain, man=plain,
        texinfo=plain,
    )  # fmt: skip
    app.add_node(
        claim_basis, html=(_visit_basis, _end("details")), latex=plain, text=plain, man=plain,
        texinfo=plain,
    )  # fmt: skip
    app.add_node(
        grade_mark, html=(_visit_grade, None), latex=word, text=word, man=word, texinfo=word
    )
    app.connect("html-page-context", name_references)
    app.connect("html-page-context", name_toggles, priority=900)  # the theme comes at 500
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
