"""Registering an outcome and revising it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, require
from kechuang.base.registry.imports import Registry
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.base.registry.problems import refuse_problems
from kechuang.outcomes.access import can_register, can_revise, is_owner
from kechuang.outcomes.models import Outcome, OutcomeSeries, OwnerShare
from kechuang.outcomes.services.content import (
    COLUMNS,
    NewOutcome,
    content_problems,
    import_problems,
    share_rows,
    write_content,
)
from kechuang.outcomes.states import REVISABLE_STATES, OutcomeState

REGISTRY = Registry(
    entries=Outcome,
    series=OutcomeSeries,
    prefix="CG",
    columns=COLUMNS,
    problems=import_problems,
    write=write_content,
    parts=OwnerShare,
    parent="outcome",
    part_rows=share_rows,
)


@transaction.atomic
def register_outcome(*, by: Actor, at: datetime, content: NewOutcome) -> Outcome:
    """Enter an outcome under the next number; refuses shares that are not exactly the whole."""
    require(can_register(by, content.party_ids), Text("登记成果", "register an outcome"))
    refuse_problems(Text("成果未登记", "The outcome was not registered"), content_problems(content))
    series = open_series(OutcomeSeries, prefix=REGISTRY.prefix, year=localtime(at).year)
    (number,) = take_numbers(series, 1)
    outcome = Outcome(number=number, state=OutcomeState.REGISTERED, registered_at=at, updated_at=at)
    write_content(outcome, content)
    outcome.save(force_insert=True)
    REGISTRY.replace_parts([(outcome, content)])
    record(
        by=by, at=at, command="register_outcome", target=outcome, payload=_public_payload(outcome)
    )
    return outcome


@transaction.atomic
def revise_outcome(*, by: Actor, at: datetime, outcome: Outcome, content: NewOutcome) -> Outcome:
    """Replace the content of a registered outcome; only an owner changes its confidential text."""
    row = Outcome.objects.select_for_update().get(pk=outcome.pk)
    require(can_revise(by, row), Text("修改成果", "revise the outcome"))
    _refuse_unrevisable(row)
    if not is_owner(by, row):
        content = replace(content, confidential_text=row.confidential_text)
    refuse_problems(Text("成果未修改", "The outcome was not revised"), content_problems(content))
    before = {name: getattr(row, name) for name in COLUMNS}
    write_content(row, content)
    row.updated_at = at
    row.save()
    REGISTRY.replace_parts([(row, content)])
    changed = sorted(name for name in COLUMNS if before[name] != getattr(row, name))
    payload = _public_payload(row) | {"changed": changed}
    record(by=by, at=at, command="revise_outcome", target=row, payload=payload)
    return row


def _public_payload(outcome: Outcome) -> dict[str, object]:
    shares = [[share.owner_name, share.share_bp] for share in outcome.shares.all()]
    return {"number": outcome.number, "title": outcome.title, "shares": shares}


def _refuse_unrevisable(outcome: Outcome) -> None:
    if outcome.state not in REVISABLE_STATES:
        raise WrongState(
            Text(f"{outcome.number} 未修改", f"{outcome.number} was not revised"),
            Text("只有“已登记”状态可以修改", "only a registered outcome can be revised"),
            Text("请先执行“退回修改”", "Return it for revision first"),
        )
