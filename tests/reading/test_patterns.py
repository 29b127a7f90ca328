import pytest

from chongqing_livelihood.reading.patterns import Pattern


def test_compiles_at_the_first_use() -> None:
    broken = Pattern("(")
    with pytest.raises(Exception, match="unterminated"):
        broken.match("")


def test_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError, match="pattern"):
        Pattern("a").pattern  # noqa: B018
