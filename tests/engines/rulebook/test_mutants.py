"""Every number of every pack is held by a case: moved by a tenth, some case goes red."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from kechuang.engines.rulebook import rulebook
from kechuang.engines.rulebook.mutants import move_numbers, mutants_of
from tests.engines.rulebook.samples import PACKS, SIZE, leaf

TODAYS_SHARE = 40
FUQING = PACKS / "cities/fuqing/policies"


@pytest.fixture
def folder(tmp_path):
    """Two packs of Fuqing with their cases, to be spoilt."""
    shutil.copytree(FUQING, tmp_path / "policies")
    return tmp_path


def spoil(folder, old, new):
    path = folder / "policies/fuqing-contracts.test.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_no_number_of_a_share_that_changes_every_day_goes_unnoticed(catalogue):
    """All of them are moved by ``kechuang rules check packs --mutants``."""

    first = datetime.now(tz=UTC).toordinal() % TODAYS_SHARE

    def todays(every):
        return every[first::TODAYS_SHARE]

    moved = move_numbers(PACKS, catalogue, choose=todays)

    assert moved.total > 30
    assert [f"{one.pack_id}/{one.written}" for one in moved.survivors] == []


def test_a_number_that_no_case_holds_is_found(folder, catalogue):
    assert move_numbers(folder, catalogue).survivors == ()

    spoil(folder, "tech_sale_paid@2025: 4亿元", "tech_sale_paid@2025: 2亿元")
    spoil(folder, "amount: 100万元", "amount: 66万元")
    (one, other) = move_numbers(folder, catalogue).survivors

    assert {one.written, other.written} == {
        "registrant/cap=110万元",
        "registrant/cap=90万元",
    }


def test_the_command_names_what_no_case_holds_and_fails(folder):
    words = ["check", str(folder), "--facts", str(PACKS / "facts.yaml"), "--mutants"]
    told = CliRunner().invoke(rulebook, words)
    assert (told.exit_code, "0 unnoticed" in told.stdout) == (0, True)

    spoil(folder, "tech_sale_paid@2025: 4亿元", "tech_sale_paid@2025: 2亿元")
    spoil(folder, "amount: 100万元", "amount: 66万元")
    told = CliRunner().invoke(rulebook, words)

    assert told.exit_code == 1
    assert "fuqing-contracts/registrant/cap: 100万元 → 110万元" in told.stdout


def test_an_excuse_for_what_a_case_notices_is_refused(folder, catalogue):
    spoil(folder, "cases:\n", "equivalent: {registrant/cap=90万元: 不影响结果}\ncases:\n")

    assert move_numbers(folder, catalogue).idle == ("fuqing-contracts/registrant/cap=90万元",)


def test_what_is_moved_and_what_is_not(pack_of):
    pack = pack_of(f"{SIZE}\n{leaf('sales', 'sales_revenue@last_year > 0元')}")

    assert [one.to for one in mutants_of(pack)] == ["550", "450"]
