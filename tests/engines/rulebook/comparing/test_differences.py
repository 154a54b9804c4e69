"""Two versions of a policy, in words that a policy officer reads."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import load_pack
from kechuang.engines.rulebook.comparing import differences
from tests.engines.rulebook.comparing.sample import POLICY

SECOND = """\
      - id: young
        label: {zh: 成立不满十年, en: Under ten years}
        article: 第二条（二）
        test: established_on >= on - 10年
    amount:
"""


@pytest.fixture
def said(catalogue):
    def lines(text, language="zh"):
        old, new = (load_pack(one, name="rd-award", catalogue=catalogue) for one in (POLICY, text))
        return [one.said_in(language) for one in differences(old, new)]

    return lines


def test_the_same_text_has_no_differences(said):
    assert said(POLICY) == []


def test_a_changed_value_names_clause_condition_and_article(said):
    assert said(POLICY.replace("20人\n", "30人\n")) == [
        "~ 奖补 › 职工不少于20人 › 条件的算式：employees@last_year >= 20人 → "
        "employees@last_year >= 30人（第二条（一））"
    ]


def test_a_new_and_a_removed_condition_are_one_line_each(said, catalogue):
    longer = POLICY.replace("    amount:\n", SECOND)

    assert said(longer) == [
        "+ 奖补 › 条件：成立不满十年：established_on >= on - 10年（第二条（二））"
    ]
    old, new = (load_pack(one, name="x", catalogue=catalogue) for one in (longer, POLICY))
    assert [one.kind for one in differences(old, new)] == ["removed"]


def test_conditions_in_another_order_are_no_difference(said, catalogue):
    longer = POLICY.replace("    amount:\n", SECOND)
    first = longer.index("      # 人数门槛")
    second, end = longer.index("      - id: young"), longer.index("    amount:")
    moved = longer[:first] + longer[second:end] + longer[first:second] + longer[end:]
    old, new = (load_pack(one, name="x", catalogue=catalogue) for one in (longer, moved))

    assert differences(old, new) == ()


def test_dates_caps_and_definitions_are_told_in_english_too(said):
    text = POLICY.replace("2026-01-01\nregion", "2026-02-01\nvalid_to: 2026-12-31\nregion")

    assert said(text.replace("50万元", "60万元"), "en") == [
        "~ in force from：2026-01-01 → 2026-02-01",
        "+ in force until：2026-12-31",
        "~ Award › A tenth of R&D › cap：50万元 → 60万元（第三条）",
    ]
