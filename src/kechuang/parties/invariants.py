"""What must hold of parties, their relations and facts."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from kechuang.audit.guards import missing_guards
from kechuang.audit.tracing import miscounted
from kechuang.base.errors import Refusal
from kechuang.base.identifiers import IdentifierError, parse_credit_code
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import (
    canonical_value,
    fact_type,
    records_digest,
    refuse_wrong_period,
    typed_value,
)
from kechuang.parties.models import Party, PartyFact, Relation
from kechuang.parties.states import RelationKind

KEPT = ("pk", "name", "value", "records")
DOWNWARD = (RelationKind.PARENT, RelationKind.BRANCH)


def invalid_codes() -> Iterator[Finding]:
    kept = Party.objects.filter(is_code_overridden=False)
    for code in kept.values_list("credit_code", flat=True).iterator():
        try:
            is_canonical = str(parse_credit_code(code)) == code
        except IdentifierError:
            is_canonical = False
        if not is_canonical:
            yield found(
                code, "信用代码不合规，也没有确认例外", "invalid, and no confirmed exception"
            )


def unplaced_parties() -> Iterator[Finding]:
    for row in Party.objects.exclude(region_code__regex=r"^[0-9]{6}$", name__regex=r"\S"):
        yield found(
            row.credit_code, "没有名称或六位区划代码", "it lacks a name or a region of six digits"
        )


def circular_relations() -> Iterator[Finding]:
    for kind in DOWNWARD:
        graph: dict[int, set[int]] = {}
        for party, subject in Relation.objects.filter(kind=kind).values_list("party", "subject"):
            graph.setdefault(party, set()).add(subject)
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as circle:
            names = Party.objects.in_bulk(circle.args[1])
            shown = " → ".join(str(names[pk]) for pk in circle.args[1])
            yield found(shown, "控制关系成环", "these control each other in a circle")


def unlisted_facts() -> Iterator[Finding]:
    for name in PartyFact.objects.order_by().values_list("name", flat=True).distinct():
        if name not in fact_catalogue():
            yield found(name, "事实目录中没有这一名称", "the fact catalogue has no such name")


def uncanonical_values() -> Iterator[Finding]:
    listed = PartyFact.objects.filter(name__in=fact_catalogue())
    for pk, name, value, records in listed.values_list(*KEPT).iterator():
        if not _is_canonical(name, value, records):
            yield found(
                f"parties.partyfact {pk}",
                f"{name} 的值 {value!r} 不规范",
                f"{name} cannot be {value!r}",
            )


def _is_canonical(name: str, value: str, records: str | None) -> bool:
    if (fact_type(name) == "list") is not (records is not None):
        return False
    if records is not None and records_digest(records) != value:
        return False
    told = value if records is None else records
    try:
        return canonical_value(name, typed_value(name, told)) == told
    except (Refusal, ValueError):
        return False


def misdated_facts() -> Iterator[Finding]:
    listed = PartyFact.objects.filter(name__in=fact_catalogue())
    for name, period in listed.order_by().values_list("name", "period").distinct():
        try:
            refuse_wrong_period(name, period)
        except Refusal as refusal:
            yield Finding(refusal.why, f"{name} {period}".strip())


def sourceless_facts() -> Iterator[Finding]:
    for pk in PartyFact.objects.exclude(source__regex=r"\S").values_list("pk", flat=True):
        yield found(f"parties.partyfact {pk}", "没有写明来源", "it names no source")


def open_tables() -> Iterator[Finding]:
    for verb in missing_guards(PartyFact._meta.db_table):
        yield found(PartyFact._meta.db_table, f"没有拒绝 {verb}", f"nothing refuses {verb}")


def miscounted_rows() -> Iterator[Finding]:
    yield from miscounted(Party, "register_parties")
    yield from miscounted(PartyFact, "state_facts")
    yield from miscounted(Relation, "relate_parties")


INVARIANTS = (
    Invariant(
        "parties.credit_codes_are_valid",
        Text(
            "信用代码合规，或由主管部门确认例外",
            "Every credit code is valid or a confirmed exception",
        ),
        invalid_codes,
    ),
    Invariant(
        "parties.have_a_name_and_a_place",
        Text("每个主体都有名称和六位区划代码", "Every party has a name and a region of six digits"),
        unplaced_parties,
    ),
    Invariant(
        "parties.control_is_no_circle",
        Text(
            "母公司与分支机构的关系不成环", "No party is above itself through parents or branches"
        ),
        circular_relations,
    ),
    Invariant(
        "parties.facts_are_of_the_catalogue",
        Text("每条事实的名称都在事实目录中", "Every fact is named in the fact catalogue"),
        unlisted_facts,
    ),
    Invariant(
        "parties.fact_values_are_canonical",
        Text("每条事实的值符合其类型的规范写法", "Every value is the canonical text of its type"),
        uncanonical_values,
    ),
    Invariant(
        "parties.fact_periods_fit",
        Text("年度事实写明年度，其余不写", "Yearly facts tell their year, all others none"),
        misdated_facts,
    ),
    Invariant(
        "parties.facts_name_their_source",
        Text("每条事实都写明来源", "Every fact names its source"),
        sourceless_facts,
    ),
    Invariant(
        "parties.facts_are_append_only",
        Text("数据库拒绝修改或删除事实", "The database refuses to change or delete facts"),
        open_tables,
    ),
    Invariant(
        "parties.rows_are_all_on_the_chain",
        Text(
            "主体、事实、关系的行数与审计链相符",
            "There are as many parties, facts and relations as the chain tells of",
        ),
        miscounted_rows,
    ),
)
