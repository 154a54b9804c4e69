"""Registering parties by credit code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.base.turns import take_turn
from kechuang.parties.access import can_register_parties, covers
from kechuang.parties.models import FormerName, Party
from kechuang.parties.services.appending import append_rows
from kechuang.parties.services.counting import BATCH, record_count
from kechuang.parties.services.inputs import ImportCount, NewParty
from kechuang.parties.services.registrations import checked_registration

FIELDS = ["name", "name_en", "kind", "region_code", "industry_code", "established_on"]


@transaction.atomic
def register_parties(*, by: Actor, at: datetime, parties: Iterable[NewParty]) -> ImportCount:
    """Register or update parties by credit code; refuses an invalid code unless overridden.

    A clerk of a district registers parties of that district only.
    """
    require(can_register_parties(by), Text("登记主体", "register parties"))
    given = {party.credit_code: party for party in map(checked_registration, parties)}
    take_turn("parties")
    known = Party.objects.in_bulk(list(given), field_name="credit_code")
    _require_own_district(by, [*given.values(), *known.values()])
    renamed = [(row, row.name) for code, row in known.items() if row.name != given[code].name]
    new = [_as_row(party, at) for code, party in given.items() if code not in known]
    changed = [row for code, row in known.items() if _apply(row, given[code], at)]
    Party.objects.bulk_create(new, batch_size=BATCH)
    Party.objects.bulk_update(changed, [*FIELDS, "updated_at"], batch_size=500)
    named = _keep_former_names(given, known | {row.credit_code: row for row in new})
    _keep_names_until(at, renamed)
    count = ImportCount(len(new), len(changed), len(known) - len(changed))
    if new or changed or named:
        touched = [*new, *changed, *known.values()]
        target = touched[0] if len(touched) == 1 else Party
        record_count(by, at, "register_parties", target, count, sorted(given))
    return count


def _require_own_district(by: Actor, parties: Iterable[NewParty | Party]) -> None:
    for party in parties:
        require(
            covers(by, party.region_code),
            Text(f"登记辖区外的 {party.name}", f"register {party.name} of another district"),
        )


def _as_row(party: NewParty, at: datetime) -> Party:
    return Party(
        credit_code=party.credit_code,
        name=party.name,
        name_en=party.name_en,
        kind=party.kind,
        region_code=party.region_code,
        industry_code=party.industry_code,
        established_on=party.established_on,
        is_code_overridden=party.is_code_overridden,
        updated_at=at,
    )


def _apply(row: Party, given: NewParty, at: datetime) -> bool:
    """Take over what changed and was given; an empty value never erases a known one."""
    changed = {name: value for name in FIELDS if (value := getattr(given, name))}
    changed = {name: value for name, value in changed.items() if value != getattr(row, name)}
    for name, value in changed.items():
        setattr(row, name, value)
    row.updated_at = at if changed else row.updated_at
    return bool(changed)


def _keep_names_until(at: datetime, renamed: list[tuple[Party, str]]) -> None:
    last_day = connection.ops.adapt_datefield_value(localdate(at))
    _append_names([(party.pk, name, last_day) for party, name in renamed])


def _keep_former_names(given: Mapping[str, NewParty], rows: Mapping[str, Party]) -> int:
    return _append_names(
        [
            (rows[code].pk, name, connection.ops.adapt_datefield_value(until))
            for code, party in given.items()
            for name, until in party.former_names
        ]
    )


def _append_names(names: list[tuple[object, ...]]) -> int:
    return append_rows(FormerName, ("party_id", "name", "until"), names)
