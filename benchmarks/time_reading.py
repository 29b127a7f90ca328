"""Time ``extract_figures``: beside its peers, over growing texts, and at import.

Run ``CHONGQING_SOURCES=<folder of texts> python benchmarks/time_reading.py <folder> [--write]``;
``--only speed``, ``length`` or ``import`` does a part. Each peer gets an environment of its own
in ``<folder>`` at the first run (a few minutes, some hundred MB).
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from results import write_table

SOURCE = Path(__file__).parents[1] / "src"
OWN, MEASURE = "chongqing-livelihood", "recognizers-text-suite"
PEERS = {
    MEASURE: ["recognizers-text-suite==1.0.2a2", "emoji<2"],
    "jionlp": ["jionlp==1.5.31"],
    "cn2an": ["cn2an==0.5.24"],
    "chinese2digits": ["chinese2digits==6.0.2"],
}
DOES = {
    OWN: "extracts and parses figures, dates, ordinals and labels, with units and qualifiers",
    MEASURE: "extracts and parses with four models: number, percentage, currency, dimension",
    "jionlp": "extracts amounts of money and times",
    "cn2an": "turns Chinese numerals into digits, in place",
    "chinese2digits": "extracts and parses numerals",
}
SECONDS = 4.0  # a reader stops at the line during which this time is over
ROUNDS = 3  # of which the fastest counts
STREAMED = [10**power for power in range(3, 9)]
PATHOLOGICAL = ["3万", "3千5百", "1,234,", "1/", "近3.5万余户", "十几", "(“1", "-3℃至"]
ENDLESS = ["7", "万亿", "余"]
SENTENCE = "全区新增就业3.5万人，增长5.2%。"
DATED = "2023年，近三成的12所学校获得一千二百万元以上。"
IMPORTS = {
    "import chongqing_livelihood": "import chongqing_livelihood",
    "and extract_figures": "from chongqing_livelihood import extract_figures",
    "and read one sentence": "from chongqing_livelihood import extract_figures as e;"
    f"e({SENTENCE!r})",
    "and one with a date and Chinese numerals": "from chongqing_livelihood import "
    f"extract_figures as e;e({SENTENCE!r});e({DATED!r})",
}


def load_reader(name: str) -> Callable[[str], object]:
    """Return the function of the reader ``name`` that reads one line of text."""
    if name == OWN:
        from chongqing_livelihood.reading import extract_figures

        return extract_figures
    if name == MEASURE:
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

    take: Callable[[str], object] = chinese2digits.takeNumberFromString
    return take


def read_lines(name: str) -> None:
    """Read lines from standard input for a while; print characters, seconds and failures."""
    read, lines = load_reader(name), sys.stdin.read().splitlines()
    read(lines[0])
    characters, failures, begun = 0, 0, time.process_time()
    while time.process_time() - begun < SECONDS:
        for line in lines:
            try:
                read(line)
            except Exception:
                failures += 1
            characters += len(line) + 1
            if time.process_time() - begun > SECONDS:
                break
    print(characters, time.process_time() - begun, failures)


def repeat_text(text: str, length: int) -> Iterator[str]:
    piece = text * max(1, 10_000 // len(text))
    while length > 0:
        yield piece[:length]
        length -= len(piece)


def stream(length: int) -> None:
    """Stream the text of standard input up to ``length``; print seconds, peak MB and figures."""
    from chongqing_livelihood.reading import iter_figures

    text = sys.stdin.read()
    begun = time.process_time()  # of this process only: other work on the machine hardly counts
    figures = sum(1 for _ in iter_figures(repeat_text(text, length)))
    seconds = time.process_time() - begun
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, figures)


def run_self(python: Path | str, text: str, *arguments: str) -> list[float]:
    """Return the numbers that this script prints when run apart; none if it fails."""
    ran = subprocess.run(
        [python, __file__, *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
    )
    return [float(word) for word in ran.stdout.split()[-3:]] if ran.returncode == 0 else []


def find_python(folder: Path, name: str) -> Path:
    """Return the interpreter of the peer's own environment, made at the first call."""
    python = folder / name / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / name], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS[name]], check=True)
    return python


