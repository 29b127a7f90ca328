"""The Sphinx domain ``evidence``: which page shows an entry, and which pages use it."""

# The mutable class attributes are those of Sphinx.
# ruff: noqa: RUF012

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from chongqing_livelihood.present.entries import Entry, Evidence, load_evidence
from chongqing_livelihood.present.evidence_html import page_uri, title

RESULTS = "results"
"""The table of all results; ``results/NAME`` is that of one notebook; others go by source."""

INDEX = "results-index"
"""The list of the pages of results."""

PRINTED = "ev-printed"
"""Marks a printed token until its link is made; a language would puzzle Sphinx's smart quotes."""

logger = logging.getLogger(__name__)


class evidence_reference(nodes.reference):
    """A link to an entry, with the entry's id for its tooltip."""


class EvidenceDomain(Domain):
    """Knows which page shows an entry, which pages use it, and what they looked like then."""

    name = "evidence"
    label = "Evidence"
    object_types = {
        "figure": ObjType("figure", "val"),
        "result": ObjType("result", "val"),
    }
    dangling_warnings = {"val": "no evidence page shows %(target)s"}
    initial_data = {
        name: {} for name in ("shown", "uses", "tables", "pages", "read", "written", "titles")
    }

    _evidence: Evidence | None = None

    @property
    def evidence(self) -> Evidence:
        """The evidence file, read once in a build."""
        if self._evidence is None:
            path = Path(self.env.srcdir, self.env.config.evidence_file)
            try:
                self._evidence = load_evidence(path)
            except (FileNotFoundError, ValueError) as error:
                logger.warning(f"no evidence: {error}", type="evidence", subtype="file")
                self._evidence = Evidence()
        return self._evidence

    @property
    def shown(self) -> dict[str, str]:
        """The page that shows each entry."""
        return self.data["shown"]  # type: ignore[no-any-return]

    @property
    def uses(self) -> dict[str, list[str]]:
        """The entries that each page uses, sorted."""
        return self.data["uses"]  # type: ignore[no-any-return]

    @property
    def tables(self) -> dict[str, list[str]]:
        """The tables on each page."""
        return self.data["tables"]  # type: ignore[no-any-return]

    def entries_of(self, table: str) -> list[Entry]:
        """Return the rows of a table."""
        if table in (RESULTS, INDEX):
            return self.evidence.results()
        kind, _, part = table.partition("/")
        if kind == RESULTS:
            return [entry for entry in self.evidence.results() if part_of(entry) == part]
        return self.evidence.of_source(table)

    def parts(self) -> dict[str, list[Entry]]:
        """Return the results of each notebook, under the page that computes them."""
        found: dict[str, list[Entry]] = {}
        for entry in self.evidence.results():
            found.setdefault(entry["page"], []).append(entry)
        return dict(sorted(found.items()))

    def check_consistency(self) -> None:
        """Warn where a notebook has results that no page shows: a new one wants its page."""
        for docname in (page for page, tables in self.tables.items() if INDEX in tables):
            for entries in self.parts().values():
                if any(entry.id not in self.shown for entry in entries):
                    part = part_of(entries[0])
                    logger.warning(
                        f"no page shows the results of {part}: write {docname}/{part}.md with the "
                        f"directive {{result-table}} {part}, and its line in _toc.yml",
                        location=docname, type="evidence", subtype="index",
                    )  # fmt: skip

    def claim(self, key: str, docname: str, location: Any) -> None:
        """Note that a page shows an entry; warn if another one does so already."""
        other = self.shown.setdefault(key, docname)
        if other != docname:
            logger.warning(f"{key} is already shown on {other}", location=location, type="evidence")

    def used_on(self, key: str) -> list[str]:
        """Return the pages that use an entry, in the order of their names."""
        return sorted(page for page, keys in self.uses.items() if key in keys)

    def clear_doc(self, docname: str) -> None:
        """Forget everything about a page."""
        for key in [key for key, page in self.shown.items() if page == docname]:
            del self.shown[key]
        for name in ("uses", "tables", "pages", "read", "written"):
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found."""
        self.shown.update({k: v for k, v in otherdata["shown"].items() if v in docnames})
        for name in ("uses", "tables", "pages", "read"):
            found = otherdata[name]
            self.data[name].update({d: found[d] for d in docnames if d in found})

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
        """Return the link to an entry, or None where no page shows it."""
        if target not in self.shown or target not in self.evidence.entries:
            return None
        link = evidence_reference("", "", internal=True, entry=target)
        link["refuri"] = page_uri(builder, fromdocname, self.shown[target], target)
        link += contnode
        for token in link.findall(nodes.inline):
            if PRINTED in token["classes"]:
                token["classes"] = ["language-zh-Hans"]
        return link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.Element]]:
        """Let Markdown links such as ``[text](#cqrb-2022:2094)`` find their entry."""
        found = self.resolve_xref(env, fromdocname, builder, "val", target, node, contnode)
        return [("evidence:val", found)] if found is not None else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what the search finds by itself, below the pages."""
        for key, docname in self.shown.items():
            entry = self.evidence.entries.get(key)
            if entry is not None:
                # A name that differs from its anchor makes the search keep both.
                yield f"{entry.kind} {key}", title(entry), entry.kind, docname, key, 2

    def digest_read(self, docname: str) -> str:
        """Return a hash of all that the page's text takes from the evidence file."""
        keys = set(self.uses.get(docname, ()))
        tables = sorted(self.tables.get(docname, ()))
        for table in tables:
            for entry in self.entries_of(table):  # a row names its neighbours, values and all
                keys |= {entry.id, *entry.fields.get("figures", ())}
                keys.update(self.evidence.built_on.get(entry.id, ()))
        sources = [str(self.evidence.sources.get(table)) for table in tables]
        return self.evidence.digest(keys) + hash_parts(sources)

    def digest_written(self, docname: str) -> str:
        """Return a hash of all that the page takes from other pages: links and backlinks."""
        links = [self.shown.get(key) for key in self.uses.get(docname, ())]
        titles = self.env.titles
        back = [
            (entry.id, page, titles[page].astext())
            for table in self.tables.get(docname, ())
            for entry in self.entries_of(table)
            for page in self.used_on(entry.id)
        ]
        listed = [
            (name, titles[name].astext())
            for table in self.tables.get(docname, ())
            if table == INDEX
            for page, entries in self.parts().items()
            for name in (page, self.shown.get(entries[0].id, ""))
            if name in titles
        ]
        return hash_parts([*links, *back, *listed])


def part_of(result: Entry) -> str:
    """Return the name of the notebook, or other page, that a result is computed on."""
    return result["page"].rpartition("/")[2]


def find_domain(env: BuildEnvironment) -> EvidenceDomain:
    """Return the domain of this build."""
    domain = env.get_domain("evidence")
    assert isinstance(domain, EvidenceDomain)
    return domain


def hash_parts(parts: Iterable[object]) -> str:
    """Return a hash of anything that prints itself."""
    return hashlib.sha256(repr(list(parts)).encode()).hexdigest()
