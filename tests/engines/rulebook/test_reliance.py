"""A policy asks what another one says; the pack stands alone with all it relies on."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import (
    Fact,
    FactSheet,
    PackError,
    Verdict,
    evaluate,
    load_folder,
    load_pack,
)
from kechuang.engines.rulebook.cases import walk_reasons
from tests.engines.rulebook.samples import MINIMAL, SIZE, TODAY, leaf

ASK = "- {id: sme, article: 第二条, label: {zh: 已符合, en: Is one}, policy: POLICY}"


def text_of(name, body, *, relies=""):
    indented = "\n".join(f"      {line}" for line in body.splitlines())
    text = MINIMAL.replace("CONDITIONS", indented).replace("TEXT_KIND", "hard")
    return text.replace(
        "id: sample", f"id: {name}\nrelies_on: {relies}" if relies else f"id: {name}"
    )


def asking(name, other):
    return text_of(name, ASK.replace("POLICY", other), relies=f"[{other}]")


@pytest.fixture
def folder(tmp_path, catalogue):
    def load(**texts):
        place = tmp_path / "policies"
        place.mkdir(exist_ok=True)
        for name, text in texts.items():
            (place / f"{name}.yaml").write_text(text, encoding="utf-8")
        return {pack.id: pack for pack in load_folder(tmp_path, catalogue)}

    return load


def firm(staff):
    return FactSheet("firm", [Fact("employees", staff, "2025")] if staff else [])


@pytest.mark.parametrize(
    ("staff", "verdict"),
    [(500, Verdict.MET), (501, Verdict.NOT_MET), (None, Verdict.UNKNOWN)],
)
def test_the_result_of_another_policy_is_a_condition(folder, staff, verdict):
    packs = folder(upper=asking("upper", "lower"), lower=text_of("lower", SIZE))

    (answer,) = evaluate(packs["upper"], firm(staff), on=TODAY)

    assert answer.verdict is verdict
    assert "lower:size" in [reason.id for reason in walk_reasons(answer.reason)]
    assert [gap.reason_id for gap in answer.gaps] == (["lower:size"] if staff == 501 else [])
    assert [one.name for one in answer.missing] == ([] if staff else ["employees"])


def test_the_pack_stands_alone_with_all_it_relies_on(folder, catalogue):
    base = text_of("c", leaf("size", "employees@last_year > 1"))
    packs = folder(a=asking("a", "b"), b=asking("b", "c"), c=base)

    again = load_pack(packs["a"].source, name="again.yaml", catalogue=catalogue)

    assert again == packs["a"]
    assert evaluate(again, firm(5), on=TODAY)[0].verdict is Verdict.MET


def test_the_digest_changes_with_what_the_pack_relies_on(folder):
    before = folder(upper=asking("upper", "lower"), lower=text_of("lower", SIZE))["upper"]
    after = folder(lower=text_of("lower", SIZE.replace("500", "400")))["upper"]

    assert before.digest != after.digest


def test_packs_that_rely_on_each_other_are_refused(folder):
    with pytest.raises(PackError) as refused:
        folder(a=asking("a", "b"), b=asking("b", "a"))

    assert "成了环" in refused.value.why.zh


def test_an_unknown_pack_is_refused_with_the_nearest_name(folder):
    with pytest.raises(PackError) as refused:
        folder(upper=asking("upper", "lowr"), lower=text_of("lower", SIZE))

    assert "lower" in refused.value.mend.zh


def test_a_policy_the_pack_does_not_rely_on_is_refused(pack_of):
    with pytest.raises(PackError) as refused:
        pack_of(ASK.replace("POLICY", "tech-sme"))

    assert "relies_on" in refused.value.mend.zh


def test_a_clause_of_several_is_named_with_its_pack(packs, catalogue):
    text = text_of(
        "upper", ASK.replace("POLICY", "fuqing-contracts/buyer"), relies="[fuqing-contracts]"
    )

    pack = load_pack(text, name="u.yaml", catalogue=catalogue, adoptable=packs)

    assert pack.clauses[0].condition.parts[-1].policy == "fuqing-contracts/buyer"
