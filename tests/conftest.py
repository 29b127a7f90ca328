"""What every test shares: the source texts' tests are skipped by name where there are none."""

import os

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CHONGQING_SOURCES"):
        return
    missing = pytest.mark.skip(reason="needs the source texts: set CHONGQING_SOURCES")
    for item in items:
        if "sources" in item.keywords:
            item.add_marker(missing)
