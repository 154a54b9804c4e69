"""Affiliation of bidders with the demander, from the register of relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from kechuang.engines.flow import Reference
from kechuang.engines.wording import Text
from kechuang.parties.models import FormerName, Party, PartyFact, Relation
from kechuang.parties.selectors import goes_by, standing
from kechuang.parties.states import PartyKind, RelationKind
from kechuang.programmes.affiliation import Path, path_between
from kechuang.programmes.measures import AffiliationMeasure
from kechuang.programmes.selectors.checks.findings import Finding, together
from kechuang.programmes.states import CheckKind, Verdict
from kechuang.programmes.ties import Tie

REGISTER = "主体登记：分支机构、股东与控股关系"
NAMES = "主体登记：名称与曾用名"
READ, PERSONS = "relations_read", "person_owned"
KIND = CheckKind.AFFILIATION
# The 9 signs of an organisation within its unified social credit code (GB 32100)
ORGANISATION = slice(8, 17)


def affiliation(
    demanders: Sequence[Reference], units: Sequence[Reference], measure: AffiliationMeasure
) -> Finding:
    """Whether one of ``units`` is affiliated with one of ``demanders``; unknown where the register
    was not read for one of the two, a share on the way is not stated, or natural persons may
    stand behind both."""
    pairs = ((demander, unit) for demander in demanders for unit in units)
    return together(KIND, [_one(demander, unit, measure) for demander, unit in pairs])


def registered(unit: Reference) -> Party | None:
    """The party of the register that a form names by its credit code and one of its names."""
    party = Party.objects.filter(credit_code=unit.code).first() if unit.code else None
    return party if party is not None and goes_by(party, unit.name) else None


def ties_above(parties: Iterable[int], steps: int) -> dict[int, list[Tie]]:
    """For each party within ``steps`` steps above ``parties`` the ties to those above it."""
    above: dict[int, list[Tie]] = {}
    frontier = set(parties)
    for _ in range(steps):
        for tie in _ties_of(frontier):
            above.setdefault(tie.below, []).append(tie)
        seen = set(above)
        frontier = {tie.above for ties in above.values() for tie in ties} - seen
    return above


def _one(demander: Reference, unit: Reference, measure: AffiliationMeasure) -> Finding:
    one, other = registered(demander), registered(unit)
    shared = _names(demander, one) & _names(unit, other)
    if _is_same(one, other) or shared:
        return _found(_same_unit(demander, unit, shared), NAMES, demander, unit)
    if one is None or other is None:
        missing = demander if one is None else unit
        return _unknown(_not_registered(missing), demander, unit)
    path = path_between(
        one.pk, other.pk, ties_above((one.pk, other.pk), measure.most_steps), measure
    )
    if path is not None:
        return _by_path(path, demander, unit)
    unread = [party for party in (one, other) if not _was_read(party)]
    if unread:
        return _unknown(_not_read(unread), demander, unit)
    if all(_may_be_owned_by_persons(party) for party in (one, other)):
        return _unknown(_persons_behind(one, other), demander, unit)
    return Finding(KIND, Verdict.MET, (_unrelated(unit),), (_pair(demander, unit),), (REGISTER,))


def _ties_of(parties: Iterable[int]) -> list[Tie]:
    upward = Q(party__in=parties, kind__in=(RelationKind.SHAREHOLDER, RelationKind.PARENT))
    to_head = Q(subject__in=parties, kind=RelationKind.BRANCH)
    rows = Relation.objects.filter(upward | to_head).select_related("party", "subject")
    return [_tie(row) for row in rows.order_by("pk")]


def _tie(row: Relation) -> Tie:
    party, subject = row.party, row.subject
    if row.kind == RelationKind.BRANCH:
        said = Text(f"{subject}是{party}的分支机构", f"{subject} is a branch of {party}")
        return Tie(party.pk, subject.pk, said, is_whole=True)
    if row.kind == RelationKind.PARENT:
        said = Text(f"{subject}是{party}的控股母公司", f"{subject} is the parent of {party}")
        return Tie(subject.pk, party.pk, said, is_whole=True, share_bp=row.share_bp)
    return Tie(subject.pk, party.pk, _shareholding(row), share_bp=row.share_bp)


def _shareholding(row: Relation) -> Text:
    if row.share_bp is None:
        return Text(
            f"{row.subject}持有{row.party}股份（比例未登记）",
            f"{row.subject} holds shares of {row.party} (how many is not registered)",
        )
    share = f"{row.share_bp // 100}.{row.share_bp % 100:02d}%"
    return Text(
        f"{row.subject}持有{row.party}{share}股份", f"{row.subject} holds {share} of {row.party}"
    )


def _is_same(one: Party | None, other: Party | None) -> bool:
    if one is None or other is None:
        return False
    return one.credit_code[ORGANISATION] == other.credit_code[ORGANISATION]


def _names(unit: Reference, party: Party | None) -> set[str]:
    known = {unit.name}
    if party is not None:
        former = FormerName.objects.filter(party=party).values_list("name", flat=True)
        known |= {party.name, *former}
    return {"".join(name.split()) for name in known if name.strip()}


def _was_read(party: Party) -> bool:
    """Whether some source says that the party's owners and branches are all in the register."""
    rows = standing(PartyFact.objects.filter(party=party, name=READ))
    return bool(rows) and all(row.value == "true" for row in rows)


