"""The command ``livelihood``: each of its commands is one call of a public function."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from math import prod
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from chongqing_livelihood.cli_errors import Sentences, check_output

app = typer.Typer(
    name="livelihood",
    cls=Sentences,
    help="Reported figures on livelihood reform in Chongqing: clean, verify, run notebooks.",
    epilog="Exit codes: 0 done; 1 it cannot be done, or something in the data is wrong; "
    "2 the command line is not understood.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Folder = Annotated[
    Path | None, typer.Option("--data", help="A data folder; else the checkout's.", metavar="DIR")
]

Texts = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        help="Folder of the source texts; else the environment variable CHONGQING_SOURCES.",
        metavar="DIR",
    ),
]


def main() -> None:
    """Run the command; what cannot be done is sentences on standard error, exit code 1."""
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        import chongqing_livelihood

        typer.echo(f"livelihood {chongqing_livelihood.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it.")
    ] = False,
) -> None:
    """Stand before every command; it has options of its own, and does nothing."""


@app.command()
def clean(data: Folder = None) -> None:
    """Rebuild data/processed from data/raw: all tables, or none if anything is wrong."""
    from chongqing_livelihood.data.clean import write_processed

    changed = write_processed(data)
    typer.echo(f"rewritten: {', '.join(changed)}" if changed else "nothing has changed")


@app.command()
def verify(
    sources: Texts = None,
    data: Folder = None,
) -> None:
    """Prove that every token stands in its source text where the data say."""
    from chongqing_livelihood.data.sources import verify as prove

    proofs = prove(sources, data)
    for proof in proofs:
        typer.echo(str(proof), err=proof.verdict == "failed")
    if any(proof.verdict == "failed" for proof in proofs):
        raise typer.Exit(1)


@app.command()
def audit(
    widen: Annotated[
        float, typer.Option(min=0, max=100, help="How many times wider to read each number.")
    ] = 1.0,
    data: Folder = None,
) -> None:
    """Check the figures against each other, and say which agree."""
    from fractions import Fraction

    from chongqing_livelihood.data.audit import audit as judge
    from chongqing_livelihood.data.files import find_data
    from chongqing_livelihood.stats.intervals import Reading

    results = judge(find_data(data), Reading(widen=Fraction(str(widen))))
    for result in results:
        typer.echo(str(result))
    counts = Counter(result.verdict for result in results)
    typer.echo(", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()))


@app.command()
def coverage(
    sources: Texts = None,
    data: Folder = None,
) -> None:
    """List every run of digits of the sources that the coded rows do not account for."""
    from chongqing_livelihood.data.coverage import coverage as account

    found = account(sources, data)
    for source in found:
        typer.echo(str(source), err=bool(source.problems))
    if any(source.problems for source in found):
        raise typer.Exit(1)


class Shape(StrEnum):
    """How `extract` shows its drafts."""

    csv = "csv"
    jsonl = "jsonl"
    table = "table"


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(help="Text files in UTF-8; - for standard input.")],
    shape: Annotated[
        Shape | None, typer.Option("-f", "--format", help="A table in a terminal, else csv.")
    ] = None,
) -> None:
    """Draft rows in the raw format for a coder to complete."""
    from chongqing_livelihood.present.drafts import (
        check_files,
        draft_files,
        format_draft,
        header,
    )

    chosen = shape or (Shape.table if sys.stdout.isatty() else Shape.csv)
    many = len(files) > 1
    check_files(files)
    if chosen is Shape.table:
        for path in files:
            _print_in_context(path, path if many else None)
        return
    form: Literal["csv", "jsonl"] = "csv" if chosen is Shape.csv else "jsonl"
    if form == "csv":
        typer.echo(header(form, with_file=many))
    hidden = not many or not sys.stderr.isatty()
    with typer.progressbar(files, file=sys.stderr, hidden=hidden) as bar:
        for path in bar:
            for draft in draft_files([path]):
                typer.echo(format_draft(draft, form, with_file=many))


def _print_in_context(path: str, title: str | None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from chongqing_livelihood.present.drafts import mark_in_context

    table = Table("kind", "in its context", title=title)
    for kind, before, token, after in mark_in_context(path):
        table.add_row(kind, Text.assemble(before, (f"⟦{token}⟧", "bold"), after))
    Console().print(table)


@app.command()
def run(
    notebook: Annotated[str, typer.Argument(help="Number, name or path of a notebook.")],
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", help="name=value; value as in YAML.", metavar="N=V"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="The executed notebook; else run-NAME.ipynb, in this folder.",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Run a notebook with other parameters and print its results."""
    from chongqing_livelihood.present.notebooks import check_names, find_notebook, run_notebook

    path = find_notebook(notebook)
    # The name does not begin with a number, so that the book does not take it for a notebook.
    target = output if output is not None else Path(f"run-{path.stem}.ipynb")
    check_output(target, [path])
    given = {name: _value(name, value) for name, value in _pairs(parameter or []).items()}
    check_names(path, given)
    results = run_notebook(path, target, given)
    for entry in results:
        bounds = f"[{entry['lower'] or '-∞'}, {entry['upper'] or '∞'}]"
        typer.echo(f"{entry['id']}: {entry['value'] or 'unknown'} {bounds} {entry['unit']}")
    typer.echo(f"written: {target}", err=True)


