"""The names that the package promises, as somebody uses them who has no checkout."""

import pickle
from pathlib import Path

import pytest

import chongqing_livelihood as cl
from chongqing_livelihood.data import clean as cleaning
from chongqing_livelihood.data import files


def test_every_promised_name_is_there_and_says_what_it_is() -> None:
    for name in cl.__all__:
        assert (getattr(cl, name).__doc__ or "").strip(), name
    assert set(cl.__all__) <= set(dir(cl))


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match="did you mean 'parse_figure'"):
        _ = cl.parse_figures  # type: ignore[attr-defined]


def test_a_data_folder_is_given_by_its_path() -> None:
    folder = files.find_data().root
    assert cl.load("places", folder).equals(cl.load("places", str(folder)))
    assert cl.clean(folder)["places"] == cl.clean(str(folder))["places"]
    assert {proof.verdict for proof in cl.verify(data=folder)} <= {"proved", "not run"}


@pytest.mark.parametrize("folder", ["", "/nowhere"])
def test_what_is_no_data_folder_is_refused_by_all(folder: str) -> None:
    for call in (cl.clean, cl.write_processed, lambda data: cl.verify(data=data)):
        with pytest.raises(cl.DataError, match="is not a data folder"):
            call(folder)
    with pytest.raises(cl.DataError, match="is not a data folder"):
        cl.load("figures", folder)


def test_a_folder_of_texts_with_an_empty_name_is_refused() -> None:
    with pytest.raises(cl.DataError, match="the empty name: is not a folder"):
        cl.verify("")


def test_an_error_survives_being_copied_between_processes() -> None:
    error = cl.DataError([files.Problem("a.csv", 2, "is wrong"), files.Problem("b.csv", 0, "too")])
    copied = pickle.loads(pickle.dumps(error))
    assert (copied.problems, str(copied)) == (error.problems, str(error))


def test_the_installed_copy_is_read_and_never_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "chongqing_livelihood"
    (package / "_data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw").mkdir(parents=True)  # somebody else's, beside an installed package
    monkeypatch.setattr(files, "__file__", str(package / "data" / "files.py"))
    assert files.find_data().root == package / "_data"
    with pytest.raises(cl.DataError, match="is the copy installed with the package"):
        cleaning.write_processed()
