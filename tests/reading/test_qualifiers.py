import pytest

from chongqing_livelihood.reading.qualifiers import (
    WORDS_AFTER,
    WORDS_BEFORE,
    combine_qualifiers,
    name_qualifier,
)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("约", "about"),
        ("约有", "about"),
        ("近", "nearly"),
        ("余", "over"),
        ("＞", "over"),
        ("不足", "under"),
        ("及以上", "at_least"),
        ("最高可贷款", "at_most"),
        ("不高于", "at_most"),
        ("几", "some"),
        ("", ""),
    ],
)
def test_names_printed_words(word: str, name: str) -> None:
    assert name_qualifier(word) == name


def test_refuses_unknown_word() -> None:
    with pytest.raises(ValueError, match="qualifier '大抵' is not known"):
        name_qualifier("大抵")


def test_bound_says_more_than_side_and_side_more_than_hedge() -> None:
    assert combine_qualifiers("about", "over") == "over"
    assert combine_qualifiers("over", "at_most") == "at_most"
    assert combine_qualifiers() == "exact"


def test_every_word_has_one_meaning() -> None:
    both = set(WORDS_BEFORE) & set(WORDS_AFTER)
    assert {word for word in both if WORDS_BEFORE[word] != WORDS_AFTER[word]} == set()
