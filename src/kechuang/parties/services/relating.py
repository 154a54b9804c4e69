"""Stating relations between parties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, require
from kechuang.parties.access import can_register_parties, supervises
from kechuang.parties.models import Party, Relation
from kechuang.parties.services.appending import append_rows
from kechuang.parties.services.counting import known, record_count
from kechuang.parties.services.inputs import ImportCount, NewRelation
from kechuang.parties.states import RelationKind

COLUMNS = ("party_id", "subject_id", "kind", "share_bp")
WHOLE_BP = 10_000


@transaction.atomic
def relate_parties(*, by: Actor, at: datetime, relations: Iterable[NewRelation]) -> int:
    """State branches, shareholders, parents and partners; returns how many are new.

    Refuses unknown parties, shares above 10,000 bp, and parties outside the clerk's district.
    """
    require(can_register_parties(by), Text("登记主体关系", "state relations between parties"))
    given = list(relations)
    codes = {code for relation in given for code in (relation.party, relation.subject)}
    parties = Party.objects.in_bulk(codes, field_name="credit_code")
    rows = [_row(by, relation, parties) for relation in given]
    created = append_rows(Relation, COLUMNS, rows)
    if created:
        content = [[r.party, r.subject, r.kind, r.share_bp] for r in given]
        count = ImportCount(created, 0, len(rows) - created)
        record_count(by, at, "relate_parties", Party, count, content)
    return created


def _row(by: Actor, relation: NewRelation, parties: dict[str, Party]) -> tuple[object, ...]:
    party, subject = known(parties, relation.party), known(parties, relation.subject)
    require(
        supervises(by, party),
        Text(f"登记 {party.name} 的关系", f"state relations of {party.name}"),
    )
    _refuse_impossible(relation, party)
    return party.pk, subject.pk, relation.kind, relation.share_bp


def _refuse_impossible(relation: NewRelation, party: Party) -> None:
    if relation.kind not in RelationKind.values:
        raise _refused(party, Text(f"没有“{relation.kind}”这种关系", "there is no such relation"))
    if relation.party == relation.subject:
        raise _refused(party, Text("主体不能与自己有关系", "a party has no relation to itself"))
    if not 0 <= (relation.share_bp or 0) <= WHOLE_BP:
        raise _refused(party, Text("持股比例应在0至100%之间", "a share is between 0 and 100 %"))


def _refused(party: Party, why: Text) -> InvalidInput:
    return InvalidInput(
        Text(f"{party.name} 的关系未登记", f"The relation of {party.name} was not stated"),
        why,
        Text("请更正后重试", "Correct it and try again"),
    )
