"""What every test shares: the built project, a browser, and what is skipped by name for want."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from chongqing_livelihood.present.book import BookError
from chongqing_livelihood.present.pdf import find_browser

ROOT = Path(__file__).parents[1]

# Here, before any test module is read, so that a property is judged alike whichever tests run with
# it: a busy machine is no failure (time is tested as a ratio), and the same code gives the same
# verdict every time. New examples are the business of the fuzzer (benchmarks/fuzz_reading.py).
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

try:
    CHROMIUM = find_browser()
except BookError:
    CHROMIUM = ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    wanting = {}
    if not os.environ.get("CHONGQING_SOURCES"):
        wanting["sources"] = "needs the source texts: set CHONGQING_SOURCES"
    if not CHROMIUM:
        wanting["browser"] = "needs a Chromium: none is on the path"
    for item in items:
        for mark in wanting.keys() & item.keywords.keys():
            item.add_marker(pytest.mark.skip(reason=wanting[mark]))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium, closed with the module: an open one keeps the event loop of its worker
    running, in which no other browser and no notebook can be started."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


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
