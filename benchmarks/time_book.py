"""Time the book: a strict build, one changed page, and each page in a browser.

Run ``python benchmarks/time_book.py [--write]`` once the notebooks are executed (``make book``);
``--only build`` or ``pages`` does a part. Builds a copy of ``book/``, so that nothing there
changes, and opens each page of it in a headless Chromium with an empty cache.
"""

import argparse
import functools
import http.server
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from results import write_table

from chongqing_livelihood.present.book import build_book
from chongqing_livelihood.present.pdf import find_browser

ROOT = Path(__file__).parents[1]
CHANGED = Path("book") / "fields" / "schools.md"
BUDGETS = {"strict build": 90, "one changed page": 10, "weight": 300, "usable": 1}
SHOWN = 10
ROUNDS = 2  # of which the fastest counts
COLUMNS = ("measured", "of", "value", "unit", "budget")
# A page is usable when its scripts have run and the search field that the reader opens has focus.
USABLE = """document.addEventListener("DOMContentLoaded", () => setTimeout(() => {
  const seen = (part) => part.checkVisibility();
  const open = [...document.querySelectorAll(".search-button__button")].find(seen);
  if (open) open.click();
  const look = () => {
    const at = document.activeElement;
    if (!open || (at && at.matches("input[type=search]"))) window.usable = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}));"""

Row = tuple[str, str, str, str, int]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the sources of the book, beside what its pages include."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "book", root / "book", ignore=shutil.ignore_patterns("_build"))
        for name in ("CHANGELOG.md", "data", "benchmarks"):
            (root / name).symlink_to(ROOT / name)
        yield root


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of the folder, on this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def row(measured: str, of: str, value: float, unit: str, digits: int = 1) -> Row:
    return measured, of, f"{value:.{digits}f}", unit, BUDGETS[measured]


def time_builds() -> Iterator[Row]:
    """Yield the seconds of a first build and of one after a change in one page."""
    with copied() as root:
        begun = time.perf_counter()
        build_book(root)
        yield row("strict build", "all pages", time.perf_counter() - begun, "s")
        page = root / CHANGED
        page.write_text(page.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
        begun = time.perf_counter()
        build_book(root)
        yield row("one changed page", CHANGED.stem, time.perf_counter() - begun, "s")


def pages(html: Path) -> list[Path]:
    found = [path for path in sorted(html.rglob("*.html")) if "_static" not in path.parts]
    return [path for path in found if path != html / "index.html"]  # that one redirects


def weigh(html: Path) -> Iterator[Row]:
    """Yield the heaviest pages, in thousands of bytes."""
    weights = sorted(((path.stat().st_size, path) for path in pages(html)), reverse=True)
    for size, path in weights[:SHOWN]:
        yield row("weight", path.relative_to(html).as_posix(), size / 1000, "kB", 0)


def time_pages(html: Path) -> Iterator[Row]:
    """Yield the pages that take longest until they can be used, and the middle one of all."""
    with served(html) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        names = [path.relative_to(html).as_posix() for path in pages(html)]
        until_usable(browser, address + names[0])  # the browser itself starts up
        times = sorted(
            (
                (
                    min(until_usable(browser, address + name) for _ in range(ROUNDS)),
                    name,
                )
                for name in names
            ),
            reverse=True,
        )
        browser.close()
    yield row("usable", f"middle of {len(times)} pages", times[len(times) // 2][0], "s", 2)
    for seconds, name in times[:SHOWN]:
        yield row("usable", name, seconds, "s", 2)


def until_usable(browser: Browser, address: str) -> float:
    """Return the seconds from the start of the request until the page can be used."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(USABLE)
    page.goto(address)
    page.wait_for_function("window.usable")
    milliseconds = float(page.evaluate("window.usable"))
    context.close()
    return milliseconds / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("build", "pages"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    html = ROOT / "book" / "_build" / "html"
    rows = [] if options.only == "pages" else list(time_builds())
    if options.only != "build":
        rows += [*weigh(html), *time_pages(html)]
    for measured, of, value, unit, budget in rows:
        over = "" if float(value) < budget else f"   over its budget of {budget} {unit}"
        print(f"{measured:18} {of:44} {value:>7} {unit}{over}")
    if options.write:
        print(write_table("book", COLUMNS, rows))


if __name__ == "__main__":
    main()
