"""Each import contract holds in a house without faults and breaks on the fault planted for it."""

from configparser import ConfigParser
from pathlib import Path

import pytest

from kechuang.cli.house.tools import import_findings
from tests.house.planting import ROOT, copy_from_here, plant

ENGINES = (
    "flow", "lumpsum", "match", "panel", "rulebook", "standing", "timetable", "tally", "seal",
    "packfile", "wording", "compiled",
)  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Every package the contracts name, empty."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    floors = contracts["importlinter:contract:floors"]["layers"].replace("|", "\n").split()
    for room in floors:
        plant(tmp_path, f"src/kechuang/{room}/__init__.py")
    for engine in ENGINES:
        plant(tmp_path, f"src/kechuang/engines/{engine}/__init__.py")
    copy_from_here(tmp_path, ".importlinter")
    return tmp_path


def test_a_house_without_faults_keeps_every_contract(house: Path) -> None:
    plant(house, "src/kechuang/matching/services.py", "from kechuang.outcomes import selectors\n")
    plant(house, "src/kechuang/outcomes/selectors.py", "from kechuang.outcomes import models\n")
    plant(house, "src/kechuang/outcomes/models.py", "import django\n")

    assert import_findings(house) == []


@pytest.mark.parametrize(
    ("contract", "module", "imports"),
    [
        ("A room imports only rooms below it", "parties/services.py", "kechuang.matching"),
        ("A room imports only rooms below it", "outcomes/models.py", "kechuang.demands"),
        ("A room imports only rooms below it", "base/clock.py", "kechuang.audit"),
        ("A room imports only rooms below it", "engines/match/search.py", "kechuang.base"),
        ("Inside a room", "outcomes/models.py", "kechuang.outcomes.services"),
        ("Inside a room", "outcomes/selectors.py", "kechuang.outcomes.services"),
        ("Inside a room", "outcomes/services.py", "kechuang.outcomes.views"),
        ("Inside a room", "outcomes/invariants.py", "kechuang.outcomes.services"),
        ("Inside a room", "outcomes/services.py", "kechuang.outcomes.invariants"),
        ("Engines do not import each other", "engines/match/rank.py", "kechuang.engines.rulebook"),
        (
            "Words, pack files, seals",
            "engines/seal/chain.py",
            "kechuang.engines.match",
        ),
        (
            "Words, pack files, seals",
            "engines/tally/terms.py",
            "kechuang.engines.rulebook",
        ),
        ("Engines know neither Django", "engines/rulebook/store.py", "django.db"),
    ],
)
def test_a_planted_import_breaks_the_contract(
    house: Path, contract: str, module: str, imports: str
) -> None:
    planted = house / "src/kechuang" / imports.removeprefix("kechuang.").replace(".", "/")
    if imports.startswith("kechuang.") and not planted.is_dir():
        plant(house, str(planted.with_suffix(".py").relative_to(house)))
    plant(house, f"src/kechuang/{module}", f"import {imports}\n")

    (finding,) = import_findings(house)

    broken = [line for line in finding.what.splitlines() if line.endswith("BROKEN")]
    assert [line for line in broken if line.startswith(contract)]


def test_a_room_that_stands_on_no_floor_is_refused(house: Path) -> None:
    plant(house, "src/kechuang/attic/__init__.py")

    (finding,) = import_findings(house)

    assert "attic" in finding.what
