"""Files and functions have a largest size."""

from pathlib import Path

import pytest

from kechuang.cli.house.sizes import LONGEST_FILE, LONGEST_FUNCTION, oversized
from tests.house.planting import plant


@pytest.mark.parametrize(("lines", "found"), [(LONGEST_FILE, 0), (LONGEST_FILE + 1, 1)])
def test_a_file_may_have_four_hundred_lines(tmp_path: Path, lines: int, found: int) -> None:
    plant(tmp_path, "src/kechuang/long.py", "x = 1\n" * lines)

    assert len(oversized(tmp_path)) == found


@pytest.mark.parametrize(("lines", "found"), [(LONGEST_FUNCTION, 0), (LONGEST_FUNCTION + 1, 1)])
def test_a_function_may_have_sixty_lines(tmp_path: Path, lines: int, found: int) -> None:
    plant(tmp_path, "tests/test_x.py", "def f():\n" + "    x = 1\n" * (lines - 1))

    assert len(oversized(tmp_path)) == found


def test_migrations_may_be_long(tmp_path: Path) -> None:
    plant(tmp_path, "src/kechuang/outcomes/migrations/0001_initial.py", "x = 1\n" * 500)

    assert oversized(tmp_path) == []
