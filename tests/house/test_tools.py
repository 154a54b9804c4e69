"""Each borrowed tool is really at work: a fault planted for it is found."""

from pathlib import Path

from kechuang.cli.house.tools import (
    format_findings,
    migration_findings,
    ruff_findings,
    type_findings,
)
from tests.house.planting import copy_from_here, plant

SETTINGS = 'SECRET_KEY = "x"\nINSTALLED_APPS = ["kechuang.shop"]\n'
MODEL = (
    "from django.db import models\n\n\nclass Shop(models.Model):\n    name = models.TextField()\n"
)


def test_an_unused_import_is_found(tmp_path: Path) -> None:
    copy_from_here(tmp_path, "pyproject.toml")
    plant(tmp_path, "src/kechuang/x.py", "import os\n")

    (finding,) = ruff_findings(tmp_path)

    assert "F401" in finding.what


def test_a_file_that_is_not_formatted_is_found(tmp_path: Path) -> None:
    copy_from_here(tmp_path, "pyproject.toml")
    plant(tmp_path, "src/kechuang/x.py", "x = ( 1 )\n")

    assert len(format_findings(tmp_path)) == 1


def test_a_function_without_types_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "pyproject.toml", "[tool.mypy]\nstrict = true\n")
    plant(tmp_path, "run.py")
    plant(tmp_path, "src/kechuang/x.py", "def double(number):\n    return number * 2\n")

    (finding,) = type_findings(tmp_path)

    assert "no-untyped-def" in finding.what


def test_a_model_without_its_migration_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "src/kechuang/site/settings_test.py", SETTINGS)
    plant(tmp_path, "src/kechuang/shop/migrations/__init__.py")
    plant(tmp_path, "src/kechuang/shop/models.py", MODEL)

    (finding,) = migration_findings(tmp_path)

    assert "Create model Shop" in finding.what
