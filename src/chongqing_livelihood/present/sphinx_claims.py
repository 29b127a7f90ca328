"""Sphinx extension: claims whose grade is computed, and sentences that stand on a condition.

``{claim} slug`` with ``:checks:`` and ``:holds:`` says a claim and its grade, ``{holds}`` guards a
sentence, ``{claims-table}`` gathers the claims of the whole book.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.entries import Entry, format_interval, format_value
from chongqing_livelihood.present.evidence_catalogue import write_statistic
from chongqing_livelihood.present.evidence_domain import find_domain, hash_parts
from chongqing_livelihood.present.evidence_grades import (
    Grade,
    decide,
    grade_check,
    grade_truth,
    is_statistic,
    named_entries,
    split_guard,
)
from chongqing_livelihood.present.evidence_html import page_uri
from chongqing_livelihood.present.locale import _, mark, plural
from chongqing_livelihood.present.sphinx_facts import FactsDomain, find_facts, refer
from chongqing_livelihood.present.sphinx_nodes import (
    claim_basis,
    claim_block,
    grade_mark,
    quote,
    write_table,
)

HEADS: Final = (mark("Claim"), mark("Grade"), mark("Chapter"))
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VERDICTS: Final = {True: mark("is true"), False: mark("is false"), None: mark("is undecided")}
logger = logging.getLogger(__name__)


class claims_table(nodes.General, nodes.Element):
    """The place of the table of claims; filled when all pages are known."""


class ClaimDirective(SphinxDirective):
    """A claim with its grade."""

    has_content = True
    required_arguments = 1
    option_spec = {  # type: ignore[assignment]  # noqa: RUF012
        "checks": lambda text: (text or "").split(),
        "holds": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Compute the grade; where it cannot be, say why at the line of the claim."""
        slug, location = self.arguments[0], self.get_location()
        domain = find_facts(self.env)
        try:
            if not _SLUG.fullmatch(slug):
                raise ValueError("write its slug in small letters, digits and hyphens")
            if slug in domain.claims:
                raise ValueError(f"it stands on {domain.claims[slug]['page']} already")
            if not self.content:
                raise ValueError("it says nothing")
            if re.match(r"\s*(?:and|or|[-+*/<>=])\s", self.content[0]):
                raise ValueError("write its condition in one line")
            grade, basis = self._grade(domain)
        except ValueError as error:
            logger.warning(f"claim {slug!r}: {error}", location=location, type="claim")
            return []
        domain.claims[slug] = {"page": self.env.docname, "line": self.lineno, "grade": grade.name}
        block = claim_block("", slug=slug, grade=grade.name, ids=[f"claim-{slug}"])
        self.set_source_info(block)
        self.state.nested_parse(self.content, self.content_offset, block)
        block += nodes.paragraph("", "", grade_mark("", grade=grade.name), classes=["claim-grade"])
        block += basis
        return [block]

    def _grade(self, domain: FactsDomain) -> tuple[Grade, claim_basis]:
        checks, condition = self.options.get("checks", []), self.options.get("holds", "")
        if not checks and not condition:
            raise ValueError("it names neither checks nor a condition")
        grades, items = [], nodes.bullet_list(bullet="-")
        for check in checks:
            if check not in domain.facts.audit:
                raise ValueError(f"unknown check {check!r}")
            domain.take(self.env.docname, "audit", check)
            row = domain.facts.audit[check]
            grades.append(grade_check(row))
            words = nodes.inline("", _(row["verdict"]), classes=[f"ev-{row['verdict']}"])
            text = f"{row['statement']} {row['explanation']}"
            figures = _references(self.env, domain, row["figure_ids"].split())
            line = nodes.paragraph("", "", words, nodes.Text(": "), quote(text), *figures)
            items += nodes.list_item("", line)
        if condition:
            truth = _decide(self.env, domain, condition)
            grades.append(grade_truth(truth))
            code = nodes.literal("", condition)
            verdict = nodes.Text(f" {_(_VERDICTS[truth])}")
            entries = _references(self.env, domain, named_entries(condition))
            items += nodes.list_item("", nodes.paragraph("", "", code, verdict, *entries))
        return Grade.worst(grades), claim_basis("", items)


class HoldsRole(SphinxRole):
    """``condition|sentence``: the sentence, if the condition is true throughout."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the sentence."""
        condition, sentence = split_guard(self.text)
        domain = find_facts(self.env)
        try:
            if not sentence:
                raise ValueError(f"{self.text!r} has no sentence: write condition|sentence")
            truth = _decide(self.env, domain, condition)
            if truth is not True:
                numbers = "; ".join(
                    f"{key} is {_say(domain.operands[key])}" for key in named_entries(condition)
                )
                raise ValueError(f"{condition!r} {_VERDICTS[truth]} ({numbers}): {sentence!r}")
        except ValueError as error:
            logger.warning(str(error), location=self.get_location(), type="claim", subtype="holds")
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        inliner: Any = self.inliner  # MyST's own, or that of docutils
        parsed: list[nodes.Node]
        parsed, messages = inliner.parse(sentence, self.lineno, inliner, inliner.parent)
        return parsed, messages


