"""What a registration must be before it is entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kechuang.base.errors import Text
from kechuang.base.identifiers import IdentifierError, parse_credit_code
from kechuang.base.registry.checks import column_length_problems
from kechuang.base.registry.problems import Problem, refuse_problems
from kechuang.parties.models import Party
from kechuang.parties.services.inputs import NewParty
from kechuang.parties.states import PartyKind

TEXTS = ("name", "name_en", "region_code", "industry_code")


def checked_registration(party: NewParty) -> NewParty:
    """The registration with its canonical credit code; raises ``InvalidInput`` with all problems.

    The bureau may override a code that breaks GB 32100; then it is entered as given.
    """
    what = Text(f"{party.name} 未登记", f"{party.name} was not registered")
    refuse_problems(what, _problems(party))
    if party.is_code_overridden:
        return party
    return replace(party, credit_code=str(parse_credit_code(party.credit_code)))


def _problems(party: NewParty) -> Iterator[Problem]:
    if not party.name.strip():
        yield Problem("name", Text("名称不能为空", "the name is empty"))
    if party.kind not in PartyKind.values:
        yield Problem(
            "kind", Text(f"没有“{party.kind}”这一类型", f"“{party.kind}” is no kind of party")
        )
    if not (len(party.region_code) == 6 and party.region_code.isdecimal()):
        yield Problem("region_code", Text("行政区划代码应为6位数字", "a region has six digits"))
    yield from _code_problems(party)
    yield from column_length_problems(Party, party, TEXTS)


def _code_problems(party: NewParty) -> Iterator[Problem]:
    if party.is_code_overridden:
        yield from column_length_problems(Party, party, ["credit_code"])
        return
    try:
        parse_credit_code(party.credit_code)
    except IdentifierError as invalid:
        yield Problem("credit_code", invalid.why)
