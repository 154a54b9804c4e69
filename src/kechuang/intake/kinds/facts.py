"""Facts about parties: one statement a row (long), or one firm and year a row (wide)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kechuang.base.errors import Refusal
from kechuang.base.identifiers import MoneyUnit, parse_credit_code
from kechuang.engines.rulebook import FactDefinition
from kechuang.engines.wording import Text
from kechuang.intake.kinds import cells as read
from kechuang.intake.kinds.fact_columns import (
    fact_fields,
    new_fact,
    reader_of,
    stated_in,
    statement_key,
)
from kechuang.intake.kinds.fields import Cells, Draft, Field, Kind, Terms, spoken
from kechuang.intake.kinds.headings import Heading, plain
from kechuang.intake.kinds.provenance import PROVENANCE, reject_own_certificate
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.access import can_state_facts
from kechuang.parties.services import ImportCount, NewFact, state_facts

NOT_REGISTERED = Text(
    "没有登记此信用代码的主体；请先导入该主体",
    "No party with this code is registered; import it first",
)
NOT_YOURS = Text(
    "你不能填报该主体的事实；企业只能填报本单位，区县只能填报本辖区",
    "You may not state facts about this party; firms state their own, districts those of theirs",
)
NOTHING = Text(
    "本行没有任何事实；请填写，或删去此行", "The row states no fact; fill it in or delete it"
)


def read_fact_name(raw: str, heading: Heading) -> str:
    """The name of a fact by its name, label or usual heading."""
    found = _names().get(plain(raw))
    if found is None:
        raise read.refused(raw, Text("事实目录中没有这一项", "the fact catalogue has no such fact"))
    return found


@cache
def _names() -> dict[str, str]:
    return {
        spelling: name.partition(":")[2]
        for name, field in reversed(fact_fields().items())
        for spelling in field.spellings
    }


FIELDS = (
    Field(
        "credit_code",
        Text("统一社会信用代码", "Unified social credit code"),
        read.read_code_as_written,
        ("信用代码", "社会信用代码", "代码", "uscc"),
        is_required=True,
    ),
    Field("fact", Text("事实", "Fact"), read_fact_name, ("指标", "指标名称", "事实名称", "项目")),
    Field("value", Text("值", "Value"), read.read_text, ("数值", "指标值", "金额", "事实值")),
    Field("unit", Text("单位", "Unit"), read.read_text, ("计量单位",)),
    *PROVENANCE,
)


def draft(cells: Cells, terms: Terms) -> Draft:
    """The statements of one row."""
    code = cells.get("credit_code", "")
    entry = terms.directory.by_code.get(code)
    if code and entry is None:
        cells.reject("credit_code", _why_unknown(code))
    elif entry and not can_state_facts(terms.by, entry):
        cells.reject("credit_code", NOT_YOURS)
    elif entry:
        reject_own_certificate(cells, terms, entry)
    facts = (*_long(cells, terms, code), *stated_in(cells, terms, credit_code=code))
    if not facts and not cells.rejections:
        cells.reject("", NOTHING)
    return Draft(cells.number, tuple(map(statement_key, facts)), facts)


def _why_unknown(code: str) -> Text:
    """A code that breaks the standard was mistyped; any other is not registered yet."""
    try:
        parse_credit_code(code)
    except Refusal as mistyped:
        return spoken(mistyped)
    return NOT_REGISTERED


def _long(cells: Cells, terms: Terms, code: str) -> Iterator[NewFact]:
    name, raw = cells.get("fact"), cells.get("value", "")
    if not name or not raw:
        return
    fact = fact_catalogue()[name]
    period = cells.get("period", "") if fact.is_yearly else ""
    if fact.is_yearly and not period:
        cells.reject("period", Text("此事实按年度填报，年度是空的", "this fact needs its year"))
    try:
        value = reader_of(fact)(raw, _heading(cells, fact))
    except Refusal as refusal:
        cells.reject("value", spoken(refusal))
        return
    written = raw + cells.get("unit", "")
    yield new_fact(cells, terms, fact, value, credit_code=code, period=period, raw=written)


def _heading(cells: Cells, fact: FactDefinition) -> Heading:
    """The heading of the values, with the unit that the row's own column of units adds to it."""
    heading, unit = cells.heading_of("value"), cells.get("unit", "")
    if fact.type != "money" or not unit:
        return Heading(f"{heading}（{unit}）")
    full = unit if unit.endswith("元") else f"{unit}元"
    if full not in {known.value for known in MoneyUnit}:
        raise read.refused(unit, Text("不是金额单位", "it is no unit of money"))
    return Heading(f"{heading}（{full}）")


def write(drafts: Sequence[Draft], terms: Terms) -> ImportCount:
    """Append the statements; those already there stay as they are."""
    facts = [fact for draft in drafts for fact in draft.content]
    return state_facts(by=terms.by, at=terms.at, facts=facts)


FACTS = Kind("facts", Text("企业事实", "Facts"), FIELDS, draft, write, takes_facts=True)