def compare_readers(text: str, folder: Path) -> list[list[object]]:
    pythons = {OWN: Path(sys.executable), **{name: find_python(folder, name) for name in PEERS}}
    speeds, failures = dict.fromkeys(pythons, 0.0), dict.fromkeys(pythons, 0)
    for _ in range(ROUNDS):
        for name, python in pythons.items():
            ran = run_self(python, text, "--read-lines", name)
            if ran and ran[0] / ran[1] > speeds[name]:
                speeds[name], failures[name] = ran[0] / ran[1], int(ran[2])
    rows: list[list[object]] = []
    for name, speed in speeds.items():
        note = f"raised an exception on {failures[name]} lines" if failures[name] else ""
        ratio = f"{speed / speeds[MEASURE]:.1f}" if speed else ""
        pin = " ".join(PEERS.get(name, []))
        rows.append([name, pin, DOES[name], ratio, note if speed else "did not run"])
        print(f"{name:26}{speed:14,.0f} characters a second {ratio:>8}")
    return rows


def measure_growth(text: str, largest: int) -> list[list[object]]:
    series = {"the five sources": (text, [n for n in STREAMED if n <= largest])}
    series |= {piece: (piece, [10_000, 100_000]) for piece in PATHOLOGICAL}
    series |= {piece: (piece, [100_000, 1_000_000, 10_000_000]) for piece in ENDLESS}
    rows: list[list[object]] = []
    for name, (repeated, lengths) in series.items():
        before = 0.0
        for length in lengths:
            rounds = ROUNDS if length <= 1_000_000 else 1
            runs = [
                run_self(sys.executable, repeated, "--stream", str(length)) for _ in range(rounds)
            ]
            seconds, megabytes, figures = min(runs)
            times = f"{seconds / before:.1f}" if before else ""
            rows.append([name, length, f"{seconds:.4f}", times, round(megabytes), int(figures)])
            print(f"{name:18}{length:14,}{seconds:10.3f} s{times:>7}{megabytes:7.0f} MB")
            before = seconds
    return rows


def time_imports(rounds: int = 40) -> list[list[object]]:
    """Return the processor time of each way to begin, less that of the bare interpreter."""
    codes = {"": "pass", **IMPORTS}
    best = dict.fromkeys(codes, float("inf"))
    for _ in range(rounds):
        for name, code in codes.items():
            started = subprocess.Popen([sys.executable, "-c", code])
            _, _, used = os.wait4(started.pid, 0)
            best[name] = min(best[name], used.ru_utime + used.ru_stime)
    bare = best.pop("")
    rows: list[list[object]] = [[n, f"{1000 * (best[n] - bare):.0f}"] for n in best]
    rows.append(["the bare interpreter, on which the rows above come", f"{1000 * bare:.0f}"])
    for what, milliseconds in rows:
        print(f"{what:52}{milliseconds:>6} ms")
    return rows


TABLES = {
    "speed": ["reader", "version", "what_it_does", "ratio_to_recognizers_text", "note"],
    "length": ["text", "characters", "seconds", "times_the_row_above", "peak_mb", "figures"],
    "import": ["what", "milliseconds"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="for the peers' environments")
    parser.add_argument("--only", choices=TABLES, help="one table instead of all")
    parser.add_argument("--largest", type=int, default=STREAMED[-1], help="characters to stream")
    parser.add_argument("--write", action="store_true", help="write the tables of results/")
    chosen = parser.parse_args()
    sources = os.environ.get("CHONGQING_SOURCES")
    if not sources:
        sys.exit("Set CHONGQING_SOURCES to the folder of source texts; nothing was timed.")
    paths = sorted(Path(sources).glob("*.txt"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {len(text):,} characters")
    for table, columns in TABLES.items():
        if chosen.only not in (None, table):
            continue
        if table == "speed":
            rows = compare_readers(text, chosen.folder)
        else:
            rows = measure_growth(text, chosen.largest) if table == "length" else time_imports()
        if chosen.write:
            print(write_table(table, columns, rows))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read-lines"]:
        read_lines(sys.argv[2])
    elif sys.argv[1:2] == ["--stream"]:
        stream(int(sys.argv[2]))
    else:
        main()
