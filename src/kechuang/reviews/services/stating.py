"""Stating what a source says about an expert."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import singledispatch
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require
from kechuang.engines.seal import digest
from kechuang.parties.models import Party
from kechuang.reviews.access import can_state_about, is_oneself
from kechuang.reviews.digests import contact_digest, identity_digest
from kechuang.reviews.models import (
    Declaration,
    Expert,
    ExpertContact,
    ExpertHolding,
    ExpertPost,
    ExpertTie,
)
from kechuang.reviews.services.inputs import NewContact, NewHolding, NewPost, NewTie, Said
from kechuang.reviews.states import ContactKind, TieKind, Topic

NOT_STATED = Text("情况未登记", "Nothing was stated")
CORRECT = Text("请更正后重试", "Correct it and try again")
OWN_WORD = "本人填报"
Row = tuple[type[models.Model], dict[str, Any]]


@transaction.atomic
def state_about_expert(
    *,
    by: Actor,
    at: datetime,
    expert: Expert,
    said: Sequence[Said],
    source: str,
    as_of: date,
    complete: Collection[Topic] = (),
) -> int:
    """Append what ``source`` says on the day ``as_of``; returns how many statements.

    ``complete``: topics of which the source says that there is nothing else. An expert's own word
    has the expert for its source, whatever is given. Refuses statements without source, unit,
    person or value, and of a day that lies ahead.
    """
    require(can_state_about(by, expert), Text("登记专家情况", "state facts about an expert"))
    is_own_word = is_oneself(by, expert)
    source = OWN_WORD if is_own_word else source.strip()
    _refuse_unsourced(source, as_of, localdate(at))
    rows = [_row(one) for one in said]
    rows += [(Declaration, {"topic": Topic(topic)}) for topic in complete]
    common = {"expert": expert, "source": source, "as_of": as_of, "stated_at": at}
    for table, values in rows:
        table._default_manager.create(**common, is_own_word=is_own_word, **values)
    content = [[table._meta.model_name, _plain(values)] for table, values in rows]
    payload = {"count": len(rows), "source": source, "as_of": str(as_of), "digest": digest(content)}
    record(by=by, at=at, command="state_about_expert", target=expert, payload=payload)
    return len(rows)


def _refuse_unsourced(source: str, as_of: date, today: date) -> None:
    if not source:
        raise invalid(NOT_STATED, "没有写明来源", "no source is named", CORRECT)
    if as_of > today:
        raise invalid(
            NOT_STATED, f"截至日期 {as_of} 在将来", f"its day {as_of} lies ahead", CORRECT
        )


@singledispatch
def _row(said: Said) -> Row:
    raise TypeError(said)


@_row.register
def _(said: NewPost) -> Row:
    values = {"since": said.since, "until": said.until}
    return ExpertPost, {**_unit(said.party, said.unit_name), **values}


@_row.register
def _(said: NewTie) -> Row:
    digested = identity_digest(said.identity_number)
    person = _given(said.person, "没有写明对方姓名", "the other person is not named")
    values = {"person": person, "year": said.year, "identity_digest": digested}
    return ExpertTie, {"kind": TieKind(said.kind), **values}


@_row.register
def _(said: NewHolding) -> Row:
    values = {"share_bp": said.share_bp, "until": said.until}
    return ExpertHolding, {**_unit(said.party, said.unit_name), **values}


@_row.register
def _(said: NewContact) -> Row:
    digested = _given(contact_digest(said.kind, said.value), "联系方式为空", "a contact is empty")
    return ExpertContact, {"kind": ContactKind(said.kind), "digest": digested}


def _unit(party: Party | None, name: str) -> dict[str, Any]:
    shown = party.name if party else name
    return {"party": party, "unit_name": _given(shown, "没有写明单位", "the unit is not named")}


def _given(value: str, zh: str, en: str) -> str:
    if not value.strip():
        raise invalid(NOT_STATED, zh, en, CORRECT)
    return value.strip()


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(getattr(value, "pk", value)) for name, value in values.items()}
