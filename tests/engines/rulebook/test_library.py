"""The packs in the repository: load, stand alone, and fulfil their own cases."""

from __future__ import annotations

import pytest

from kechuang.engines.packfile import EXAMPLE, UNCONFIRMED
from kechuang.engines.rulebook import Verdict, evaluate, load_folder, load_pack
from kechuang.engines.rulebook.cases import failures_of, read_cases
from kechuang.engines.rulebook.library import pack_paths
from tests.engines.rulebook.samples import PACKS, TODAY

CASES = sorted(PACKS.rglob("policies/*.test.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_pack_fulfils_its_own_cases(path, packs, catalogue):
    cases = read_cases(path.read_text(encoding="utf-8"), name=path.name, catalogue=catalogue)

    failures = [failure for case in cases for failure in failures_of(case, packs[case.pack_id])]

    assert failures == []


def test_every_pack_has_cases():
    stems = {path.name.removesuffix(".test.yaml") for path in CASES}

    assert {path.stem for path in pack_paths(PACKS)} == stems


def test_an_adopted_pack_has_its_own_place_and_the_same_rules(packs):
    adopted, base = packs["yunlan-voucher"], packs["shanghai-voucher"]

    assert (adopted.adopted_from, adopted.region, adopted.is_example) == (
        "shanghai-voucher",
        "990100",
        True,
    )
    assert adopted.clauses[0].amount_rule == base.clauses[0].amount_rule
    assert adopted.digest != base.digest


def test_the_source_of_a_pack_alone_loads_the_same_pack(packs, catalogue):
    for pack in packs.values():
        assert load_pack(pack.source, name="again.yaml", catalogue=catalogue) == pack


def test_the_digest_ignores_comments_and_sees_content(packs, catalogue):
    pack = packs["shanghai-voucher"]
    commented = load_pack("# 说明\n" + pack.source, name="a", catalogue=catalogue)
    changed = load_pack(pack.source.replace("50%", "51%"), name="a", catalogue=catalogue)

    assert commented.digest == pack.digest
    assert changed.digest != pack.digest


def test_a_city_folder_loads_without_the_rest(catalogue):
    packs = load_folder(PACKS / "cities" / "fuqing", catalogue)

    assert [pack.id for pack in packs] == ["fuqing-contracts", "fuqing-institutions"]


def test_weak_evidence_is_carried_into_the_answer(packs, good_firm):
    (answer,) = evaluate(packs["yunlan-voucher"], good_firm, on=TODAY)

    assert answer.verdict is Verdict.UNKNOWN
    assert answer.reason.evidence == "示例"


def test_weak_evidence_is_shown_in_the_steps_of_an_amount(packs, catalogue):
    path = PACKS / "cities/sichuan/policies/tianfu-loan.test.yaml"
    case = read_cases(path.read_text(encoding="utf-8"), name=path.name, catalogue=catalogue)[0]

    (answer,) = evaluate(packs["tianfu-loan"], case.sheet, on=case.on)

    assert "[K-med]" in answer.amount.steps[0].zh
    assert "[K-med]" in answer.amount.steps[0].en


def test_what_nobody_confirmed_says_so_itself(packs):
    unconfirmed = [pack for pack in packs.values() if pack.evidence in {*UNCONFIRMED, EXAMPLE}]

    assert {"chengdu-voucher", "suzhou-insurance"} <= {pack.id for pack in unconfirmed}
    assert all(pack.is_example for pack in unconfirmed)
