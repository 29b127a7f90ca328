"""The command line as a stranger runs it, with wrong arguments too."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import chongqing_livelihood
from chongqing_livelihood.cli import app

runner = CliRunner()


def test_without_arguments_it_explains_itself() -> None:
    shown = runner.invoke(app, [])
    for command in ("audit", "clean", "coverage", "extract", "run", "sweep", "verify"):
        assert command in shown.output


@pytest.mark.parametrize(
    "arguments",
    [["cleen"], ["clean", "--dta", "x"], ["run"], ["sweep", "2", "-p", "widen=1", "-j", "0"]],
)
def test_wrong_words_end_in_usage_and_exit_code_2(arguments: list[str]) -> None:
    shown = runner.invoke(app, arguments)
    assert shown.exit_code == 2
    assert "Usage" in shown.output
    assert "Traceback" not in shown.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["clean", "--data", "/nowhere"], "is not a data folder"),
        (["verify", "--sources", "/nowhere"], "is not a folder"),
        (["extract", "/nowhere.txt"], "/nowhere.txt: is missing: name a text file"),
        (["extract", "/"], "/: is a folder: name the files in it"),
        (["coverage", "--sources", "/nowhere"], "is not a folder"),
        (["sweep", "2", "-p", "widen=1:2:0"], "a step of 0 does not lead from 1 to 2"),
        (["sweep", "2", "-p", "widen=1", "-o", "/nowhere/s.csv"], "there is no folder /nowhere"),
        (["run", "2", "-o", "/nowhere/o.ipynb"], "there is no folder /nowhere"),
        (["run", "99"], "no notebook is called '99'"),
        (["run", "2", "-p", "widen"], "-p 'widen' is not name=value"),
        (["run", "2", "-p", "widen=["], "'[' is not a value as YAML writes it"),
        (["run", "2", "-p", "widen=2024-13-45"], "'2024-13-45' is not a value as YAML writes it"),
        (["run", "2", "-p", "widen=1", "-p", "widen=2"], "-p widen is given twice"),
        (["run", "2", "-o", "/"], "/ is a folder: name a file in it"),
        (["run", "2", "-o", "/dev/null"], "/dev/null is no ordinary file: name another output"),
        (["run", "nowhere.ipynb"], "there is no notebook nowhere.ipynb"),
        (["sweep", "nowhere.ipynb", "-p", "a=1"], "there is no notebook nowhere.ipynb"),
        (["sweep", "2", "-p", "widen=[,1"], "'[,1' is no list of values as YAML writes them"),
        (["sweep", "2", "-p", "widen=nan:1:1"], "'nan:1:1' is not start:stop:step in numbers"),
        (["sweep", "2", "-p", "widen=1:inf:1"], "'1:inf:1' is not start:stop:step in numbers"),
        (["extract", ""], "the empty name: is no file: name a text file"),
        (["extract", "a" * 300], "file name too long"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_1(
    arguments: list[str], sentence: str
) -> None:
    shown = runner.invoke(app, arguments)
    assert shown.exit_code == 1
    assert sentence in shown.stderr
    assert len(shown.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", "1", "\xff"])
@pytest.mark.parametrize("command", [["run"], ["sweep", "-p", "a=1"]])
def test_what_is_no_notebook_is_named(tmp_path: Path, text: str, command: list[str]) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text, "latin-1")
    shown = runner.invoke(app, [*command, str(path)])
    assert shown.exit_code == 1
    assert shown.stderr == f"{path} is no notebook: name one that JupyterLab opens\n"


def test_a_notebook_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text("kept")
    shown = runner.invoke(app, ["run", str(path), "-o", str(path)])
    assert (shown.exit_code, path.read_text()) == (1, "kept")
    assert shown.stderr == f"{path} is what is to be run: name another output\n"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "papermill", None)
    shown = runner.invoke(app, ["run", "2", "-p", "widen=2"])
    assert shown.exit_code == 1
    assert shown.stderr == (
        "this needs papermill, which is not installed: install this package with its extra, "
        "as in pip install '.[book]'\n"
    )


def test_a_full_disk_is_one_sentence() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    with Path("/dev/full").open("w") as full:
        shown = subprocess.run(
            [sys.executable, "-m", "chongqing_livelihood.cli", "--help"],
            stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert shown.returncode == 1
    assert shown.stderr.count("\n") == 1
    assert "no space left" in shown.stderr


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    shown = subprocess.run(
        f"{sys.executable} -m chongqing_livelihood.cli audit | head -1",
        shell=True, capture_output=True, text=True,
    )  # fmt: skip
    assert shown.stdout.count("\n") == 1
    assert shown.stderr == ""


def test_the_version_is_that_of_the_package() -> None:
    shown = runner.invoke(app, ["--version"])
    assert shown.output == f"livelihood {chongqing_livelihood.__version__}\n"


def test_extract_drafts_rows_from_standard_input() -> None:
    shown = runner.invoke(app, ["extract", "-", "-f", "csv"], input="近3.5万户，2021年底")
    assert shown.output.splitlines()[1:] == [
        "0,6,近3.5万户,figure,,,,,,,,,,,",
        "7,13,2021年底,date,,,,,,,,,,,",
    ]


def test_extract_marks_figures_in_their_context(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("创办近3.5万户，", "utf-8")
    assert "创办⟦近3.5万户⟧" in runner.invoke(app, ["extract", str(path), "-f", "table"]).output


def test_extract_of_many_files_names_each(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text("7名", "utf-8")
    shown = runner.invoke(app, ["extract", *map(str, paths), "-f", "jsonl"])
    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [line["file"] for line in lines] == [str(path) for path in paths]
    assert {line["text"] for line in lines} == {"7名"}


def test_extract_refuses_what_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("7名".encode("gbk"))
    shown = runner.invoke(app, ["extract", str(path)])
    assert shown.exit_code == 1
    assert "is not UTF-8 (byte 1): convert it first" in shown.stderr


@pytest.mark.parametrize("form", ["csv", "table"])
def test_extract_names_the_byte_however_far_it_lies(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("户".encode() * 100_000 + b"\xe6")
    shown = runner.invoke(app, ["extract", str(path), "-f", form])
    assert shown.exit_code == 1
    assert "is not UTF-8 (byte 300000): convert it first" in shown.stderr


def test_extract_counts_characters_as_the_data_do(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("户\r\n7名".encode())
    for name, given in ((str(path), None), ("-", path.read_bytes())):
        shown = runner.invoke(app, ["extract", name, "-f", "csv"], input=given)
        assert shown.output.splitlines()[1].startswith("3,5,7名,")


def test_extract_reads_a_pipe() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "chongqing_livelihood.cli", "extract", "/dev/stdin"],
        input="7名", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout.splitlines()[1].startswith("0,2,7名,")


@pytest.mark.slow
def test_a_sweep_keeps_the_order_of_its_grid(tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    shown = runner.invoke(app, ["sweep", "2", "-p", "assumed_years=10,3", "-o", str(table)])
    assert shown.exit_code == 0, shown.output
    firsts = [line.partition(",")[0] for line in table.read_text("utf-8").splitlines()[1:]]
    assert list(dict.fromkeys(firsts)) == ["10", "3"]


@pytest.mark.slow
def test_a_sweep_with_a_failing_point_leaves_the_whole_table_alone(tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    table.write_text("whole")
    shown = runner.invoke(app, ["sweep", "2", "-p", "assumed_years=0,3", "-o", str(table)])
    assert shown.exit_code == 1
    assert "assumed_years is 0" in shown.stderr
    assert table.read_text() == "whole"
    assert (tmp_path / "s.partial.csv").read_text("utf-8").startswith("assumed_years,id,")


def test_audit_counts_the_verdicts() -> None:
    shown = runner.invoke(app, ["audit"])
    assert shown.exit_code == 0
    last = shown.output.strip().splitlines()[-1]
    assert all(word in last for word in ("consistent", "inconsistent", "undetermined"))


@pytest.mark.sources
def test_coverage_with_the_texts_leaves_nothing() -> None:
    shown = runner.invoke(app, ["coverage"])
    assert shown.exit_code == 0, shown.output
    assert shown.output.count("each in exactly one row") == 5


def test_verify_without_the_texts_says_so_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHONGQING_SOURCES", raising=False)
    shown = runner.invoke(app, ["verify"])
    assert shown.exit_code == 0
    assert shown.output.count("not run, the text is not at hand") == 5


@pytest.mark.sources
def test_verify_with_the_texts_proves_every_token() -> None:
    shown = runner.invoke(app, ["verify"])
    assert shown.exit_code == 0, shown.output
    assert shown.output.count("stand as recorded") == 5


@pytest.mark.slow
def test_run_prints_the_results_and_keeps_the_notebook(tmp_path: Path) -> None:
    output = tmp_path / "o.ipynb"
    command = [sys.executable, "-m", "chongqing_livelihood.cli", "run", "2", "-o", str(output)]
    shown = subprocess.run(
        [*command, "-p", "background_high=0.06"], capture_output=True, text=True, check=True
    )
    assert "outpatient_growth:background_high: 6 [6, 6] percent_per_year" in shown.stdout
    assert output.is_file()


def test_run_refuses_an_unknown_parameter_before_anything_runs() -> None:
    shown = runner.invoke(app, ["run", "2", "-p", "wident=2"])
    assert shown.exit_code == 1
    assert shown.stderr.strip() == (
        "02_outpatient_growth.ipynb has no parameter 'wident': did you mean 'widen'?"
    )


@pytest.mark.slow
def test_run_with_a_wrong_value_names_notebook_cell_and_remedy(tmp_path: Path) -> None:
    shown = runner.invoke(app, ["run", "2", "-o", str(tmp_path / "o.ipynb"), "-p", "widen=-1"])
    assert shown.exit_code == 1
    assert shown.stderr.strip().endswith(
        "02_outpatient_growth.ipynb, code cell 2: ParameterError: widen is -1: input should be "
        "greater than or equal to 0"
    )
    assert not (tmp_path / "o.ipynb").exists()