def _may_be_owned_by_persons(party: Party) -> bool:
    """Relations join organisations only: a person who owns two enterprises is in none of them."""
    rows = standing(PartyFact.objects.filter(party=party, name=PERSONS))
    is_excluded = bool(rows) and all(row.value == "false" for row in rows)
    return party.kind == PartyKind.ENTERPRISE and not is_excluded


def _by_path(path: Path, demander: Reference, unit: Reference) -> Finding:
    if path.is_certain:
        return _found(path.said, REGISTER, demander, unit)
    return _unknown(path.said, demander, unit)


def _found(why: Text, source: str, demander: Reference, unit: Reference) -> Finding:
    fact = _pair(demander, unit) | {"path": why._asdict()}
    return Finding(KIND, Verdict.NOT_MET, (why,), (fact,), (source,))


def _unknown(why: Text, demander: Reference, unit: Reference) -> Finding:
    return Finding(KIND, Verdict.UNKNOWN, (why,), (_pair(demander, unit),), (REGISTER,))


def _pair(demander: Reference, unit: Reference) -> dict[str, object]:
    return {"demander": dict(demander._asdict()), "unit": dict(unit._asdict())}


def _same_unit(demander: Reference, unit: Reference, shared: set[str]) -> Text:
    by_name = f"（名称或曾用名“{min(shared)}”）" if shared else "（统一社会信用代码的主体代码相同）"
    return Text(
        f"{unit.name}与发榜单位{demander.name}是同一单位{by_name}",
        f"{unit.name} is the same unit as the demander {demander.name}",
    )


def _not_registered(unit: Reference) -> Text:
    return Text(
        f"{unit.name or '未写明的单位'}未在主体库登记或名称与代码不符，关联关系不明",
        f"{unit.name or 'a unit without name'} is not registered under this name: "
        "its relations are unknown",
    )


def _not_read(parties: Sequence[Party]) -> Text:
    zh = "、".join(party.name for party in parties)
    en = ", ".join(party.name for party in parties)
    return Text(
        f"尚未读到{zh}的股权与分支机构登记，不能断定没有关联",
        f"the register of owners and branches was not read for {en}",
    )


def _persons_behind(one: Party, other: Party) -> Text:
    return Text(
        f"{one.name}和{other.name}可能有自然人股东或实际控制人，登记关系只到单位，不能断定没有关联",
        f"natural persons may own both {one.name} and {other.name}: relations join units only",
    )


def _unrelated(unit: Reference) -> Text:
    return Text(
        f"{unit.name}与发榜单位之间未发现达到口径的关联",
        f"no affiliation within the measures was found for {unit.name}",
    )
