"""Sidecars, and the proof that the data stand in the texts."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from chongqing_livelihood.data.coverage import coverage
from chongqing_livelihood.data.files import DataFolder, to_csv
from chongqing_livelihood.data.raw_tables import RAW_FIGURES
from chongqing_livelihood.data.sources import read_sidecars, sources_folder, verify

from .conftest import Edit, sentences

TEXT = "去年\n办了3所学校,5000余名学生。\n"


def everything(*given: Any) -> list[Any]:
    """What both proofs say."""
    return [*verify(*given), *coverage(*given)]


@pytest.fixture
def invented(tmp_path: Path) -> DataFolder:
    """A data folder with one source of our own, whose text we may print."""
    data = DataFolder(tmp_path / "data")
    (data.raw / "sources").mkdir(parents=True)
    (data.raw / "figures").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "made.txt").write_text(TEXT, encoding="utf-8")
    sidecar = {
        **read_sidecars()["cqrb-2022"],
        "id": "made",
        "file": "made.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "characters": len(TEXT),
    }
    record = yaml.safe_dump(sidecar, allow_unicode=True)
    (data.raw / "sources" / "made.yml").write_text(record, encoding="utf-8")
    write_rows(data, [(5, "3所"), (10, "5000余名")])
    return data


def write_rows(data: DataFolder, tokens: list[tuple[int, str]]) -> None:
    rows = [
        dict.fromkeys(RAW_FIGURES.names, "")
        | {"start": str(start), "end": str(start + len(text)), "text": text, "kind": "figure"}
        for start, text in tokens
    ]
    content = to_csv(RAW_FIGURES.names, rows)
    (data.raw / "figures" / "made.csv").write_text(content, encoding="utf-8")


def test_every_token_is_proved(invented: DataFolder, tmp_path: Path) -> None:
    (proof,) = verify(tmp_path / "texts", invented)
    assert str(proof) == "made: sha256, length and 2 tokens stand as recorded"
    assert proof.verdict == "proved"


def test_a_shifted_token_is_named(invented: DataFolder, tmp_path: Path) -> None:
    write_rows(invented, [(4, "3所"), (11, "5000余名")])
    (proof,) = verify(tmp_path / "texts", invented)
    assert str(proof).splitlines() == [
        "data/raw/figures/made.csv:2: made[4:6]: expected '3所', found '了3': "
        "correct start, end or text",
        "data/raw/figures/made.csv:3: made[11:17]: expected '5000余名', found '000余名学': "
        "correct start, end or text",
    ]


def test_a_changed_text_is_named(invented: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "texts" / "made.txt").write_text(TEXT.replace("3", "4"), encoding="utf-8")
    (proof,) = verify(tmp_path / "texts", invented)
    assert proof.verdict == "failed"
    assert str(proof).startswith("data/raw/sources/made.yml: sha256 of made.txt is ")
    assert str(proof).endswith("…: this is another text, get the recorded one")


def test_a_wrong_length_is_named(invented: DataFolder, tmp_path: Path) -> None:
    path = invented.raw / "sources" / "made.yml"
    record = path.read_text(encoding="utf-8")
    path.write_text(record.replace(f"characters: {len(TEXT)}", "characters: 7"), encoding="utf-8")
    (proof,) = verify(tmp_path / "texts", invented)
    assert str(proof) == (
        f"data/raw/sources/made.yml: characters is 7, the text has {len(TEXT)}: correct it"
    )


def test_a_text_that_is_not_there_is_said_by_name(invented: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "texts" / "made.txt").unlink()
    for found in everything(tmp_path / "texts", invented):
        assert found.verdict == "failed"
        assert str(found) == (
            f"data/raw/sources/made.yml: made.txt is not in {tmp_path / 'texts'}: "
            "put the text there, or name the folder that holds it"
        )


def test_without_texts_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHONGQING_SOURCES", raising=False)
    assert {found.verdict for found in everything()} == {"not run"}
    assert str(verify()[0]) == (
        "cqrb-2022: not run, the text is not at hand (see CHONGQING_SOURCES)"
    )


def test_coverage_is_of_the_recorded_text_only(invented: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "texts" / "made.txt").write_text(TEXT.replace("去", "今"), encoding="utf-8")
    (proof,), (found,) = (run(tmp_path / "texts", invented) for run in (verify, coverage))
    assert found.verdict == proof.verdict == "failed"
    assert found.problems == proof.problems
    assert str(found).endswith("…: this is another text, get the recorded one")


def test_a_text_that_is_not_utf_8_is_named(invented: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "texts" / "made.txt"
    path.write_bytes(TEXT.encode("gbk"))
    for found in everything(tmp_path / "texts", invented):
        assert found.verdict == "failed"
        assert str(found) == (
            f"{path}: is not UTF-8 (byte 2): save it as UTF-8, or get the recorded text"
        )


def test_a_folder_that_does_not_exist_is_one_sentence(tmp_path: Path) -> None:
    (found,) = sentences(lambda: sources_folder(tmp_path / "texts"))
    assert found == (
        f"{tmp_path / 'texts'}: is not a folder: "
        "point CHONGQING_SOURCES at the folder of the source texts"
    )


def test_digits_without_a_row_are_named(invented: DataFolder, tmp_path: Path) -> None:
    (found,) = coverage(tmp_path / "texts", invented)
    assert str(found) == "made: 2 runs of digits, each in exactly one row"
    write_rows(invented, [(10, "5000余名")])
    (found,) = coverage(tmp_path / "texts", invented)
    assert str(found) == (
        "data/raw/figures/made.csv: the digits '3' at 5 (去年 办了3所学校,50) lie in 0 rows: "
        "code them as a figure, date, ordinal or label"
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: made", "id: other", "id must be 'made', as the file is named"),
        ("language: zh-Hans\n", "", "language is missing: fill it in"),
        (
            "language: zh-Hans",
            "tongue: zh-Hans",
            "tongue is no field of a sidecar: correct its name",
        ),
        ("id: made", "id: [", "is not YAML (while parsing"),
        (
            "language: zh-Hans",
            "language: [zh, Hans]",
            "language: Input should be a valid string, found ['zh', 'Hans']",
        ),
    ],
)
def test_a_bad_sidecar_is_named(invented: DataFolder, old: str, new: str, says: str) -> None:
    path = invented.raw / "sources" / "made.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = sentences(lambda: read_sidecars(invented))
    assert any(line.startswith(f"data/raw/sources/made.yml: {says}") for line in found), found
    assert all(len(line) < 200 for line in found)  # the record is not poured out


def test_a_sidecar_that_is_a_list_is_named(invented: DataFolder) -> None:
    (invented.raw / "sources" / "made.yml").write_text("- id\n- file\n", encoding="utf-8")
    assert sentences(lambda: read_sidecars(invented)) == [
        "data/raw/sources/made.yml: is no record: write one line a field, as the other sidecars do"
    ]


def test_a_folder_without_sidecars_is_named(tmp_path: Path) -> None:
    (found,) = sentences(lambda: read_sidecars(DataFolder(tmp_path / "data")))
    assert found == "data/raw/sources: holds no sidecars (*.yml)"


def test_a_sidecar_of_a_real_source_is_guarded(folder: DataFolder, edit: Edit) -> None:
    edit("raw/sources/wanzhou-plan.yml", "published_basis: printed", "published_basis: guessed")
    (found,) = sentences(lambda: read_sidecars(folder))
    assert found == (
        "data/raw/sources/wanzhou-plan.yml: published_basis: "
        "Input should be 'printed' or 'inferred', found 'guessed'"
    )


@pytest.mark.sources
def test_the_five_texts_prove_every_token() -> None:
    assert {proof.verdict for proof in verify()} == {"proved"}
    assert len(verify()) == 5


@pytest.mark.sources
def test_the_five_texts_hold_no_digits_without_a_row() -> None:
    assert {found.verdict for found in coverage()} == {"covered"}
