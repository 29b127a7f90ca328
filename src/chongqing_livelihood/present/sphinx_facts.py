"""The Sphinx domain ``facts``: claims, reforms and background statistics, and who names them.

A page notes what it takes from the evidence file or from a table; when that has changed, and only
then, the page is read again.
"""

# The mutable class attributes are those of Sphinx.
# ruff: noqa: RUF012

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.entries import Entry
from chongqing_livelihood.present.evidence_domain import find_domain, hash_parts
from chongqing_livelihood.present.evidence_facts import Facts, load_facts
from chongqing_livelihood.present.evidence_html import page_uri

logger = logging.getLogger(__name__)


class fact_reference(nodes.reference):
    """A link to a reform or a background statistic, with the HTML of its tooltip."""


class FactsDomain(Domain):
    """Knows which page shows a fact, which pages name it, and what they took from it."""

    name = "facts"
    label = "Facts"
    dangling_warnings = {
        "reform": "no page lists the reform %(target)s",
        "context": "no page lists the statistic %(target)s",
    }
    initial_data = {
        name: {} for name in ("taken", "shown", "uses", "claims", "fillings", "written")
    }

    _facts: Facts | None = None

    @property
    def facts(self) -> Facts:
        """The facts of the evidence file, read once in a build."""
        if self._facts is None:
            try:
                self._facts = load_facts(Path(self.env.srcdir, self.env.config.evidence_file))
            except (FileNotFoundError, ValueError):  # the evidence domain complains already
                self._facts = Facts()
        return self._facts

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The figures and results, by id."""
        return find_domain(self.env).evidence.entries

    @cached_property
    def operands(self) -> Mapping[str, Entry]:
        """What a condition can name: figures, results, and background statistics."""
        return {**self.entries, **self.facts.statistics}

    @property
    def claims(self) -> dict[str, dict[str, Any]]:
        """The claims by slug: page, line, grade, and what they say."""
        return self.data["claims"]  # type: ignore[no-any-return]

    @property
    def shown(self) -> dict[str, tuple[str, str]]:
        """The page and anchor that show each fact, by ``reform:slug`` or ``context:key``."""
        return self.data["shown"]  # type: ignore[no-any-return]

    def take(self, docname: str, kind: str, key: str) -> None:
        """Note that a page was made from a fact: an entry, a row, or a whole table."""
        name = f"{kind}:{key}"
        self.data["taken"].setdefault(docname, {})[name] = self._digest(name)

    def show(self, kind: str, key: str, docname: str, anchor: str, location: Any) -> None:
        """Note which page lists a fact; warn if another one does so already."""
        other, _ = self.shown.setdefault(f"{kind}:{key}", (docname, anchor))
        if other != docname:
            logger.warning(f"{key} is already listed on {other}", location=location, type="facts")

    def used_on(self, kind: str, key: str) -> list[str]:
        """Return the pages that name a fact."""
        name = f"{kind}:{key}"
        return [page for page in self.pages_in_order() if name in self.data["uses"].get(page, ())]

    def pages_in_order(self) -> list[str]:
        """Return all pages in the order of the book, those outside its contents last."""
        found: dict[str, None] = {}

        def walk(docname: str) -> None:
            if docname not in found:
                found[docname] = None
                for child in self.env.toctree_includes.get(docname, ()):
                    walk(child)

        for docname in (self.env.config.root_doc, *sorted(self.env.found_docs)):
            walk(docname)
        return list(found)

    def table_path(self, name: str) -> Path:
        """Return the file of a processed table."""
        return Path(self.env.srcdir, self.env.config.tables_folder, f"{name}.csv").resolve()

    def read_table(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a processed table.

        Raises:
            FileNotFoundError: If there is no such table.
        """
        with self.table_path(name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def outdated(self) -> list[str]:
        """Return the pages that took something which has changed since."""
        return [
            docname
            for docname, taken in self.data["taken"].items()
            if any(self._digest(name) != digest for name, digest in taken.items())
        ]

    def refilled(self, kind: str, digests: Mapping[str, str]) -> list[str]:
        """Return the pages whose filling changed since they were written, and remember it."""
        written = self.data["written"]
        pages = [page for page, new in digests.items() if written.get(page, {}).get(kind) != new]
        for page, digest in digests.items():
            written.setdefault(page, {})[kind] = digest
        return pages

    def filled_with(self, kind: str) -> list[str]:
        """Return the pages that have a table of some kind, to be filled when all are read."""
        return [page for page, kinds in self.data["fillings"].items() if kind in kinds]

    def fill(self, docname: str, kind: str) -> None:
        """Note that a page has such a table."""
        self.data["fillings"].setdefault(docname, []).append(kind)

    def clear_doc(self, docname: str) -> None:
        """Forget everything about a page."""
        for name in ("taken", "uses", "fillings", "written"):
            self.data[name].pop(docname, None)
        for key in [key for key, (page, _) in self.shown.items() if page == docname]:
            del self.shown[key]
        for slug in [slug for slug, claim in self.claims.items() if claim["page"] == docname]:
            del self.claims[slug]

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found."""
        for name in ("taken", "uses", "fillings"):
            found = otherdata[name]
            self.data[name].update({page: found[page] for page in docnames if page in found})
        self.shown.update({k: v for k, v in otherdata["shown"].items() if v[0] in docnames})
        self.claims.update({k: v for k, v in otherdata["claims"].items() if v["page"] in docnames})

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        """Return the link to a fact, or None where no page lists it."""
        if f"{typ}:{target}" not in self.shown:
            return None
        page, anchor = self.shown[f"{typ}:{target}"]
        link = fact_reference("", "", internal=True, tip=node.get("tip", ""))
        link["refuri"] = page_uri(builder, fromdocname, page, anchor)
        link += contnode
        return link

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield nothing: the search finds the pages themselves."""
        return iter(())

    def check_consistency(self) -> None:
        """Complain of claims that no table of claims gathers."""
        if not self.filled_with("claims"):
            for slug, claim in self.claims.items():
                logger.warning(
                    f"unused claim {slug!r}: no page has a table of claims",
                    location=(claim["page"], claim["line"]),
                    type="facts",
                )

    def _digest(self, name: str) -> str:
        kind, _, key = name.partition(":")
        match kind:
            case "entry":
                return find_domain(self.env).evidence.digest([key])
            case "table":
                path = self.table_path(key)
                return hash_parts([path.read_bytes() if path.is_file() else None])
            case "all":
                return hash_parts([getattr(self.facts, key)])
        return hash_parts([getattr(self.facts, kind).get(key)])


def find_facts(env: BuildEnvironment) -> FactsDomain:
    """Return the domain of this build."""
    domain = env.get_domain("facts")
    assert isinstance(domain, FactsDomain)
    return domain


def refer(
    env: BuildEnvironment, kind: str, key: str, content: nodes.Node, tip: str = ""
) -> pending_xref:
    """Return a reference to a fact, to be resolved when all pages are read."""
    domain = "evidence" if kind == "val" else "facts"
    reference = pending_xref("", refdomain=domain, reftype=kind, reftarget=key, tip=tip)
    reference.update_basic_atts({"refexplicit": True, "refdoc": env.docname, "refwarn": True})
    reference += content
    return reference


def note_uses(app: Sphinx, document: nodes.document) -> None:
    """After a page is read, note which facts it names."""
    found = {
        f"{node['reftype']}:{node['reftarget']}"
        for node in document.findall(pending_xref)
        if node.get("refdomain") == "facts"
    }
    find_facts(app.env).data["uses"][app.env.docname] = sorted(found)


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Return the pages to read again."""
    return [page for page in find_facts(env).outdated() if page not in removed]


def _visit_reference(translator: Any, node: nodes.Element) -> None:
    if not node["tip"]:
        translator.visit_reference(node)
        return
    translator.evidence_tips = getattr(translator, "evidence_tips", 0) + 1
    translator.body.append(
        f'<span class="ev"><a class="reference internal ev-link" href="{node["refuri"]}" '
        f'aria-describedby="ev-{translator.evidence_tips}">'
    )
    node["number"] = translator.evidence_tips


def _depart_reference(translator: Any, node: nodes.Element) -> None:
    if not node["tip"]:
        translator.depart_reference(node)
        return
    tip = f'<span role="tooltip" id="ev-{node["number"]}" class="ev-tip">{node["tip"]}</span>'
    translator.body.append(f"</a>{tip}</span>")


def _visit_plain(translator: Any, node: nodes.Element) -> None:
    translator.visit_reference(node)


def _depart_plain(translator: Any, node: nodes.Element) -> None:
    translator.depart_reference(node)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    app.setup_extension("chongqing_livelihood.present.sphinx_evidence")
    app.add_config_value("tables_folder", "../data/processed", "env", str)
    app.add_domain(FactsDomain)
    plain = (_visit_plain, _depart_plain)
    app.add_node(
        fact_reference,
        html=(_visit_reference, _depart_reference),
        latex=plain,
        text=plain,
        man=plain,
        texinfo=plain,
    )
    app.connect("doctree-read", note_uses)
    app.connect("env-get-outdated", find_outdated)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
