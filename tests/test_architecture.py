"""The rooms import one way, and importing the package brings nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import chongqing_livelihood

PACKAGE = Path(chongqing_livelihood.__file__).parent
ORDER = ["reading", "stats", "data", "present", "cli_errors", "cli"]
ONLY_STANDARD_LIBRARY = ["reading"]
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    return imported(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE))


def imported(code: str, place: Path) -> set[str]:
    """Return every module that code imports, wherever in it, with relative ones resolved."""
    package = ["chongqing_livelihood", *place.parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found.add(module)
            if module == "chongqing_livelihood":  # the name is a room, or comes from one
                homes = chongqing_livelihood._HOMES
                found |= {f"{module}.{homes.get(each.name, each.name)}" for each in node.names}
    return found


def room_of(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] != "chongqing_livelihood" or len(parts) < 2:
        return None
    return parts[1]


@pytest.mark.parametrize(
    ("code", "module"),
    [
        ("from chongqing_livelihood.data.files import LINE", "chongqing_livelihood.data.files"),
        ("from chongqing_livelihood import data", "chongqing_livelihood.data"),
        ("from chongqing_livelihood import load", "chongqing_livelihood.data.load"),
        ("from .. import data", "chongqing_livelihood.data"),
        ("from ..data import files", "chongqing_livelihood.data"),
        ("def later():\n    import pandas", "pandas"),
    ],
)
def test_every_way_to_import_is_seen(code: str, module: str) -> None:
    assert module in imported(code, Path("stats/change.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_rooms_import_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    later = set(ORDER[ORDER.index(own) + 1 :])
    wrong = {module for module in imports(path) if room_of(module) in later}
    assert not wrong, f"{own} must not import {wrong}"


@pytest.mark.parametrize("room", ONLY_STANDARD_LIBRARY)
def test_reading_needs_the_standard_library_only(room: str) -> None:
    used = {m.split(".")[0] for path in (PACKAGE / room).rglob("*.py") for m in imports(path)}
    assert used - set(sys.stdlib_module_names) <= {"chongqing_livelihood"}


@pytest.mark.parametrize("room", ["reading", "stats"])
def test_reading_and_stats_know_no_files_tables_or_plots(room: str) -> None:
    used = {m.split(".")[0] for path in (PACKAGE / room).rglob("*.py") for m in imports(path)}
    assert not used & {"pandas", "pandera", "matplotlib", "pathlib", "csv", "yaml"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


def test_importing_the_package_brings_nothing_heavy() -> None:
    code = "import chongqing_livelihood, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pandas", "numpy", "matplotlib", "statsmodels", "pydantic"} & set(loaded)


def test_the_public_names_are_there_and_documented() -> None:
    assert 10 <= len(chongqing_livelihood.__all__) <= 20
    for name in chongqing_livelihood.__all__:
        assert getattr(chongqing_livelihood, name).__doc__, name
    assert set(chongqing_livelihood.__all__) == set(chongqing_livelihood._HOMES)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        _ = chongqing_livelihood.lode  # type: ignore[attr-defined]
