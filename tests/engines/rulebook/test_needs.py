"""What packs may read is known before any firm is asked."""

from __future__ import annotations

from kechuang.engines.rulebook import FactSheet, evaluate_many, facts_needed
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.needs import asked_by
from kechuang.engines.rulebook.terms.grammar import Vocabulary, parse_quantity
from kechuang.engines.rulebook.walking import walk_rules
from tests.engines.rulebook.lists import list_catalogue
from tests.engines.rulebook.samples import TODAY, good_facts


def test_nothing_is_read_that_was_not_named_before(packs):
    needed = facts_needed(packs.values(), on=TODAY)
    empty, good = FactSheet("nobody", []), FactSheet("firm", good_facts())

    for answer in evaluate_many(packs.values(), [empty, good], on=TODAY):
        assert {(one.name, one.period) for one in answer.missing} <= needed
    assert {("employees", "2025"), ("rd_expense", "2023"), ("established_on", None)} <= needed


def test_only_what_the_packs_use_is_needed(packs):
    needed = facts_needed([packs["fuqing-contracts"]], on=TODAY)

    assert needed == {
        ("region_code", None), ("tech_purchase_paid", "2025"), ("tech_sale_paid", "2025"),
    }  # fmt: skip


def test_lists_statuses_and_years_name_what_they_read():
    written = {
        "count(ip_rights where class under Ⅰ类 and granted_on <= hnte_valid_until)": {
            ("ip_rights", None), ("hnte_valid_until", None),
        },
        "ever(major_accident, 2)": {("major_accident", "2025"), ("major_accident", "2024")},
        "years(sales_revenue > 0元, 2)": {("sales_revenue", "2025"), ("sales_revenue", "2024")},
        "valid(hnte_holder, hnte_valid_until)": {
            ("hnte_holder", None), ("hnte_valid_until", None),
        },
        "sum(sales_revenue, 2, established_on)": {
            ("sales_revenue", "2025"), ("sales_revenue", "2024"), ("established_on", None),
        },
    }  # fmt: skip

    for phrase, names in written.items():
        quantity = parse_quantity(phrase, Vocabulary(list_catalogue()))
        asked = {one for node in walk_rules(quantity) for one in asked_by(node, TODAY)}
        assert asked == names
        assert quantity.value(Inquiry(FactSheet("nobody", []), TODAY)) is None
