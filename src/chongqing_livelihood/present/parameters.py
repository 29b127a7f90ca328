"""Parameters of the notebooks: frozen, validated, and wrong in one clear sentence."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from chongqing_livelihood.data.tables import FIGURE_ID_PATTERN

_IPYTHON = {"In", "Out", "exit", "quit", "open", "get_ipython"}
_NUMBERS = (int, float)
_PLAIN = (bool, int, float, str, list, tuple, dict, type(None))

FigureId = Annotated[str, Field(pattern=rf"^{FIGURE_ID_PATTERN}$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
_FORMS = {
    rf"^{FIGURE_ID_PATTERN}$": "a figure_id looks like 'cqrb-2022:2569'",
    r"^[a-z][a-z0-9_]*$": "take a short name of lower-case letters, digits and _",
}
"""What to say of a text that does not match a pattern."""
YearlyRate = Annotated[float, Field(ge=-0.5, le=0.5, allow_inf_nan=False)]


class ParameterError(ValueError):
    """A parameter is wrong; the message is one sentence, also where a notebook shows it."""

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this instead of printing a traceback through the library.
        return [f"ParameterError: {self}"]


class Parameters(BaseModel):
    """What every notebook's parameters share: frozen, no unknown names, one sentence if wrong."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_truth_for_a_number(cls, value: Any, info: ValidationInfo) -> Any:
        # Python counts True as 1: from the command line, yes or no would pass for a number.
        if (
            isinstance(value, bool)
            and cls.model_fields[str(info.field_name)].annotation in _NUMBERS
        ):
            raise ValueError(f"{info.field_name} is {value}: write a number, not yes or no")
        return value

    @classmethod
    def check(cls, namespace: Mapping[str, Any]) -> Self:
        """Return the parameters that a notebook's cells have defined so far.

        Args:
            namespace: ``globals()`` of the notebook. Everything plain in it (numbers, words,
                lists) counts as a parameter, so that a name misspelt from outside is noticed; in
                a notebook that is run once more, what later cells left there does not count.
                The parameters of an earlier run are taken out of it.

        Raises:
            ParameterError: If a name is unknown or a value is out of its range.

        >>> class Example(Parameters):
        ...     widen: float = 1
        >>> Example.check({"widen": 2})
        Example(widen=2.0)
        >>> Example.check({"wident": 2})
        Traceback (most recent call last):
        ...
        chongqing_livelihood.present.parameters.ParameterError: Example has no parameter \
'wident': did you mean 'widen'?
        """
        if isinstance(namespace, dict):
            # JupyterLab may go on below a cell that failed: not with the parameters of last time.
            for name in [name for name, value in namespace.items() if isinstance(value, cls)]:
                del namespace[name]
        ignored = _IPYTHON | (_left_behind(namespace) - set(cls.model_fields))
        given = {
            name: value
            for name, value in namespace.items()
            if not name.startswith("_") and name not in ignored and isinstance(value, _PLAIN)
        }
        for name in given:
            if name not in cls.model_fields:
                near = get_close_matches(name, cls.model_fields, n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"take one of {_names(cls)}"
                raise ParameterError(f"{cls.__name__} has no parameter {name!r}: {remedy}")
        try:
            return cls(**given)
        except ValidationError as error:
            raise ParameterError("; ".join(map(_sentence, error.errors()))) from None


def _left_behind(namespace: Mapping[str, Any]) -> set[str]:
    """Return the names that are there from earlier runs, in IPython: not set just before.

    The cells just before are those that only set names to plain values: the cell of parameters,
    and the one that papermill puts after it.
    """
    if "In" not in namespace:
        return set()
    set_now: set[str] = set()
    for cell in reversed(namespace["In"][:-1]):
        names = _plainly_set(cell)
        if names is None:
            break
        set_now |= names
    return set(namespace) - set_now


def _plainly_set(cell: str) -> set[str] | None:
    """Return the names that a cell sets, or None if it does anything else."""
    try:
        steps = ast.parse(cell).body
    except SyntaxError:
        return None
    names: set[str] = set()
    for step in steps:
        match step:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case _:
                return None
        calls = [node.func for node in ast.walk(step) if isinstance(node, ast.Call)]
        if any(not isinstance(call, ast.Name) or call.id != "float" for call in calls):
            return None
    return names


def _names(model: type[Parameters]) -> str:
    return ", ".join(model.model_fields)


def _sentence(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"] if part != "[key]")
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    message = str(error["msg"])
    message = message[0].lower() + message[1:]
    if error["type"] == "too_short":
        least = error["ctx"]["min_length"]
        return f"{where} has too few entries: give it {least} or more"
    if error["type"] == "string_pattern_mismatch":
        form = _FORMS.get(error["ctx"]["pattern"], message)
        return f"{where} is {error['input']!r}: {form}"
    if error["type"] == "missing":
        return f"{where} is missing: give it a value"
    return f"{where} is {error['input']!r}: {message}"
