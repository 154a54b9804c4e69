"""A quantity whose wording can be understood in several ways."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import Fact, FactSheet, PackError, evaluate, load_pack
from tests.engines.rulebook.samples import TODAY, leaf

DEFINE = """\
define:
  base:
    readings:
      - {label: {zh: 按在册人数, en: heads}, value: employees@last_year}
      - {label: {zh: 按科技人员, en: S&T staff}, value: st_staff@last_year}
clauses:"""
AMOUNT = """
amount:
  label: {zh: 补助, en: Subsidy}
  items:
    - id: a
      article: 第二条
      label: {zh: 每人, en: Each}
      compute: employees@last_year * 1万元
      cap: 90万元
"""


@pytest.fixture
def read(pack_of, catalogue):
    def build(define=DEFINE, amount=""):
        source = pack_of(leaf("staff", "mainland_resident") + amount).source
        text = source.replace("employees@last_year *", "base *").replace("clauses:", define)
        text = text.replace("mainland_resident", "base >= 10人")
        return load_pack(text, name="readings.yaml", catalogue=catalogue)

    return build


def ask(pack, heads, st):
    told = {"employees": heads, "st_staff": st}
    facts = [Fact(name, n, "2025") for name, n in told.items() if n is not None]
    (answer,) = evaluate(pack, FactSheet("firm", facts), on=TODAY)
    return answer


@pytest.mark.parametrize(
    ("heads", "st", "verdict"),
    [
        (12, 12, "met"), (12, 10, "met"), (12, 9, "possible"), (9, 5, "not_met"),
        (12, None, "unknown"),
    ],
)  # fmt: skip
def test_a_comparison_is_decided_where_every_reading_agrees(read, heads, st, verdict):
    answer = ask(read(), heads, st)
    (asked,) = [one for one in answer.reason.children if one.id == "staff"]

    assert answer.verdict == verdict
    assert ("取决于对条文的理解：按在册人数；按科技人员" in asked.detail.zh) is (
        verdict == "possible"
    )


def test_money_that_depends_on_the_reading_says_so(read):
    agreed, open_ = (ask(read(amount=AMOUNT), 12, st).amount for st in (12, 11))

    assert (agreed.kind, agreed.low_fen) == ("exact", 12_000_000)
    assert (open_.kind, open_.low_fen, open_.high_fen) == ("range", 11_000_000, 12_000_000)
    assert "取决于对条文的理解" in open_.steps[0].zh


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("value: st_staff@last_year", "value: rd_expense@last_year", "不能与"),
        (
            "      - {label: {zh: 按科技人员, en: S&T staff}, value: st_staff@last_year}\n",
            "",
            "两种",
        ),
        ("label: {zh: 按科技人员, en: S&T staff}, ", "", "缺少“label”"),
    ],
)
def test_wrong_readings_are_refused(read, old, new, why):
    assert old in DEFINE

    with pytest.raises(PackError) as refused:
        read(DEFINE.replace(old, new))

    assert why in refused.value.why.zh
