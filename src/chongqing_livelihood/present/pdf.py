"""Print the whole book as one PDF with a headless Chromium, without any request to a network."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from chongqing_livelihood.present.book import BookError, run_jupyter_book

NAME: Final = "chongqing-livelihood.pdf"
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS: Final = 300


def build_pdf(root: Path) -> Path:
    """Build ``book/`` below ``root`` as one page, print it, and return the PDF.

    The PDF has an outline of the headings, page numbers, and links that lead within it. An older
    one stays as it was when anything fails.

    Raises:
        BookError: If the build warns of anything, or there is no Chromium, or it cannot print.
    """
    browser = find_browser()
    book = root.resolve() / "book"
    scratch, target = book / "_build" / ".pdf", book / "_build" / NAME
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        run_jupyter_book(book, scratch, "singlehtml")
        pages = scratch / "_build" / "singlehtml"
        page = next((p for p in (pages / "index.html", pages / "intro.html") if _is_whole(p)), None)
        if page is None:
            raise BookError("the book was not printed: its single page is not there")
        printed = scratch / NAME
        print_page(browser, page, printed)
        printed.replace(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def find_browser() -> str:
    """Return the path of a Chromium.

    Raises:
        BookError: If there is none.
    """
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise BookError("the book was not printed: install Chromium (Debian: apt install chromium)")


def print_page(browser: str, page: Path, target: Path) -> None:
    """Print a page from disk, with an outline.

    Raises:
        BookError: If Chromium fails or takes too long.
    """
    profile = target.with_name("profile")
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",  # in a container it is often too small for a long page
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",  # nothing is looked up outside
        "--allow-file-access-from-files",
        f"--user-data-dir={profile}",
        "--force-color-profile=srgb",
        "--no-pdf-header-footer",  # the style sheet numbers the pages
        "--generate-pdf-document-outline",
        "--virtual-time-budget=20000",
        f"--print-to-pdf={target}",
        page.resolve().as_uri(),
    ]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise BookError(f"the book was not printed: Chromium took over {SECONDS} seconds") from None
    if done.returncode or not target.is_file():
        last = [line for line in done.stderr.splitlines() if line.strip()][-3:]
        raise BookError("\n".join(["the book was not printed:", *(f"  {line}" for line in last)]))


def _is_whole(page: Path) -> bool:
    """Tell whether a page is there and does not merely lead to another."""
    return page.is_file() and "http-equiv" not in page.read_text("utf-8")[:400].lower()
