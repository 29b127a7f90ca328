"""Sphinx extension: the parameters of every notebook, taken from the code that checks them."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from docutils import nodes
from pydantic.fields import FieldInfo
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.locale import _, mark
from chongqing_livelihood.present.parameters import Parameters
from chongqing_livelihood.present.sphinx_nodes import write_table

HEADS: Final = (
    mark("Parameter"), mark("Meaning"), mark("Type"), mark("Default"), mark("Allowed"),
)  # fmt: skip
_CHOICE: Final = (mark("choice"), mark("choices"))
_TYPES: Final = {
    int: (mark("whole number"), mark("whole numbers")),
    float: (mark("number"), mark("numbers")),
    str: (mark("word"), mark("words")),
    bool: (mark("yes or no"), mark("yes or no")),
}
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Described:
    """The parameters of one notebook: its name, the file of the code, and a row for each.

    What a reader would type stands between backticks, as in ``one of `round`, `truncate```.
    """

    notebook: str
    summary: str
    file: str
    rows: tuple[tuple[str, str, str, str, str], ...]


class ParametersTable(SphinxDirective):
    """A section for each notebook, with a table of its parameters."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, in the order of the notebooks' pages."""
        sections: list[tuple[str, nodes.Node]] = []
        for each in describe_parameters():
            self.env.note_dependency(each.file)
            pages = [page for page in self.env.found_docs if page.endswith(f"_{each.notebook}")]
            page = min(pages, default="")
            sections.append((page or each.notebook, self._section(each, page)))
        if not sections:
            logger.warning("no notebook has parameters", location=self.get_location())
        return [section for _, section in sorted(sections, key=lambda pair: pair[0])]

    def _section(self, each: Described, page: str) -> nodes.Node:
        name = each.notebook.replace("_", " ").capitalize()
        section = nodes.section("", ids=[f"parameters-{each.notebook}"])
        section += [self._prose(nodes.title, name), self._prose(nodes.paragraph, each.summary)]
        if page:
            link = pending_xref(
                "", refdomain="std", reftype="doc", reftarget=f"/{page}", refexplicit=True,
                refdoc=self.env.docname, refwarn=True,
            )  # fmt: skip
            link += nodes.inline("", _("To the notebook"))
            section += nodes.paragraph("", "", link)
        rows: list[list[list[nodes.Node]]] = []
        for name, *cells, meaning in each.rows:  # the meaning first: on a phone the rest is cut
            said: list[list[nodes.Node]] = [[_show_code(cell)] for cell in cells]
            means: list[nodes.Node] = [self._prose(nodes.paragraph, meaning)]
            rows.append([[_show_code(f"`{name}`")], means, *said])
        heads = [_(head) for head in HEADS]
        section += write_table("", heads, rows, name=f"parameters-of-{each.notebook}")
        return section

    def _prose(self, kind: type[nodes.TextElement], text: str) -> nodes.TextElement:
        """Return a text of the code as prose of this page, so that translators find it there."""
        node = kind(text, text)
        self.set_source_info(node)
        return node


def _show_code(text: str) -> nodes.paragraph:
    """Return a line in which what stands between backticks is code."""
    parts = enumerate(text.split("`"))
    shown = (nodes.literal("", part) if n % 2 else nodes.Text(part) for n, part in parts if part)
    return nodes.paragraph("", "", *shown)


def describe_parameters(package: str = "chongqing_livelihood.present.analyses") -> list[Described]:
    """Return the parameters of every notebook whose code lies in a package.

    >>> rows = [row for each in describe_parameters() for row in each.rows]
    >>> next(row for row in rows if row[0] == "assumed_years")[1:4]
    ('number', '3', '0.5 to 15')
    """
    found = []
    for model in _models(package):
        module = inspect.getmodule(model)
        notebook = getattr(module, "NOTEBOOK", model.__module__.rpartition(".")[2])
        summary = (inspect.getdoc(model) or "").partition("\n")[0]
        rows = tuple(_describe(name, field) for name, field in model.model_fields.items())
        found.append(Described(notebook, summary, inspect.getfile(model), rows))
    return found


def _models(package: str) -> Iterator[type[Parameters]]:
    folder = import_module(package).__path__
    for module in sorted(pkgutil.iter_modules(folder), key=lambda module: module.name):
        names = vars(import_module(f"{package}.{module.name}"))
        for member in names.values():
            if (
                inspect.isclass(member)
                and issubclass(member, Parameters)
                and member.__module__ == names["__name__"]
            ):
                yield member


def _describe(name: str, field: FieldInfo) -> tuple[str, str, str, str, str]:
    default = _("set in the notebook") if field.is_required() else _say(field.get_default())
    allowed = _limits(field) or _choices(field.annotation)
    return name, _kind(field.annotation), default, allowed, field.description or ""


def _say(value: Any) -> str:
    """Return a default as a reader would type it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return f"{value:.12g}".replace("-", "−")
    if isinstance(value, dict):
        return ", ".join(f"`{key}`: {_say(each)}" for key, each in value.items()) or _("none")
    if isinstance(value, list | tuple):
        return ", ".join(map(_say, value)) or _("none")
    if isinstance(value, str):
        return f"`{value}`"
    return _("none") if value is None else str(value)


def _kind(annotation: Any, many: bool = False) -> str:
    """Return a type in words, of one value or of many."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inner[0], many)
    if origin is Literal:
        return _(_CHOICE[many])
    if origin in (Union, UnionType):
        kinds = [_kind(each, many) for each in inner if each is not type(None)]
        return _(" or ").join([*kinds, *([_("none")] if type(None) in inner else [])])
    if origin in (list, tuple, set, frozenset):
        kinds = list(dict.fromkeys(_kind(each, True) for each in inner if each is not Ellipsis))
        return _("list of {kinds}").format(kinds=_(" and ").join(kinds))
    if origin is dict:
        return _("{kinds} by name").format(kinds=_kind(inner[1], True))
    name = getattr(annotation, "__name__", str(annotation))
    return _(_TYPES[annotation][many]) if annotation in _TYPES else f"`{name}`"


def _choices(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{each}`" for each in get_args(annotation))
    return "; ".join(filter(None, map(_choices, get_args(annotation))))


def _limits(field: FieldInfo) -> str:
    """Return the range of a field in words."""
    limits: dict[str, Any] = {}
    for part in field.metadata:
        for name in ("ge", "gt", "le", "lt", "min_length", "max_length"):
            if (limit := getattr(part, name, None)) is not None:
                limits[name] = _say(float(limit))
    low, high = limits.get("ge"), limits.get("le")
    fewest, most = limits.get("min_length"), limits.get("max_length")
    if fewest and most:
        return _("{low} to {high} of them").format(low=fewest, high=most)
    if low and high:
        return _("{low} to {high}").format(low=low, high=high)
    words = {
        _("at least {number}"): fewest, _("at most {number}"): most,
        _("{number} or more"): low, _("more than {number}"): limits.get("gt"),
        _("{number} or less"): high, _("less than {number}"): limits.get("lt"),
    }  # fmt: skip
    return ", ".join(text.format(number=end) for text, end in words.items() if end)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("chongqing_livelihood.present.locale")
    app.add_directive("parameters-table", ParametersTable)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
