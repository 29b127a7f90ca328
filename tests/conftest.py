"""What every test shares: the built project, and tests skipped by name for want of the texts."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CHONGQING_SOURCES"):
        return
    missing = pytest.mark.skip(reason="needs the source texts: set CHONGQING_SOURCES")
    for item in items:
        if "sources" in item.keywords:
            item.add_marker(missing)


def build(task: str) -> None:
    """Bring a task of the graph up to date, whoever of several workers comes first."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            [sys.executable, "-m", "doit", "run", "--process", "2", task],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
    if done.returncode:
        said = (done.stdout + done.stderr)[-3000:]
        pytest.fail(f"the task {task} fails:\n{said}", pytrace=False)


@pytest.fixture(scope="session")
def executed() -> Path:
    """The folder of the notebooks as the task graph has executed them."""
    build("notebook")
    return ROOT / "book" / "executed"


@pytest.fixture(scope="session")
def html() -> Path:
    """The folder of the book's pages, up to date."""
    build("book")
    return ROOT / "book" / "_build" / "html"
