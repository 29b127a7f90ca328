"""The room as a whole: its examples run, its order holds, and importing it stays light."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import chongqing_livelihood.stats as room

ORDER = [
    "exact",
    "timing",
    "intervals",
    "corners",
    "percentage",
    "granularity",
    "trend",
    "change",
    "bounds",
    "selection",
    "plan",
    "pooling",
    "proportions",
    "power",
    "series",
]
MODULES = sorted(module.name for module in pkgutil.iter_modules(room.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str):
    module = importlib.import_module(f"{room.__name__}.{name}")
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_public_function_has_an_example(name: str):
    tree = ast.parse((Path(room.__path__[0]) / f"{name}.py").read_text(encoding="utf-8"))
    # An overload has no body of its own: the last definition of a name is the one that counts.
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    without = [
        function
        for function, node in functions.items()
        if not function.startswith("_") and ">>>" not in (ast.get_docstring(node) or "")
    ]
    assert without == []


@pytest.mark.parametrize("name", MODULES)
def test_modules_import_only_from_those_before(name: str):
    tree = ast.parse((Path(room.__path__[0]) / f"{name}.py").read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    project = {module for module in imported if module and module.startswith("chongqing")}
    assert project <= {f"{room.__name__}.{earlier}" for earlier in ORDER[: ORDER.index(name)]}


def test_importing_the_room_loads_no_numerics():
    names = ", ".join(f"{room.__name__}.{name}" for name in MODULES)
    heavy = {"numpy", "scipy", "statsmodels", "pandas"}
    script = f"import sys, {names}; print({heavy} & set(sys.modules) or 'light')"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "light"
