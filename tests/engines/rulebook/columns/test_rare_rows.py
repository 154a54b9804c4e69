"""Rows that random firms seldom hit: all combinations of a few values, asked of both evaluators."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from kechuang.engines.rulebook import Fact, FactSheet, load_pack, read_catalogue
from tests.engines.rulebook.columns.comparing import differences
from tests.engines.rulebook.columns.writing import CATALOGUE
from tests.engines.rulebook.samples import MINIMAL, TODAY, leaf

SALES, RD, RECEIVED = ("sales_revenue", "2025"), ("rd_expense", "2025"), ("received", None)
BORN = ("established_on", None)
FEN = (None, -100, 0, 99, 100, 1_000)
RATE = "rd_expense@last_year / sales_revenue@last_year"
UNCLEAR = f'define:\n  c: {{cases: [{{when: "{RATE} >= 50%", value: 20%}}, {{otherwise: 5%}}]}}\n'
DAYS = (None, date(2025, 8, 31), date(2025, 12, 16), date(2024, 2, 29), TODAY, date(2027, 1, 1))


def either(*tests):
    lines = "\n".join("        " + leaf(f"part{n}", test) for n, test in enumerate(tests))
    head = "- id: either\n        article: 一\n        label: {zh: 一, en: A}\n        any:\n"
    return f"{head}{lines}"


def sheets_of(values):
    for told in product(*values.values()):
        facts = zip(values, told, strict=True)
        yield FactSheet(
            "", [Fact(name, one, year) for (name, year), one in facts if one is not None]
        )


@pytest.mark.parametrize(
    ("condition", "define", "values"),
    [
        (
            leaf("window", f"received between rd_expense@last_year * ({RATE}) and 5元"), "",
            {SALES: FEN, RD: FEN, RECEIVED: FEN},
        ),
        (leaf("zero", "received > 0元"), "", {RECEIVED: FEN}),
        (leaf("ends", "received >= rd_expense@last_year"), "", {RECEIVED: FEN, RD: FEN}),
        (leaf("cases", "received * c >= 1元"), UNCLEAR, {SALES: FEN, RD: FEN, RECEIVED: FEN}),
        (leaf("cases", "c * received >= 1元"), UNCLEAR, {SALES: FEN, RD: FEN, RECEIVED: FEN}),
        (leaf("month", "established_on + 6个月 > 2026-02-28"), "", {BORN: DAYS}),
        (leaf("years", "years_since(established_on) >= 1"), "", {BORN: DAYS}),
        (
            either("established_on >= 2026-12-01", "received >= 10元"), "",
            {BORN: DAYS, RECEIVED: (*FEN, 901)},
        ),
        (
            either("established_on >= 2026-12-01", "received >= 10元", "hnte_holder"), "",
            {BORN: DAYS, RECEIVED: FEN, ("hnte_holder", None): (None, True, False)},
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("near", ["{gap: 10%, single_gap: 50%}", "{gap: 100%, single_gap: 100%}"])
def test_both_evaluators_agree_on_every_combination(condition, define, values, near):
    catalogue = read_catalogue(CATALOGUE, name="facts.yaml")
    text = MINIMAL.replace("TEXT_KIND", "hard").replace("CONDITIONS", f"      {condition}")
    text = text.replace("clauses:", f"near_miss: {near}\n{define}clauses:")
    pack = load_pack(text, name="rare.yaml", catalogue=catalogue)

    assert differences([pack], list(sheets_of(values)), catalogue, TODAY) == []


@pytest.mark.parametrize("more", ["", "            cap: 1000000000000000000元\n"])
def test_amounts_that_64_bits_cannot_hold_are_exact_too(more):
    catalogue = read_catalogue(CATALOGUE, name="facts.yaml")
    text = MINIMAL.replace("TEXT_KIND", "hard")
    text = text.replace("CONDITIONS", "      " + leaf("some", "received > 0元"))
    text += (
        "    amount:\n      label: {zh: 金额, en: Amount}\n      items:\n"
        "          - id: much\n            article: 一\n            label: {zh: 一, en: A}\n"
        f"            compute: received * 900000%\n{more}"
    )
    pack = load_pack(text, name="much.yaml", catalogue=catalogue)
    values = {RECEIVED: (None, 1, 10**14, 10**16, 10**18)}

    assert differences([pack], list(sheets_of(values)), catalogue, TODAY) == []
