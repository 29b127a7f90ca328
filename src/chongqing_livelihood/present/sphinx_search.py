"""Sphinx extension: a full-text search that finds English by word stems and Chinese by characters.

Chinese has no spaces, and Sphinx looks only for whole index words where a word is shorter than
three letters. So a run of Chinese is indexed by its single characters and by its pairs of
neighbours, and a query is split into pairs: 垫江县 asks for pages with 垫江 and 江县.
"""

from __future__ import annotations

import re
from typing import Final

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.util.typing import ExtensionMetadata

LANGUAGE: Final = "en-zh"
_IDEOGRAPHS: Final = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN: Final = re.compile(f"[{_IDEOGRAPHS}]+")
_OTHER: Final = re.compile(rf"(?:(?![{_IDEOGRAPHS}])\w)+")

_SPLIT_QUERY: Final = """
/* Words as they are; a run of Chinese as its pairs of neighbours, a lone character as itself. */
var splitQuery = (query) => {
  const ideographs = /[IDEOGRAPHS]+/gu;
  const pairs = (run) => run.length < 2 ? [run]
    : Array.from({length: run.length - 1}, (_, i) => run.slice(i, i + 2));
  const words = query.replace(ideographs, " ")
    .split(/[^\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}]+/gu).filter((word) => word);
  return words.concat(...Array.from(query.matchAll(ideographs), (found) => pairs(found[0])));
};

/* What a page says elsewhere, in tooltips, does not belong into the summary of a search result;
   and a run of Chinese is highlighted whole, not pair by pair. */
document.addEventListener("DOMContentLoaded", () => {
  if (typeof Search === "undefined") return;
  const htmlToText = Search.htmlToText, parseQuery = Search._parseQuery;
  Search.htmlToText = (html, anchor) =>
    htmlToText(html.replace(/<span role="tooltip".*?<\\/span><\\/span>/gs, ""), anchor);
  Search._parseQuery = (query) => {
    const parsed = parseQuery(query);
    const runs = query.match(/[IDEOGRAPHS]+/gu) || [];
    const words = [...parsed[3]].filter((word) => !word.match(/[IDEOGRAPHS]/u));
    parsed[3] = new Set(words.concat(runs));
    localStorage.setItem("sphinx_highlight_terms", [...parsed[3]].join(" "));
    return parsed;
  };
});
"""


class SearchEnglishAndChinese(SearchEnglish):
    """English with its stemmer and stop words; Chinese by characters and pairs."""

    lang = LANGUAGE
    language_name = "English and Chinese"
    js_splitter_code = _SPLIT_QUERY.replace("IDEOGRAPHS", _IDEOGRAPHS)

    def split(self, input: str) -> list[str]:
        """Return the words to index.

        >>> SearchEnglishAndChinese({}).split("5G in 垫江县")
        ['5G', 'in', '垫', '江', '县', '垫江', '江县']
        """
        words: list[str] = _OTHER.findall(input)
        for run in _RUN.findall(input):
            words += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
        return words


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the language; ``html_search_language`` chooses it."""
    app.add_search_language(SearchEnglishAndChinese)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
