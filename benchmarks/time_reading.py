"""Time ``extract_figures`` beside its peers: same text, same machine, one run.

Run ``CHONGQING_SOURCES=<folder of texts> python benchmarks/time_reading.py <folder>``. Each peer
gets an environment of its own in ``<folder>`` at the first run (a few minutes, some hundred MB).
The peers differ in what they do: Recognizers-Text extracts and parses with four models, jionlp
extracts times and amounts, cn2an and chinese2digits only turn numerals into digits.
"""

import os
import platform
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
PEERS = {
    "recognizers-text-suite": ["recognizers-text-suite==1.0.2a2", "emoji<2"],
    "jionlp": ["jionlp"],
    "cn2an": ["cn2an"],
    "chinese2digits": ["chinese2digits"],
}
SECONDS = 6.0  # a peer stops at the line during which this time is over


def load_reader(name: str) -> Callable[[str], object]:
    """Return the function of the peer ``name`` that reads one line of text."""
    if name == "chongqing-livelihood":
        from chongqing_livelihood.reading import extract_figures

        return extract_figures
    if name == "recognizers-text-suite":
        from recognizers_number import recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension

        models = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
        return lambda line: [model(line, "zh-cn") for model in models]
    if name == "jionlp":
        import jionlp

        return lambda line: (jionlp.ner.extract_money(line), jionlp.ner.extract_time(line))
    if name == "cn2an":
        import cn2an

        return lambda line: cn2an.transform(line, "cn2an")
    import chinese2digits

    return chinese2digits.takeNumberFromString


def work(name: str) -> None:
    """Read lines from standard input for a while; print characters, seconds and failures."""
    read, lines = load_reader(name), sys.stdin.read().splitlines()
    read(lines[0])
    characters, failures, begun = 0, 0, time.perf_counter()
    while time.perf_counter() - begun < SECONDS:
        for line in lines:
            try:
                read(line)
            except Exception:
                failures += 1
            characters += len(line) + 1
            if time.perf_counter() - begun > SECONDS:
                break
    print(characters, time.perf_counter() - begun, failures)


def find_python(folder: Path, name: str) -> Path:
    python = folder / name / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / name], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS[name]], check=True)
    return python


def time_reader(python: Path, name: str, text: str) -> tuple[float, int]:
    ran = subprocess.run(
        [python, __file__, "--work", name],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
    )
    if ran.returncode:
        return float("nan"), -1
    characters, seconds, failures = ran.stdout.split()[-3:]
    return int(characters) / float(seconds), int(failures)


def repeat_text(text: str, length: int) -> Iterator[str]:
    while length > 0:
        yield text[:length]
        length -= len(text)


def show_growth(text: str, largest: int) -> None:
    from chongqing_livelihood.reading import iter_figures

    print(f"\n{'characters':>12}{'seconds':>10}{'a second':>12}{'peak MB':>9}  (streamed)")
    length = 1_000
    while length <= largest:
        begun = time.perf_counter()
        figures = sum(1 for _ in iter_figures(repeat_text(text, length)))
        seconds = time.perf_counter() - begun
        tracemalloc.start()
        sum(1 for _ in iter_figures(repeat_text(text, min(length, 1_000_000))))
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(
            f"{length:12,}{seconds:10.3f}{length / seconds:12,.0f}{peak:9.1f}  {figures:,} figures"
        )
        length *= 10


def show_import() -> None:
    def best(code: str) -> float:
        environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
        times = []
        for _ in range(7):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)
            times.append(time.perf_counter() - begun)
        return min(times)

    extra = best("import chongqing_livelihood.reading") - best("pass")
    print(f"\nImport on top of the interpreter: {1000 * extra:.0f} ms")


def main() -> None:
    sources = os.environ.get("CHONGQING_SOURCES")
    if not sources or len(sys.argv) < 2:
        sys.exit("Set CHONGQING_SOURCES, and name a folder for the peers' environments.")
    paths = sorted(Path(sources).glob("*.txt"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {len(text):,} characters")
    own, _ = time_reader(Path(sys.executable), "chongqing-livelihood", text)
    print(f"{'reader':26}{'characters a second':>20}{'ratio':>8}{'failures':>10}")
    print(f"{'chongqing-livelihood':26}{own:20,.0f}{1:8.1f}{0:10}")
    for name in PEERS:
        speed, failures = time_reader(find_python(Path(sys.argv[1]), name), name, text)
        print(f"{name:26}{speed:20,.0f}{own / speed:8.1f}{failures:10}")
    sys.path.insert(0, str(SOURCE))
    show_growth(text, int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000)
    show_import()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2])
    else:
        main()
