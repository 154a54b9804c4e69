"""Every fact of an answer says what it is and how much, wherever it stands."""

from typing import Any

from django.utils.translation import override

from kechuang.entitlements.fact_words import with_facts_in_words


def fact(name: str, value: object, unit: str = "") -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit}


def test_facts_of_reasons_at_any_depth_are_put_in_words() -> None:
    deep = {"facts": [fact("employees", 37, "人")], "children": []}
    reason = {"facts": [fact("core_ip_owned", True)], "children": [deep]}

    with override("en"):
        answer = with_facts_in_words({"reason": reason, "conflicts": []})

    assert answer["reason"]["facts"][0]["shown"] == "Yes"
    assert answer["reason"]["children"][0]["facts"][0]["label"] == "Employees"


def test_both_sides_of_a_conflict_are_put_in_words() -> None:
    conflict = {
        "chosen": fact("revenue", 1_000_000_000),
        "others": [fact("revenue", 900_000_000)],
    }

    with override("zh-hans"):
        answer = with_facts_in_words(
            {"reason": {"facts": [], "children": []}, "conflicts": [conflict]}
        )

    [told] = answer["conflicts"]
    assert told["chosen"]["label"] == "营业收入"
    assert told["chosen"]["shown"] == "1,000万元"
    assert told["others"][0]["shown"] == "900万元"
