"""The command tells what does not hold, in both languages, and ends with 1."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from kechuang.cli.main import kechuang
from kechuang.parties.models import Party
from tests.base.registry.cast import party

pytestmark = pytest.mark.django_db
UNTOLD = "parties.rows_are_all_on_the_chain"


@pytest.fixture
def untold() -> list[Party]:
    """Two parties that no command registered, so that the chain does not tell of them."""
    return [party("甲公司"), party("乙公司")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(kechuang, ["check-invariants", *arguments])


def test_a_sound_database_ends_with_zero() -> None:
    done = run()

    assert done.exit_code == 0
    assert "✓ audit.chain_is_whole" in done.stdout
    assert "✗" not in done.stdout


def test_what_does_not_hold_is_told_and_ends_with_one(untold: list[Party]) -> None:
    done = run()

    assert done.exit_code == 1
    assert f"✗ {UNTOLD}" in done.stdout
    assert "审计链记载 0 行 / the table has 2 rows, the chain tells of 0" in done.stdout


def test_json_tells_names_counts_and_findings(untold: list[Party]) -> None:
    (answer,) = json.loads(run("--only", UNTOLD, "--json").stdout)

    assert (answer["name"], answer["holds"], answer["total"]) == (UNTOLD, False, 1)
    assert answer["findings"][0]["where"] == "parties.party"


def test_more_findings_than_are_listed_are_counted(untold: list[Party]) -> None:
    Party.objects.update(region_code="99")

    done = run("--only", "parties.have_a_name_and_a_place", "--show", "1")

    assert "另有 1 条 / and 1 more" in done.stdout


def test_the_checks_of_one_room_can_be_asked_alone(untold: list[Party]) -> None:
    done = run("--only", "accounts")

    assert done.exit_code == 0
    assert "audit." not in done.stdout


def test_an_unknown_name_is_wrong_usage() -> None:
    done = run("--only", "weather")

    assert done.exit_code == 2
    assert "audit.chain_is_whole" in done.output
