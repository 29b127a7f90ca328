"""What more doubt does to the results of a notebook."""

from collections.abc import Iterable, Mapping

from chongqing_livelihood.present.results import Result


def find_widened(
    narrow: Mapping[str, Result], wide: Mapping[str, Result], names: Iterable[str] = ()
) -> set[str]:
    """Return the results whose interval grew, having made sure that none shrank.

    That none shrank alone proves little: it is also true where a doubt is not heeded at all.
    """
    names = list(names or narrow)
    for name in names:
        assert wide[name].interval.contains(narrow[name].interval), name
    return {name for name in names if wide[name].interval != narrow[name].interval}
