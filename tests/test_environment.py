"""The lock, pyproject.toml and environment.yml say the same, and name no address."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FIXED = ["jupyterlab", "pandas", "statsmodels", "matplotlib", "papermill", "jupyter-book"]


@pytest.fixture(scope="module")
def locked() -> dict[str, list[Requirement]]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    requirements = [Requirement(line) for line in re.findall(r"^([a-z0-9][^\\\n]*)", text, re.M)]
    found: dict[str, list[Requirement]] = {}
    for requirement in requirements:
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


@pytest.fixture(scope="module")
def declared() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lines = project["dependencies"] + [line for extra in extras for line in extra]
    own = canonicalize_name(project["name"])
    found = [Requirement(line) for line in lines]
    return [each for each in found if canonicalize_name(each.name) != own]


def test_no_file_in_git_names_an_index_address() -> None:
    # Whoever owns the checkout: continuous integration may run as another user.
    git = ["git", "-c", "safe.directory=*"]
    files = subprocess.run(
        [*git, "ls-files", "*.lock", "*.toml", "*.yml", "*.json", "Makefile", ".ci/run"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert "requirements.lock" in files
    hosts = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|--index-url|--find-links\b")
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in files}
    assert not [name for name, text in texts.items() if "://" in text and hosts.search(text)]
    assert "://" not in texts["requirements.lock"]


def test_every_declared_package_is_locked_in_its_range(
    declared: list[Requirement], locked: dict[str, list[Requirement]]
) -> None:
    for requirement in declared:
        pins = locked[canonicalize_name(requirement.name)]
        for pin in pins:
            version = str(pin.specifier).removeprefix("==")
            assert requirement.specifier.contains(version, prereleases=True), pin


def test_every_locked_package_is_pinned_and_hashed(locked: dict[str, list[Requirement]]) -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert all(str(pin.specifier).startswith("==") for pins in locked.values() for pin in pins)
    blocks = re.split(r"^(?=[a-z0-9][^\n]*==)", text, flags=re.M)[1:]
    assert len(blocks) == sum(map(len, locked.values()))
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_packages_the_project_promises_are_there(locked: dict[str, list[Requirement]]) -> None:
    assert set(FIXED) <= set(locked)


def test_conda_gives_python_and_the_lock_gives_the_rest() -> None:
    from rattler import MatchSpec

    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [each for each in environment["dependencies"] if isinstance(each, str)]
    (pip,) = (each["pip"] for each in environment["dependencies"] if isinstance(each, dict))
    names = [MatchSpec(each).name for each in conda]
    assert [name.normalized if hasattr(name, "normalized") else str(name) for name in names] == [
        "python", "pip",
    ]  # fmt: skip
    assert pip == ["-r requirements.lock"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"python {project['requires-python']}" in conda


@pytest.mark.parametrize(
    ("place", "anew"), [("here", False), ("/elsewhere", True), (None, False)], ids=str
)
def test_an_environment_that_was_moved_is_made_anew(
    tmp_path: Path, place: str | None, anew: bool
) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    if place:
        folder = str(tmp_path.resolve()) if place == "here" else place
        (tmp_path / ".venv" / ".place").write_text(folder + "\n")
    planned = subprocess.run(
        ["make", "--dry-run", "data"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    assert ("rm -rf .venv\n" in planned) == anew
    assert ".venv/bin/doit run" in planned
