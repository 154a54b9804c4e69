"""Parties: one row is one organisation, or one of its years, with any facts about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kechuang.base.identifiers import credit_code_problems
from kechuang.engines.wording import Text
from kechuang.intake.kinds import cells as read
from kechuang.intake.kinds.fact_columns import day_of, stated_in
from kechuang.intake.kinds.fields import Cells, Draft, Field, Kind, Terms, spoken
from kechuang.intake.kinds.provenance import PROVENANCE, reject_own_certificate
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.access import covers
from kechuang.parties.services import (
    ImportCount,
    NewFact,
    NewParty,
    register_parties,
    state_facts,
)
from kechuang.parties.states import PartyKind

CODE_LENGTH = 18
REGISTERED_FACTS = ("established_on", "region_code", "industry_code")
KINDS = {
    "公司": "enterprise",
    "大学": "university",
    "高校": "university",
    "研究所": "institute",
    "科研机构": "institute",
    "服务机构": "service",
    "银行": "finance",
}
NOT_YOURS = Text(
    "该主体不在你的辖区；请由其所在区县或市级账号导入",
    "The party is not in your district; its own district or the city must import it",
)
OVERRIDDEN = Text(
    "信用代码不合规，已按主管部门确认的例外登记", "invalid code kept as confirmed exception"
)

FIELDS = (
    Field(
        "credit_code",
        Text("统一社会信用代码", "Unified social credit code"),
        read.read_code_as_written,
        ("信用代码", "社会信用代码", "代码", "uscc"),
        is_required=True,
    ),
    Field(
        "name",
        Text("名称", "Name"),
        read.read_text,
        ("企业名称", "单位名称", "机构名称", "公司名称", "主体名称"),
        is_required=True,
    ),
    Field("name_en", Text("英文名称", "English name"), read.read_text),
    Field(
        "kind",
        Text("类型", "Kind"),
        read.choice_reader(PartyKind, KINDS),
        ("主体类型", "机构类型", "单位类型"),
    ),
    Field(
        "region_code",
        Text("行政区划", "Region"),
        read.read_region,
        ("行政区划代码", "区划代码", "注册地", "区县代码"),
        is_required=True,
    ),
    Field(
        "industry_code",
        Text("国民经济行业", "Industry"),
        read.read_industry,
        ("行业代码", "国民经济行业代码", "所属行业"),
    ),
    Field(
        "established_on",
        Text("成立日期", "Date of establishment"),
        read.read_day,
        ("注册日期", "成立时间", "注册时间"),
    ),
    *PROVENANCE,
)


@dataclass(frozen=True)
class PartyRow:
    """A party and the facts that stand in its row."""

    party: NewParty
    facts: tuple[NewFact, ...]


def draft(cells: Cells, terms: Terms) -> Draft:
    """The party of one row with its facts."""
    code, is_overridden = checked_code(cells, terms)
    given = {"name": "", "region_code": "", "kind": _known_kind(code, terms)} | cells.given(
        "name", "name_en", "kind", "region_code", "industry_code", "established_on"
    )
    party = NewParty(credit_code=code, is_code_overridden=is_overridden, **given)
    if not cells.rejections:
        _reject_others_parties(cells, terms, party)
    facts = (*_registered_facts(cells, terms, party), *stated_in(cells, terms, credit_code=code))
    key = "|".join(filter(None, (code, cells.get("period"))))
    content = PartyRow(party, facts)
    return Draft(cells.number, (key,), content, tuple(cells.warnings), subject=(code, party))


def _known_kind(code: str, terms: Terms) -> str:
    """What a party without a kind in its row is: as registered, else an enterprise."""
    known = terms.directory.by_code.get(code)
    return known.kind if known else PartyKind.ENTERPRISE.value


def checked_code(cells: Cells, terms: Terms) -> tuple[str, bool]:
    """The code, and whether it is kept although invalid."""
    code = cells.get("credit_code", "")
    problems = credit_code_problems(code) if code else ()
    if not problems:
        return code, False
    if terms.overrides_codes and len(code) == CODE_LENGTH:
        cells.warn(Text(f"{code}：{OVERRIDDEN.zh}", f"{code}: {OVERRIDDEN.en}"))
        return code, True
    sentence = read.refused(
        code, Text("；".join(p.zh for p in problems), "; ".join(p.en for p in problems))
    )
    cells.reject("credit_code", spoken(sentence))
    return code, False


def _reject_others_parties(cells: Cells, terms: Terms, party: NewParty) -> None:
    known = terms.directory.by_code.get(party.credit_code)
    regions = {party.region_code} | ({known.region_code} if known else set())
    if not all(covers(terms.by, region) for region in regions):
        cells.reject("region_code", NOT_YOURS)
    elif known:
        reject_own_certificate(cells, terms, known)


def _registered_facts(cells: Cells, terms: Terms, party: NewParty) -> Iterator[NewFact]:
    """The registration is evidence for three facts; policies ask for them by name."""
    for name in REGISTERED_FACTS:
        value: Any = getattr(party, name)
        if value:
            yield NewFact(
                credit_code=party.credit_code,
                name=name,
                value=value,
                source=cells.get("source") or terms.source,
                as_of=cells.get("as_of") or day_of(terms, ""),
                certified_by=cells.get("certified_by", ""),
                unit=fact_catalogue()[name].unit,
            )


def write(drafts: Sequence[Draft], terms: Terms) -> ImportCount:
    """Register or update the parties, then state their facts."""
    rows: list[PartyRow] = [draft.content for draft in drafts]
    count = register_parties(by=terms.by, at=terms.at, parties=[row.party for row in rows])
    facts = [fact for row in rows for fact in row.facts]
    state_facts(by=terms.by, at=terms.at, facts=facts)
    return count


PARTIES = Kind("parties", Text("企业与机构", "Parties"), FIELDS, draft, write, takes_facts=True)
