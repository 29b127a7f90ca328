"""The task graph rebuilds what changed, survives interruption and names what fails."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow

GOOD = "from chongqing_livelihood.present.results import Results\nr = Results('a')\n"
GOOD += "_ = r.add('x', 1, unit='times', label='x')\nr.show()"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with two small notebooks and no book."""
    shutil.copy(ROOT / "dodo.py", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "src", tmp_path / "src")
    (tmp_path / "notebooks").mkdir()
    write(tmp_path / "notebooks" / "01_first.ipynb", GOOD)
    write(tmp_path / "notebooks" / "02_second.ipynb", GOOD.replace("'a'", "'b'"))
    return tmp_path


def write(path: Path, *cells: str) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(notebook, path)


def command(*tasks: str) -> list[str]:
    return [sys.executable, "-m", "doit", "run", *tasks]


def doit(project: Path, *tasks: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "CHONGQING_SOURCES"}
    return subprocess.run(
        command(*tasks), cwd=project, env=environment, capture_output=True, text=True
    )


def executed(project: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in (project / "book/executed").glob("*.ipynb")}


def test_only_what_changed_is_rebuilt(project: Path) -> None:
    assert doit(project, "evidence").returncode == 0
    first = executed(project)
    assert set(first) == {"01_first.ipynb", "02_second.ipynb"}

    again = doit(project, "evidence")
    assert again.returncode == 0
    assert again.stdout == ""
    assert executed(project) == first

    write(project / "notebooks" / "01_first.ipynb", GOOD.replace("'x', 1", "'x', 2"))
    assert doit(project, "evidence").returncode == 0
    second = executed(project)
    assert second["01_first.ipynb"] > first["01_first.ipynb"]
    assert second["02_second.ipynb"] == first["02_second.ipynb"]
    assert '"value": "2"' in (project / "book/_generated/evidence.json").read_text("utf-8")


def test_a_failing_notebook_is_named_and_the_rest_is_not_published(project: Path) -> None:
    write(project / "notebooks" / "01_first.ipynb", "1", "raise ValueError('no such thing')")
    failed = doit(project, "evidence")
    assert failed.returncode != 0
    said = failed.stdout + failed.stderr
    assert "01_first.ipynb, code cell 2: ValueError: no such thing" in said
    assert "Traceback" not in said
    assert not (project / "book/_generated/evidence.json").exists()


def test_bad_data_stop_the_build_and_leave_the_tables(project: Path) -> None:
    before = (project / "data/processed/figures.csv").read_bytes()
    raw = project / "data/raw/figures/cqrb-2022.csv"
    raw.write_text(raw.read_text("utf-8").replace(",health,", ",helth,", 1), "utf-8")
    failed = doit(project, "evidence")
    assert failed.returncode != 0
    assert "did you mean 'health'?" in failed.stdout + failed.stderr
    assert (project / "data/processed/figures.csv").read_bytes() == before


def test_a_sidecar_that_cannot_be_read_is_one_sentence_of_the_proof(project: Path) -> None:
    sidecar = project / "data/raw/sources/cqrb-2022.yml"
    text = re.sub(r"(?m)^characters:.*", "characters: x", sidecar.read_text("utf-8"))
    sidecar.write_text(text, "utf-8")
    failed = doit(project, "verify")
    assert failed.returncode != 0
    said = failed.stdout + failed.stderr
    assert "data/raw/sources/cqrb-2022.yml: characters" in said
    assert "Traceback" not in said


@pytest.fixture
def heeded() -> Iterator[None]:
    """A process that a shell runs in the background is deaf to Ctrl-C, and so are its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_an_interruption_leaves_no_half_written_file(project: Path, blow: signal.Signals) -> None:
    write(
        project / "notebooks" / "01_first.ipynb",
        "from pathlib import Path\nPath('started').touch()",
        "import time\ntime.sleep(60)",
    )
    started, log = project / "notebooks" / "started", project / "log"
    with log.open("w") as said:
        running = subprocess.Popen(
            command("notebook:01_first"), cwd=project, start_new_session=True,
            stdout=said, stderr=said,
        )  # fmt: skip
    patience = time.monotonic() + 300  # the tables come first, and the machine may be busy
    try:
        while not started.exists() and running.poll() is None and time.monotonic() < patience:
            time.sleep(0.1)
        assert started.exists(), log.read_text("utf-8")
        os.killpg(running.pid, blow)
        running.wait(timeout=60)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
    assert not (project / "book/executed/01_first.ipynb").exists()

    write(project / "notebooks" / "01_first.ipynb", GOOD)
    assert doit(project, "notebook:01_first").returncode == 0
    nbformat.validate(nbformat.read(project / "book/executed/01_first.ipynb", as_version=4))
