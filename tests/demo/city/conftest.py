"""One city for all tests of this folder: it is frozen, so nobody can spoil it for another."""

from __future__ import annotations

import pytest

from kechuang.demo.city import City, build_city


@pytest.fixture(scope="session")
def city() -> City:
    return build_city()
