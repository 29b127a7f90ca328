"""Patterns that are compiled when they are first used, so that importing costs little."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_METHODS = frozenset({"match", "search", "fullmatch", "finditer", "sub", "split"})


class Pattern:
    """A regular expression; after the first use its methods are those of ``re.Pattern``.

    >>> Pattern("[0-9]+").search("共7名")[0]
    '7'
    """

    __slots__ = ("_source", *sorted(_METHODS))

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]
    split: Callable[..., list[str]]

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(f"a Pattern has no attribute {name!r}")
        compiled = re.compile(self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