class ClaimsTable(SphinxDirective):
    """All claims of the book."""

    def run(self) -> list[nodes.Node]:
        """Leave the table's place."""
        find_facts(self.env).fill(self.env.docname, "claims")
        return [claims_table("")]


class FillClaims(SphinxPostTransform):
    """Put the claims where their table stands, before references are resolved."""

    default_priority = 5  # type: ignore[assignment]

    def run(self, **kwargs: Any) -> None:
        """Fill every table on this page."""
        for place in list(self.document.findall(claims_table)):
            place.replace_self(_write_claims(find_facts(self.env), self.env.docname))


def keep_claims(app: Sphinx, document: nodes.document) -> None:
    """After a page is read, and translated, keep what its claims say."""
    claims = find_facts(app.env).claims
    for block in document.findall(claim_block):
        said = [child for child in block if not isinstance(child, claim_basis)]
        claims[block["slug"]]["said"] = [child.deepcopy() for child in said[:-1]]


def find_rewrites(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages whose table of claims has changed."""
    domain = find_facts(env)
    if not (tables := domain.filled_with("claims")):
        return []
    evidence = find_domain(env)
    parts: list[object] = []
    for slug, claim in domain.claims.items():
        said = claim.get("said", ())
        used = {x["reftarget"] for part in said for x in part.findall(pending_xref)}
        shown = [evidence.shown.get(key) for key in sorted(used)]
        text = [str(part) for part in said]
        title = env.titles[claim["page"]].astext() if claim["page"] in env.titles else ""
        parts.append((slug, claim["page"], claim["grade"], title, text, shown))
        parts.append((evidence.evidence.digest(used),))
    digest = hash_parts([*parts, domain.pages_in_order()])
    return domain.refilled("claims", dict.fromkeys(tables, digest))


def _decide(env: BuildEnvironment, domain: FactsDomain, condition: str) -> bool | None:
    for key in named_entries(condition):
        domain.take(env.docname, "context" if is_statistic(key) else "entry", key)
    return decide(condition, domain.operands)


def _references(env: BuildEnvironment, domain: FactsDomain, keys: list[str]) -> list[nodes.Node]:
    """Return links to entries, each saying its number and interval, in brackets."""
    links: list[nodes.Node] = []
    for key in keys:
        if key in domain.operands:
            content = nodes.inline("", _say(domain.operands[key]))
            row = domain.facts.context.get(key)
            kind, tip = ("context", write_statistic(row)) if row else ("val", "")
            links += [nodes.Text("; " if links else " ("), refer(env, kind, key, content, tip)]
    return [*links, nodes.Text(")")] if links else []


def _say(entry: Entry) -> str:
    return f"{format_value(entry)} {format_interval(entry)}".strip()


def _write_claims(domain: FactsDomain, docname: str) -> nodes.Node:
    """Return the table of all claims, in the order of the book."""
    order = {page: number for number, page in enumerate(domain.pages_in_order())}
    claims = sorted(domain.claims.items(), key=lambda c: (order[c[1]["page"]], c[1]["line"]))
    if not claims:
        return nodes.paragraph("", _("No claim yet."))
    counts = Counter(claim["grade"] for _, claim in claims)
    tally = ", ".join(f"{counts[g.name]} {g.word}" for g in Grade if counts[g.name])
    rows: list[list[list[nodes.Node]]] = []
    for slug, claim in claims:
        said: list[nodes.Node] = [part.deepcopy() for part in claim.get("said", ())]
        for part in said:
            for reference in part.findall(pending_xref):
                reference["refdoc"] = docname
        title = nodes.Text(domain.env.titles[claim["page"]].astext())
        link = nodes.reference("", "", title, internal=True, claim=slug)
        mark = nodes.paragraph("", "", grade_mark("", grade=claim["grade"]))
        rows.append([said, [mark], [nodes.paragraph("", "", link)]])
    count = plural("{number} claim", "{number} claims", len(claims))
    heads = [_(head) for head in HEADS]
    return write_table(f"{count}: {tally}", heads, rows, name="claims")


def link_claims(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each row of the table of claims its address, which depends on the builder."""
    for reference in doctree.findall(nodes.reference):
        if slug := reference.get("claim"):
            page = find_facts(app.env).claims[slug]["page"]
            reference["refuri"] = page_uri(app.builder, docname, page, f"claim-{slug}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("chongqing_livelihood.present.sphinx_nodes")
    app.add_node(claims_table)
    app.add_directive("claim", ClaimDirective)
    app.add_directive("claims-table", ClaimsTable)
    app.add_role("holds", HoldsRole())
    app.add_post_transform(FillClaims)
    app.connect("doctree-read", keep_claims)
    app.connect("env-updated", find_rewrites)
    app.connect("doctree-resolved", link_claims)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
