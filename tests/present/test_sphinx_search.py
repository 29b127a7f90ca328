import re

import pytest

from chongqing_livelihood.present.sphinx_search import LANGUAGE, SearchEnglishAndChinese


@pytest.fixture
def language() -> SearchEnglishAndChinese:
    return SearchEnglishAndChinese({})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dianjiang (垫江县)", ["Dianjiang", "垫", "江", "县", "垫江", "江县"]),
        ("忠", ["忠"]),
        ("5G网络", ["5G", "网", "络", "网络"]),
        ("县管乡用，集团化", ["县", "管", "乡", "用", "县管", "管乡", "乡用", "集", "团", "化",
                       "集团", "团化"]),
        ("visits_2021 rose", ["visits_2021", "rose"]),
        ("", []),
    ],
)  # fmt: skip
def test_words_to_index(language: SearchEnglishAndChinese, text: str, words: list[str]) -> None:
    assert language.split(text) == words


def test_english_keeps_its_stems_and_stop_words(language: SearchEnglishAndChinese) -> None:
    assert language.stem("visits") == language.stem("visit")
    assert not language.word_filter("the")


def test_chinese_words_are_neither_stemmed_nor_filtered(language: SearchEnglishAndChinese) -> None:
    for word in ("垫", "垫江"):
        assert language.stem(word) == word
        assert language.word_filter(word)


def test_the_query_is_split_by_the_same_characters(language: SearchEnglishAndChinese) -> None:
    # The browser test runs this script; here, that both sides mean the same ideographs.
    classes = set(re.findall(r"\[(\\u3400[^\]]*)\]", language.js_splitter_code))
    assert classes == {r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"}
    assert "var splitQuery" in language.js_splitter_code
    assert language.lang == LANGUAGE
