"""The task graph: what is rebuilt from what. Run by `make book`; `doit list` shows the tasks."""

import ast
import json
import re
from functools import cache
from pathlib import Path

from doit.exceptions import TaskFailed

from chongqing_livelihood.data.tables import PROCESSED_TABLES

ROOT = Path(__file__).parent
DATA = ROOT / "data"
BOOK = ROOT / "book"
EXECUTED = BOOK / "executed"
EVIDENCE = BOOK / "_generated" / "evidence.json"
PACKAGE = ROOT / "src" / "chongqing_livelihood"
# A copy that a student has made beside a notebook is no part of the book.
NOTEBOOKS = [
    path
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
    if re.fullmatch(r"\d\d_[a-z0-9_]+", path.stem)
]

RAW = [path for path in sorted((DATA / "raw").rglob("*")) if path.is_file()]
PROCESSED = [
    *(DATA / "processed" / f"{table.name}.csv" for table in PROCESSED_TABLES),
    DATA / "processed" / "datapackage.json",
]

# What was built from what is remembered here; lose it, and everything is built once more.
CACHE = ROOT / ".cache"
CACHE.mkdir(exist_ok=True)
DOIT_CONFIG = {
    "backend": "sqlite3",
    "dep_file": str(CACHE / "doit.sqlite"),
    "default_tasks": ["book"],
    "reporter": "executed-only",
    "verbosity": 2,
}


def code_of(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((PACKAGE / room).rglob("*.py"))]


def or_fail(action, *arguments):  # type: ignore[no-untyped-def]
    """Run an action; where it fails, say its sentence instead of a traceback."""
    try:
        outcome = action(*arguments)
    except (ValueError, RuntimeError, OSError) as error:
        return TaskFailed(str(error))
    return outcome if isinstance(outcome, TaskFailed) else None


def task_data():  # type: ignore[no-untyped-def]
    """data/raw to data/processed, all tables or none"""
    return {
        "actions": [(or_fail, [rebuild_tables])],
        "file_dep": [*RAW, *code_of("reading", "stats", "data"), ROOT / "pyproject.toml"],
        "targets": PROCESSED,
    }


def rebuild_tables() -> None:
    from chongqing_livelihood.data.clean import write_processed
    from chongqing_livelihood.data.files import find_data

    write_processed(find_data(DATA))


def task_verify():  # type: ignore[no-untyped-def]
    """every token against its source text, where the texts are at hand"""
    from chongqing_livelihood.data.sources import sources_folder

    folder = sources_folder()
    texts = sorted(folder.glob("*.txt")) if folder else []
    return {"actions": [(or_fail, [prove])], "file_dep": [*RAW, *texts]}


def prove():  # type: ignore[no-untyped-def]
    from chongqing_livelihood.data.files import find_data
    from chongqing_livelihood.data.sources import verify

    proofs = verify(data=find_data(DATA))
    print(*proofs, sep="\n")
    if any(proof.verdict == "failed" for proof in proofs):
        return TaskFailed("the data do not stand in the source texts as recorded; see above")
    return None


