"""Rules of Chinese cities worked by hand (policy-rules.md §13), each said in the language."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import Fact, FactSheet, evaluate, load_pack, read_catalogue
from tests.engines.rulebook.samples import MINIMAL, TODAY, WAN

MONEY = (
    "income", "premium_a", "premium_product", "rd", "rd_before", "bad_debt", "borne", "loan",
    "contract", "fund",
)  # fmt: skip
FLAGS = ("credit_loan", "little_giant", "hnte", "tech_sme")
CATALOGUE = "".join(
    f"{name}: {{zh: {name}, en: {name}, type: {kind}, period: none, source: 某}}\n"
    for kind, names in (("money", MONEY), ("flag", FLAGS), ("code", ("region_code",)))
    for name in names
)
EXAMPLES = {
    "E12 技术转让所得500万元以内免征，超出部分减半，税率25%": (
        "",
        [
            "of: income, brackets: [{up_to: 500万元, rate: 0%}, {rate: 12.5%}]",
        ],
        "",
        [({"income": 800}, 37.5), ({"income": 500}, 0), ({"income": -5}, 0)],
    ),
    "E16 福建科技保险：A类保费50%，产品责任险10%，合计不超过50万元": (
        "",
        ["compute: premium_a * 50%", "compute: premium_product * 10%"],
        "cap: 50万元",
        [
            ({"premium_a": 80, "premium_product": 40}, 44),
            ({"premium_a": 100, "premium_product": 40}, 50),
        ],
    ),
    "E17 厦门：研发增量每满100万元给10万元，最高500万元": (
        "",
        ["of: rd - rd_before, each_full: 100万元, award: 10万元, cap: 500万元"],
        "",
        [
            ({"rd": 1500, "rd_before": 401}, 100),
            ({"rd": 1500, "rd_before": 400}, 110),
            ({"rd": 100, "rd_before": 200}, 0),
            ({"rd": 9000, "rd_before": 0}, 500),
        ],
    ),
    "E19 安徽：不良本金30%，信用贷款加5个百分点，不超过实际承担的80%": (
        "rate: {cases: [{when: credit_loan, value: 35%}, {otherwise: 30%}]}",
        ["compute: 'min(bad_debt * rate, borne * 80%)'"],
        "",
        [
            ({"bad_debt": 200, "borne": 200, "credit_loan": True}, 70),
            ({"bad_debt": 200, "borne": 200, "credit_loan": False}, 60),
            ({"bad_debt": 200, "borne": 80, "credit_loan": True}, 64),
        ],
    ),
    "E20 担保计划：取企业符合的最高档": (
        "",
        [
            "compute: loan * 40%, when: little_giant",
            "compute: loan * 35%, when: hnte",
            "compute: loan * 30%, when: tech_sme",
        ],
        "take: highest",
        [
            ({"loan": 1000, "little_giant": True, "hnte": True, "tech_sme": True}, 400),
            ({"loan": 1000, "little_giant": False, "hnte": True, "tech_sme": True}, 350),
            ({"loan": 1000, "little_giant": False, "hnte": False, "tech_sme": False}, 0),
        ],
    ),
    "E21 转化净收入：法律50%，北京浙江70%，舟山85%": (
        "share: {cases: [{when: region_code under 330900, value: 85%}, "
        "{when: 'region_code under [110000, 330000]', value: 70%}, {otherwise: 50%}]}",
        ["compute: income * share"],
        "",
        [
            ({"income": 300, "region_code": "350181"}, 150),
            ({"income": 300, "region_code": "330106"}, 210),
            ({"income": 300, "region_code": "330902"}, 255),
        ],
    ),
    "E22 上海创新券：合同50%，最高50万元": (
        "",
        ["compute: contract * 50%, cap: 50万元"],
        "",
        [({"contract": 30}, 15), ({"contract": 120}, 50)],
    ),
    "广东：实缴分段3%、1.5%、1%，不足10万元不付，最高100万元": (
        "",
        [
            "of: fund, least: 10万元, cap: 100万元, brackets: [{up_to: 1000万元, rate: 3%}, "
            "{up_to: 5000万元, rate: 1.5%}, {rate: 1%}]"
        ],
        "",
        [({"fund": 6000}, 100), ({"fund": 3000}, 60), ({"fund": 333}, 0), ({"fund": 334}, 10.02)],
    ),
}


def pack_of(define, items, rule):
    lines = "".join(
        f"        - {{id: i{n}, article: 第二条, label: {{zh: 项, en: Item}}, {item}}}\n"
        for n, item in enumerate(items)
    )
    amount = f"    amount:\n      label: {{zh: 补助, en: Subsidy}}\n      items:\n{lines}"
    here = "      - {id: here, article: 一, label: {zh: 日, en: Day}, test: on >= 2026-01-01}"
    text = MINIMAL.replace("TEXT_KIND", "hard").replace("CONDITIONS", f"{here}\n{amount}")
    text += f"      {rule}\n" if rule else ""
    text = text.replace("clauses:", f"define:\n  {define}\nclauses:") if define else text
    catalogue = read_catalogue(CATALOGUE, name="facts.yaml")
    return load_pack(text, name="example.yaml", catalogue=catalogue)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_worked_by_hand_comes_out_the_same(name):
    define, items, rule, answers = EXAMPLES[name]
    pack = pack_of(define, items, rule)

    for told, expected in answers:
        facts = [Fact(key, value * WAN if key in MONEY else value) for key, value in told.items()]
        (answer,) = evaluate(pack, FactSheet("firm", facts), on=TODAY)
        assert (answer.amount.kind, answer.amount.low_fen) == ("exact", round(expected * WAN))
