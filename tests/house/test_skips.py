"""Where the machine is said to be complete, a skipped test is a failed test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.planting import copy_from_here, plant

SKIPPED_TEST = "import pytest\n\ndef test_it(): pytest.skip('no browser')\n"
SKIPPED_MODULE = "import pytest\npytest.skip('no browser', allow_module_level=True)\n"
EXPECTED_FAILURE = "import pytest\n\n@pytest.mark.xfail\ndef test_it(): assert False\n"


def run_tests(root: Path, source: str, required: str) -> subprocess.CompletedProcess[str]:
    copy_from_here(
        root, "tests/conftest.py", "tests/garbage.py", "tests/laid.py", "tests/machine.py"
    )
    plant(root, "pytest.ini", "[pytest]\npythonpath = .\nmarkers =\n    browser\n")
    plant(root, "tests/test_it.py", source)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider"],
        cwd=root,
        env=os.environ | {"KECHUANG_REQUIRE": required},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("source", [SKIPPED_TEST, SKIPPED_MODULE])
def test_a_skip_fails_where_the_machine_is_complete(tmp_path: Path, source: str) -> None:
    elsewhere = run_tests(tmp_path, source, required="")
    complete = run_tests(tmp_path, source, required="chromium,postgres")

    assert "1 skipped" in elsewhere.stdout
    assert complete.returncode != 0
    assert "skipped although KECHUANG_REQUIRE is set" in complete.stdout
    assert "no browser" in complete.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    done = run_tests(tmp_path, EXPECTED_FAILURE, required="chromium")

    assert "1 xfailed" in done.stdout
    assert done.returncode == 0
