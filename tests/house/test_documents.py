"""A document that says what is not so is found."""

from pathlib import Path

import pytest

from kechuang.cli.house.documents import (
    glossary_findings,
    link_findings,
    map_findings,
    mechanism_findings,
    settings_findings,
)
from tests.house.planting import plant

MECHANISMS = "id,served_by,proved_by\nM01,{},{}\n"


def test_the_map_shows_every_package_and_no_other(tmp_path: Path) -> None:
    plant(tmp_path, "src/kechuang/outcomes/models.py")
    plant(tmp_path, "src/kechuang/engines/match/rank.py")
    plant(tmp_path, "docs/map.md", "| `outcomes` | x |\n| `engines` | x |\n| `attic` | x |\n")

    assert [finding.what for finding in map_findings(tmp_path)] == [
        "does not exist: attic",
        "is missing: engines/match",
    ]


def test_the_settings_page_lists_what_the_environment_reads(tmp_path: Path) -> None:
    source = "def read(values):\n    return values.get('SECRET_KEY'), values.get('NEW_KEY')\n"
    plant(tmp_path, "src/kechuang/site/environment.py", source)
    plant(tmp_path, "docs/ops/settings.md", "| `SECRET_KEY` | x |\n| `OLD_KEY` | x |\n")

    assert [finding.what for finding in settings_findings(tmp_path)] == [
        "does not exist: OLD_KEY",
        "is missing: NEW_KEY",
    ]


def test_the_glossary_ties_terms_to_names_that_exist(tmp_path: Path) -> None:
    plant(tmp_path, "src/kechuang/outcomes/models.py", "class Outcome: ...\n")
    plant(tmp_path, "packs/national/rd.yaml", "id: rd-deduction\n")
    rows = "| 成果 | outcome | `Outcome` |\n| 加计 | x | `rd-deduction` |\n| 虚 | y | `Phantom` |\n"
    plant(tmp_path, "docs/glossary.md", rows)

    (finding,) = glossary_findings(tmp_path)

    assert finding == ("docs/glossary.md:3", "no such name in code or packs: Phantom")


@pytest.mark.parametrize(
    ("served_by", "proved_by"),
    [
        ("kechuang.nowhere", "tests/test_x.py::test_it"),
        ("packs/nowhere.yaml", "tests/test_x.py::test_it"),
        ("src/kechuang/outcomes/models.py", "tests/test_x.py::test_it"),
        ("kechuang.outcomes.models", "tests/test_x.py::test_other"),
        ("kechuang.outcomes.models", "tests/test_y.py::test_it"),
        ("kechuang.outcomes.models", ""),
    ],
)
def test_a_mechanism_is_served_and_proved_by_what_exists(
    tmp_path: Path, served_by: str, proved_by: str
) -> None:
    plant(tmp_path, "src/kechuang/outcomes/models.py")
    plant(tmp_path, "tests/test_x.py", "def test_it(): ...\n")
    good = MECHANISMS.format(
        "kechuang.outcomes.models; kechuang.outcomes", "tests/test_x.py::test_it"
    )
    plant(tmp_path, "docs/mechanisms.csv", good)
    before = mechanism_findings(tmp_path)
    plant(tmp_path, "docs/mechanisms.csv", MECHANISMS.format(served_by, proved_by))

    assert before == []
    assert len(mechanism_findings(tmp_path)) == 1


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "docs/map.md")
    plant(tmp_path, "README.md", "[map](docs/map.md#rooms) [top](#top) ![home](docs/home.png)\n")

    assert link_findings(tmp_path) == [("README.md:1", "leads nowhere: docs/home.png")]
