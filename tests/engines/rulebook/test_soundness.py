"""Rules that can be read but cannot be meant are refused when the pack is loaded."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import PackError, load_pack
from tests.engines.rulebook.samples import SIZE, leaf


def group(form, *tests, count=""):
    lines = "\n".join(f"    {leaf(f'l{n}', test)}" for n, test in enumerate(tests))
    return f"- id: g\n  article: 第一条\n  label: {{zh: 组, en: Group}}\n{count}  {form}:\n{lines}"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (leaf("a", "employees@last_year >= 0"), "人人满足"),
        (leaf("a", "employees@last_year < 0"), "谁也无法满足"),
        (leaf("a", "1 > 0"), "不涉及任何事实"),
        (leaf("a", "established_on between 2026-02-01 and 2026-01-01"), "谁也无法满足"),
        (group("all", "employees@last_year >= 10", "employees@last_year < 10"), "互相矛盾"),
        (group("all", "rd_expense@last_year > 5元", "rd_expense@last_year <= 5元"), "互相矛盾"),
        (group("all", "mainland_resident", "not mainland_resident"), "互相矛盾"),
        (group("any", "mainland_resident", "not mainland_resident"), "人人满足"),
        (group("any", "employees@last_year >= 10", "employees@last_year <= 12"), "人人满足"),
        (group("none", "rd_expense@last_year > 1元", "rd_expense@last_year <= 1元"), "谁也无法"),
        (group("any", "hnte_holder", "hnte_holder"), "写了两次"),
        (f"{leaf('a', 'hnte_holder')}\n{leaf('b', 'hnte_holder')}", "写了两次"),
        (
            f"{leaf('a', 'employees@last_year > 9')}\n{leaf('b', 'employees@last_year < 9')}",
            "互相矛盾",
        ),
    ],
)
def test_a_condition_that_says_nothing_or_forbids_everything_is_refused(pack_of, body, why):
    with pytest.raises(PackError) as refused:
        pack_of(body)

    assert why in refused.value.why.zh
    assert refused.value.line >= 14


@pytest.mark.parametrize(
    "body",
    [
        group("all", "employees@last_year >= 10", "employees@last_year <= 10"),
        group("any", "employees@last_year > 10", "employees@last_year < 10"),
        group("any", "rd_expense@last_year > 10元", "rd_expense@previous_year <= 10元"),
        group("none", "employees@last_year > 10", "employees@last_year < 5"),
        group("all", "established_on >= 2020-01-01", "established_on <= on"),
        leaf("a", "net_assets@last_year >= 0元"),
    ],
)
def test_what_some_firm_can_meet_and_some_cannot_is_kept(pack_of, body):
    assert pack_of(body).clauses


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("valid_to: 2025-12-31\nclauses:", "早于有效期起"),
        ("valid_to: 2026-12-31\nissued_on: 2027-01-01\nclauses:", "晚于有效期止"),
        ("define: {idle: 5万元}\nclauses:", "没有用到"),
        ("define: {a: b * 2, b: 5万元}\nclauses:", "定义在后面"),
        ("define: {a: a * 2}\nclauses:", "成环"),
        ("define: {sum: 5万元}\nclauses:", "重名"),
        ("define: {employees: 5万元}\nclauses:", "重名"),
    ],
)
def test_a_head_that_contradicts_itself_is_refused(catalogue, pack_of, head, why):
    source = pack_of(SIZE).source.replace("clauses:", head)

    with pytest.raises(PackError) as refused:
        load_pack(source, name="sample.yaml", catalogue=catalogue)

    assert why in refused.value.why.zh


SCORED = """\
- id: s
  article: 第一条
  label: {zh: 分, en: Score}
  score:
    pass: 60
    most: 100
    items:
      - {id: a, label: {zh: 甲, en: A}, points: [0, 40]}
      - {id: b, label: {zh: 乙, en: B}, of: employees@last_year, bands: BANDS}
"""
BANDS = "[{when: x < 10, points: 0}, {when: x >= 10, points: 20}]"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("pass: 60", "pass: 61", "最高只能得60分"),
        ("points: [0, 40]}", "points: [0, 40], pass: 41}", "自己的最低分"),
        ("most: 100", "most: 59", "最高只能得59分"),
        ("points: [0, 40]}", "points: [0, 40], weight: 90}", "最高只能得"),
    ],
)
def test_a_mark_that_nobody_can_reach_is_refused(pack_of, old, new, why):
    body = SCORED.replace("BANDS", BANDS)
    pack_of(body)
    changed = body.replace(old, new)
    if "weight" in new:
        changed = changed.replace("weight: 90", "weight: 30")

    with pytest.raises(PackError) as refused:
        pack_of(changed)

    assert why in refused.value.why.zh


def test_weights_that_do_not_make_up_the_full_marks_are_refused(pack_of):
    body = SCORED.replace("BANDS}", BANDS + ", weight: 60}").replace("40]}", "40], weight: 39}")

    with pytest.raises(PackError) as refused:
        pack_of(body)

    assert "权重合计99" in refused.value.why.zh


CASED = """\
- id: s
  article: 第一条
  label: {zh: 分, en: Score}
  score:
    most: 10
    items:
      - id: a
        label: {zh: 甲, en: A}
        cases:
          - {when: FIRST, points: 5}
          - {when: SECOND, points: 3}
          - otherwise: 0
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("employees@last_year <= 5", "employees@last_year <= 3"),
        ("employees@last_year >= 0", "employees@last_year <= 3"),
        ("mainland_resident", "mainland_resident"),
    ],
)
def test_a_case_that_earlier_ones_have_taken_is_refused(pack_of, first, second):
    with pytest.raises(PackError) as refused:
        pack_of(CASED.replace("FIRST", first).replace("SECOND", second))

    assert "永远轮不到" in refused.value.why.zh
    assert refused.value.line == 25


def test_cases_from_narrow_to_wide_are_kept(pack_of):
    narrow, wide = "employees@last_year <= 3", "employees@last_year <= 5"

    assert pack_of(CASED.replace("FIRST", narrow).replace("SECOND", wide))


READINGS = """\
- id: r
  article: 第一条
  label: {zh: 人数, en: Staff}
  readings:
    - {id: heads, label: {zh: 按在册人数, en: Heads}, test: employees@last_year >= 10}
    - {id: st, label: {zh: 按科技人员, en: S&T}, test: st_staff@last_year >= 10}
"""


@pytest.mark.parametrize(
    ("heads", "st", "verdict"),
    [(10, 10, "met"), (10, 9, "possible"), (9, 9, "not_met"), (10, None, "unknown")],
)
def test_a_result_that_depends_on_the_reading_says_so(pack_of, heads, st, verdict):
    from kechuang.engines.rulebook import Fact, FactSheet, evaluate
    from tests.engines.rulebook.samples import TODAY

    told = [Fact("employees", heads, "2025")]
    told += [Fact("st_staff", st, "2025")] if st is not None else []

    (answer,) = evaluate(pack_of(READINGS), FactSheet("firm", told), on=TODAY)

    assert answer.verdict == verdict
    (asked,) = [one for one in answer.reason.children if one.id == "r"]
    assert ("取决于对条文的理解" in asked.detail.zh) is (verdict in ("possible", "unknown"))


def test_one_reading_is_no_alternative(pack_of):
    lines = READINGS.splitlines()[:-1]

    with pytest.raises(PackError) as refused:
        pack_of("\n".join(lines))

    assert "两种理解" in refused.value.why.zh
