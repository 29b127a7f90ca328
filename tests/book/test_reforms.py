"""Every reform of the catalogue is told in the chapters, and no other is."""

import csv
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROLE = re.compile(r"\{reform\}`([a-z0-9-]+)(?:\|[^`]*)?`")


def named() -> dict[str, set[str]]:
    """Return the pages that name each reform."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "book").rglob("*.md")):
        if not {"_build", "_generated", "executed"} & set(path.relative_to(ROOT).parts):
            for slug in ROLE.findall(path.read_text("utf-8")):
                found.setdefault(slug, set()).add(path.name)
    return found


def test_every_reform_is_named_in_the_book() -> None:
    with (ROOT / "data" / "processed" / "reforms.csv").open(encoding="utf-8", newline="") as file:
        reforms = {row["reform"]: row["domain"] for row in csv.DictReader(file)}
    lost = sorted(f"{slug} ({domain})" for slug, domain in reforms.items() if slug not in named())
    assert not lost, f"no chapter names {', '.join(lost)}"
    assert set(named()) <= set(reforms)
