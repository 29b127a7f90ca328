"""The built book, made once for all tests of it, whoever of several workers comes first."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def html() -> Path:
    """The folder of the book's pages, up to date."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "book.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            [sys.executable, "-m", "doit", "run", "book"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    if done.returncode:
        pytest.fail(
            f"the book does not build:\n{(done.stdout + done.stderr)[-3000:]}", pytrace=False
        )
    return ROOT / "book" / "_build" / "html"
