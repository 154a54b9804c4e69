"""Less knowledge may open an answer, never turn it: over every form of the language at once."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.rulebook import Fact, FactSheet, Verdict, evaluate, load_pack, read_catalogue
from tests.engines.rulebook.lists import LISTS
from tests.engines.rulebook.samples import MINIMAL, TODAY

CATALOGUE = (
    LISTS
    + """\
rd_expense: {zh: 研发, en: R&D, type: money, period: year, source: 账}
received: {zh: 已领, en: Received, type: money, period: none, source: 财政}
"""
)
BODY = """\
      - {id: window, article: 一, label: {zh: 新, en: New}, test: established_on within 3年}
      - id: either
        article: 二
        label: {zh: 之一, en: Either}
        any:
          - id: rights
            label: {zh: 知识产权, en: Rights}
            test: count(ip_rights where class under Ⅰ类 and core) >= 1
          - {id: growth, label: {zh: 增长, en: Growth}, test: sales_growth >= 10%}
          - {id: title, label: {zh: 高企, en: HNTE}, test: "valid(hnte_holder, hnte_valid_until)"}
      - id: clean
        article: 三
        label: {zh: 无事故, en: Clean}
        test: not ever(major_accident, 2)
      - id: text
        article: 四
        label: {zh: 两解, en: Two readings}
        readings:
          - {id: heads, label: {zh: 甲, en: A}, test: employees@last_year >= 5}
          - {id: money, label: {zh: 乙, en: B}, test: rd_expense@last_year >= 5元}
      - id: points
        article: 五
        label: {zh: 积分, en: Points}
        score:
          most: 100
          pass: 40
          decimals: 2
          stages:
            - {id: small, zh: 小, en: Small, when: sales_revenue@last_year < 5元}
            - {id: big, zh: 大, en: Big}
          items:
            - id: rd
              label: {zh: 研发, en: R&D}
              of: rd_expense@last_year
              linear: {from: 0元, to: 10元, points: 50}
              weight: {small: 70, big: 40}
            - id: staff
              label: {zh: 职工, en: Staff}
              of: employees@last_year
              bands: [{when: x < 3, points: 1}, {when: x >= 3, points: 4}]
              weight: {small: 30, big: 60}
          minus:
            - {id: bad, label: {zh: 扣, en: Minus}, when: major_accident@last_year, points: 30}
          veto:
            - {id: out, label: {zh: 否决, en: Veto}, test: not mainland_resident}
    amount:
      label: {zh: 补助, en: Subsidy}
      cap: 90元
      items:
        - id: steps
          article: 六
          label: {zh: 每满, en: Steps}
          of: rd_expense@last_year
          each_full: 2元
          award: 5元
          cap: 40元
        - id: title-award
          article: 六
          label: {zh: 资质, en: Title}
          when: valid(hnte_holder, hnte_valid_until)
          fixed: 50元
          less: [received]
"""
DEFINE = "define:\n  sales_growth: {growth: {of: sales_revenue, years: 2, zero_base: 0%}}\nclauses:"
DAY = st.dates(date(2023, 1, 1), date(2027, 1, 1))
FEN = st.integers(0, 1200)
ROW = st.fixed_dictionaries(
    {}, optional={"class": st.sampled_from(["发明专利", "实用新型"]), "core": st.booleans()}
)
FACTS = st.fixed_dictionaries(
    {
        ("established_on", None): DAY, ("hnte_valid_until", None): DAY,
        ("hnte_holder", None): st.booleans(), ("mainland_resident", None): st.booleans(),
        ("received", None): FEN, ("ip_rights", None): st.lists(ROW, max_size=3).map(json.dumps),
        **{("sales_revenue", year): FEN for year in ("2024", "2025")},
        **{("major_accident", year): st.booleans() for year in ("2024", "2025")},
        ("employees", "2025"): st.integers(0, 9), ("rd_expense", "2025"): FEN,
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def every_form():
    text = MINIMAL.replace("TEXT_KIND", "hard").replace("CONDITIONS", BODY)
    text = text.replace("clauses:", DEFINE)
    catalogue = read_catalogue(CATALOGUE, name="facts.yaml")
    return load_pack(text, name="forms.yaml", catalogue=catalogue)


def ask(pack, told):
    facts = [Fact(name, value, period) for (name, period), value in told.items()]
    (answer,) = evaluate(pack, FactSheet("firm", facts), on=TODAY)
    return answer


def span(answer):
    amount = answer.amount
    if amount is None:
        return 0, 0
    high = float("inf") if amount.high_fen is None else amount.high_fen
    return amount.low_fen or 0, high


@settings(max_examples=60)
@given(FACTS, st.data())
def test_less_knowledge_only_opens_the_answer(every_form, told, data):
    kept = data.draw(st.sets(st.sampled_from(sorted(told, key=str))))

    full = ask(every_form, told)
    less = ask(every_form, {key: value for key, value in told.items() if key in kept})

    assert less.verdict in (full.verdict, Verdict.UNKNOWN, Verdict.POSSIBLE)
    assert less.verdict is not Verdict.UNKNOWN or less.missing
    if less.verdict is full.verdict is not Verdict.NOT_MET:
        assert span(less)[0] <= span(full)[0] <= span(full)[1] <= span(less)[1]


@settings(max_examples=40)
@given(FACTS)
def test_points_lie_in_the_interval_that_less_knowledge_told(every_form, told):
    full = points(ask(every_form, told))
    less = points(ask(every_form, {("rd_expense", "2025"): told["rd_expense", "2025"]}))

    assert less[0] <= full[0] <= full[1] <= less[1]


def points(answer):
    return next(reason.points for reason in answer.reason.children if reason.id == "points")
