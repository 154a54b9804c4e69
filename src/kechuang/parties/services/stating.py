"""Stating facts about parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import connection, transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, require
from kechuang.parties.access import can_certify, can_state_facts
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.own_words import is_own_source, own_source
from kechuang.parties.services.appending import append_rows
from kechuang.parties.services.counting import known, record_count
from kechuang.parties.services.inputs import ImportCount, NewFact
from kechuang.parties.services.statements import STATEMENT, Statement, checked_statement

COLUMNS = ("party_id", *STATEMENT, "recorded_at")


@transaction.atomic
def state_facts(*, by: Actor, at: datetime, facts: Iterable[NewFact]) -> ImportCount:
    """Append statements about parties; the same statement twice is kept once.

    What a party says about itself gets a source of its own (``own_source``), so that it never
    takes the place of another's word. Refuses that source in anybody else's mouth, unknown
    parties, parties the actor may not speak for or certify facts of, names outside the catalogue,
    and values, periods and texts that do not fit it.
    """
    given = list(facts)
    owners = _parties_spoken_for(by, {fact.credit_code for fact in given})
    _refuse_own_certificates(by, [owners[fact.credit_code] for fact in given if fact.certified_by])
    spoken = (_in_whose_words(by, owners[fact.credit_code], fact) for fact in given)
    stated = [(fact.credit_code, checked_statement(fact)) for fact in spoken]
    recorded_at = connection.ops.adapt_datetimefield_value(at)
    rows = [_row(owners[code].pk, statement, recorded_at) for code, statement in stated]
    created = append_rows(PartyFact, COLUMNS, rows)
    count = ImportCount(created, 0, len(rows) - created)
    if created:
        target = owners[given[0].credit_code] if len(owners) == 1 else Party
        record_count(by, at, "state_facts", target, count, _content(stated))
    return count


def _parties_spoken_for(by: Actor, codes: set[str]) -> dict[str, Party]:
    owners = Party.objects.in_bulk(codes, field_name="credit_code")
    for code in sorted(codes):
        known(owners, code)
        require(
            can_state_facts(by, owners[code]),
            Text(f"填报 {owners[code].name} 的事实", f"state facts about {owners[code].name}"),
        )
    return owners


def _refuse_own_certificates(by: Actor, certified: Iterable[Party]) -> None:
    for party in certified:
        require(
            can_certify(by, party),
            Text(
                f"写明 {party.name} 事实的核验单位（请删去该列，由主管部门核验）",
                f"say who certified facts about {party.name} (leave it out; its authority does)",
            ),
        )


def _in_whose_words(by: Actor, party: Party, fact: NewFact) -> NewFact:
    if by.acts_for(party.pk):
        return replace(fact, source=own_source(party.kind, fact.source))
    if is_own_source(fact.source.strip()) and not fact.certified_by:
        raise InvalidInput(
            Text(f"{party.name} 的事实未记录", f"The fact about {party.name} was not recorded"),
            Text(
                f"来源“{fact.source}”是该单位自己的话，不能代它填报",
                f"“{fact.source}” is the party's own word, which nobody states in its place",
            ),
            Text("请写明真实来源，或写明核验单位", "Name the real source, or who certified it"),
        )
    return fact


def _row(party_id: int, statement: Statement, recorded_at: object) -> tuple[object, ...]:
    return (party_id, *map(_adapted, statement), recorded_at)


def _adapted(value: object) -> object:
    """SQLite keeps days as text."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _content(stated: list[tuple[str, Statement]]) -> list[list[str]]:
    """``records`` are told by their digest, the value."""
    return [[code, *map(str, statement[:-1])] for code, statement in stated]