def code_behind(notebook: Path) -> list[Path]:
    """Return the modules that run a notebook: those it imports, those they import, the runner."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    found = {PACKAGE / "present" / "notebooks.py"}
    waiting = imported("\n".join(code), PACKAGE)
    while waiting:
        found |= waiting
        waiting = {each for module in waiting for each in imports_of(module)} - found
    return sorted(found)


@cache
def imports_of(module: Path) -> frozenset[Path]:
    return frozenset(imported(module.read_text(encoding="utf-8"), module.parent))


def imported(code: str, folder: Path) -> set[Path]:
    """Return the files of the package that code in this folder imports, lazy imports included."""
    names: set[Path] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            steps = node.module.split(".") if node.module else []
            start = [folder, *folder.parents][node.level - 1] if node.level else PACKAGE.parent
            base = start.joinpath(*steps)
            names |= {base, *(base / alias.name for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {PACKAGE.parent.joinpath(*alias.name.split(".")) for alias in node.names}
    files = {form for name in names for form in (name.with_suffix(".py"), name / "__init__.py")}
    return {file for file in files if PACKAGE in file.parents and file.is_file()}


def task_notebook():  # type: ignore[no-untyped-def]
    """each notebook with its defaults, into book/executed"""
    for notebook in NOTEBOOKS:
        output = EXECUTED / notebook.name
        yield {
            "name": notebook.stem,
            "actions": [(execute, [notebook, output])],
            "file_dep": [notebook, *PROCESSED, *RAW, *code_behind(notebook)],
            "targets": [output],
        }


def execute(notebook: Path, output: Path):  # type: ignore[no-untyped-def]
    from chongqing_livelihood.present.notebooks import run_notebook

    return or_fail(run_notebook, notebook, output)


def task_evidence():  # type: ignore[no-untyped-def]
    """figures and results, gathered for the book"""
    executed = [EXECUTED / notebook.name for notebook in NOTEBOOKS]
    gatherer = PACKAGE / "present" / "evidence.py"
    code = [gatherer, *imports_of(gatherer)]
    return {
        "actions": [(or_fail, [gather, executed])],
        "file_dep": [*PROCESSED, *executed, *RAW, *code],
        "targets": [EVIDENCE],
    }


def gather(executed: list[Path]) -> None:
    from chongqing_livelihood.data.files import find_data, write_whole
    from chongqing_livelihood.present.evidence import gather_evidence

    text = gather_evidence(find_data(DATA), executed)
    write_whole(EVIDENCE.parent, {EVIDENCE.name: text.encode("utf-8")})


def what_the_book_is_made_of() -> list[Path]:
    pages = [
        path
        for path in sorted(BOOK.rglob("*"))
        if path.is_file() and not {"_build", "_generated", "executed"} & set(path.parts)
    ]
    return [
        *pages,
        *sorted((ROOT / "benchmarks" / "results").glob("*.csv")),
        EVIDENCE,
        *(EXECUTED / notebook.name for notebook in NOTEBOOKS),
        *code_of("present"),
    ]


def task_book():  # type: ignore[no-untyped-def]
    """the strict build of the book, into book/_build/html"""
    return {
        "actions": [(or_fail, [publish])],
        "file_dep": what_the_book_is_made_of(),
        "task_dep": ["verify"],
        "targets": [BOOK / "_build" / "html" / "index.html"],
    }


def publish() -> None:
    from chongqing_livelihood.present.book import build_book

    build_book(ROOT)
    print(f"book: open {(BOOK / '_build' / 'html' / 'index.html').relative_to(ROOT)}")


def task_words():  # type: ignore[no-untyped-def]
    """the words that code writes into the book, gathered for translators"""
    return {
        "actions": [(or_fail, [gather_words])],
        "file_dep": [EVIDENCE, *code_of("present"), *code_of("data")],
        "targets": [PACKAGE / "present" / "locales" / "chongqing-livelihood.pot"],
    }


def gather_words() -> None:
    from chongqing_livelihood.data.files import write_whole
    from chongqing_livelihood.present.messages import TEMPLATE, write_template

    write_whole(TEMPLATE.parent, {TEMPLATE.name: write_template(EVIDENCE).encode("utf-8")})


def task_pdf():  # type: ignore[no-untyped-def]
    """the whole book as one PDF, by a Chromium"""
    from chongqing_livelihood.present.pdf import NAME

    target = BOOK / "_build" / NAME
    return {
        "actions": [(or_fail, [print_book])],
        "file_dep": what_the_book_is_made_of(),
        "task_dep": ["book"],
        "targets": [target],
    }


def print_book() -> None:
    from chongqing_livelihood.present.pdf import build_pdf

    print(f"pdf: open {build_pdf(ROOT).relative_to(ROOT)}")