@app.command()
def sweep(
    notebook: Annotated[str, typer.Argument(help="Number, name or path of a notebook.")],
    parameter: Annotated[
        list[str],
        typer.Option(
            "-p", "--parameter", help="name=start:stop:step or name=a,b,c.", metavar="N=GRID"
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The table (CSV) to write.", metavar="FILE")
    ] = Path("sweep.csv"),
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help="How many at once.")
    ] = None,
) -> None:
    """Run a notebook over a grid of parameters and gather its results in one table."""
    from chongqing_livelihood.data.files import to_csv, write_whole
    from chongqing_livelihood.present.notebooks import find_notebook
    from chongqing_livelihood.present.sweep import RESULT_COLUMNS, expand_values
    from chongqing_livelihood.present.sweep import sweep as run_grid

    path = find_notebook(notebook)
    check_output(output, [path])
    axes = {name: expand_values(grid) for name, grid in _pairs(parameter).items()}
    size = prod(len(values) for values in axes.values())
    grid = run_grid(path, axes, jobs)
    with typer.progressbar(grid, size, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        # As the grid was written, whichever point was done first.
        points = sorted(
            bar, key=lambda point: [axes[name].index(at) for name, at in point.parameters.items()]
        )
    failed = [point for point in points if point.failure]
    for point in failed:
        typer.echo(f"{dict(point.parameters)}: {point.failure}", err=True)
    rows = [row for point in points for row in point.rows()]
    if rows:
        # A table with gaps never takes the place of a whole one.
        target = output.with_suffix(f".partial{output.suffix}") if failed else output
        text = to_csv([*axes, *RESULT_COLUMNS], rows)
        write_whole(target.absolute().parent, {target.name: text.encode("utf-8")})
        typer.echo(f"{target}: {len(rows)} results of {len(points) - len(failed)} runs")
    if failed:
        raise typer.Exit(1)


def _pairs(given: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for entry in given:
        name, equals, value = entry.partition("=")
        if not equals or not name.isidentifier():
            raise ValueError(f"-p {entry!r} is not name=value: write -p background_high=0.06")
        if name in pairs:
            raise ValueError(f"-p {name} is given twice: leave one of them out")
        pairs[name] = value
    return pairs


def _value(name: str, value: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(value)
    except (yaml.YAMLError, ValueError):  # a ValueError is a date that is none
        raise ValueError(f"-p {name}: {value!r} is not a value as YAML writes it") from None


if __name__ == "__main__":
    main()
