"""A wrong value or name ends in one clear sentence, in Python and in a notebook."""

import sys
from types import ModuleType

import pytest
from IPython.core.interactiveshell import InteractiveShell
from pydantic import Field, ValidationError

from chongqing_livelihood.present.analyses.outpatient_growth import OutpatientGrowth
from chongqing_livelihood.present.parameters import ParameterError, Parameters

GOOD = {"figures": {"chengxi": "cqrb-2022:2569"}}
WRONG = {
    "misspelt name": (
        {"backgroud_low": 0.01},
        "OutpatientGrowth has no parameter 'backgroud_low': did you mean 'background_low'?",
    ),
    "unheard-of name": (
        {"colour": "red"},
        "OutpatientGrowth has no parameter 'colour': take one of widen, figures, "
        "assumed_years, background_low, background_high, shock",
    ),
    "background upside down": (
        {"background_low": 0.05, "background_high": 0.01},
        "background_low (0.05) is above background_high (0.01): swap them",
    ),
    "years too few": (
        {"assumed_years": 0},
        "assumed_years is 0: input should be greater than or equal to 0.5",
    ),
    "years a word": (
        {"assumed_years": "three"},
        "assumed_years is 'three': input should be a valid number, unable to parse string as a "
        "number",
    ),
    "not a number": (
        {"background_high": float("nan")},
        "background_high is nan: input should be a finite number",
    ),
    "rate in percent": (
        {"background_high": 4},
        "background_high is 4: input should be less than or equal to 0.5",
    ),
    "no figures": (
        {"figures": {}},
        "figures has too few entries: give it 1 or more",
    ),
    "figure id without start": (
        {"figures": {"chengxi": "cqrb-2022"}},
        "figures.chengxi is 'cqrb-2022': a figure_id looks like 'cqrb-2022:2569'",
    ),
    "yes for a number": ({"widen": True}, "widen is True: write a number, not yes or no"),
    "negative widening": ({"widen": -1}, "widen is -1: input should be greater than or equal to 0"),
}


@pytest.mark.parametrize(("given", "sentence"), WRONG.values(), ids=WRONG)
def test_one_clear_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ParameterError) as error:
        OutpatientGrowth.check(GOOD | given)
    assert str(error.value) == sentence
    assert error.value._render_traceback_() == [f"ParameterError: {sentence}"]


def test_what_ipython_and_imports_leave_behind_is_no_parameter() -> None:
    namespace = GOOD | {"In": ["x"], "Out": {}, "_": 1, "_i1": "x", "pytest": pytest, "f": len}
    assert OutpatientGrowth.check(namespace).figures == GOOD["figures"]


def test_parameters_are_frozen() -> None:
    chosen = OutpatientGrowth.check(GOOD)
    with pytest.raises(ValidationError):
        chosen.widen = 2  # type: ignore[misc]


def test_every_parameter_is_described() -> None:
    assert all(field.description for field in OutpatientGrowth.model_fields.values())


def run(*cells: str) -> list[str]:
    """Return the sentence in which each cell of a session of IPython fails, or nothing."""
    shell = InteractiveShell()
    return [str(shell.run_cell(cell, store_history=True).error_in_exec or "") for cell in cells]


USE = "chosen.widen"
CHECK = "from tests_example import Example\nchosen = Example.check(globals())"
LATER = "import math\nchanges = [1, 2]\nalt = 'words'"


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["widen = 1", CHECK, LATER, "widen = 2", CHECK], ""),
        (["widen = 1", CHECK, LATER, CHECK], ""),
        (["widen = 1", CHECK, LATER, "wident = 2", CHECK], "no parameter 'wident'"),
        (["widen = 1", "wident = 2", CHECK], "no parameter 'wident'"),
        (["widen = 1", CHECK, LATER, "widen = 1", "wident = float('inf')", CHECK], "'wident'"),
        (["wident = 2", CHECK, "widen = 2", "1 + 1", CHECK], ""),
        (["widen = 1", CHECK, LATER, "widen = -1", CHECK], "widen is -1"),
        (["widen = 1", CHECK, USE, "widen = 2", CHECK, USE], ""),
        (["widen = 1", CHECK, USE, "widen = -1", CHECK, USE], "'chosen' is not defined"),
    ],
)
def test_a_notebook_can_be_run_again_in_its_session(
    cells: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Example(Parameters):
        widen: float = Field(default=1, ge=0)

    module = ModuleType("tests_example")
    module.Example = Example  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tests_example", module)
    assert sentence in run(*cells)[-1]
    assert bool(sentence) == bool(run(*cells)[-1])
