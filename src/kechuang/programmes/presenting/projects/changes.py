"""Changes of a contract in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.actors import Actor
from kechuang.cases.presenting.timeline import names_of
from kechuang.ledger.presenting.amounts import exactly
from kechuang.programmes.models.execution import ChangeRequest, Contract
from kechuang.programmes.presenting.projects.acts import Offer, offers
from kechuang.programmes.presenting.projects.milestones import name_of
from kechuang.programmes.states_of_execution import ChangeKind, ChangeState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TONES: dict[str, str] = {
    ChangeState.ASKED: "warn",
    ChangeState.MADE: "good",
    ChangeState.REFUSED: "bad",
}
RULES: dict[str, StrOrPromise] = {
    ChangeKind.MEMBER: _("技术总师自主决定，登记即生效。"),
    ChangeKind.ROUTE: _("技术总师自主决定，登记即生效。"),
    ChangeKind.BUDGET: _("只能调减，且不低于财政补助；由科技主管部门决定。"),
    ChangeKind.TARGET: _("调低指标须先经需求方同意；由科技主管部门决定。"),
    ChangeKind.EXTENSION: _("按本轮规定次数，每次不超过一年；由科技主管部门决定。"),
    ChangeKind.CHIEF: _("不能由科研财务助理兼任；由科技主管部门决定。"),
    ChangeKind.ASSISTANT: _("不能由技术总师兼任；由科技主管部门决定。"),
}
UNCHANGEABLE: tuple[StrOrPromise, ...] = (
    _("揭榜方、需求方和立项决定"),
    _("财政补助金额和资金来源"),
    _("各里程碑的目标、须提供的佐证、拨款比例和合格分"),
    _("开始日期、可延期次数和适用的负面清单"),
)


@dataclass(frozen=True)
class ChangeShown:
    """A request with both values in words, who asked and decided, and what the reader may do."""

    row: ChangeRequest
    tone: str
    before: str
    wanted: str
    asked_by: str
    decided_by: str
    offers: tuple[Offer, ...]


def changes_of(actor: Actor, project: Contract) -> list[ChangeShown]:
    """The latest first."""
    rows = list(project.changes.order_by("-pk"))
    names = names_of(_accounts(rows))
    return [_shown(actor, project, row, names) for row in rows]


def both_values(row: ChangeRequest) -> tuple[str, str]:
    """What stood before and what is wanted, in words."""
    names = names_of(_accounts([row]))
    return in_words(row.kind, row.before, names), in_words(row.kind, row.wanted, names)


def in_words(kind: str, value: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """A kept value as people read it."""
    match kind:
        case ChangeKind.ROUTE:
            return str(value["text"])
        case ChangeKind.MEMBER:
            return _team(value)
        case ChangeKind.BUDGET:
            return exactly(value["budget_fen"])
        case ChangeKind.TARGET:
            return f"{value['name']} {Decimal(value['value']).normalize():f}"
        case ChangeKind.EXTENSION:
            return str(value["until"])
    return names.get(value["account"] or 0, "—")


def _shown(
    actor: Actor, project: Contract, row: ChangeRequest, names: Mapping[int, str]
) -> ChangeShown:
    return ChangeShown(
        row,
        TONES[row.state],
        in_words(row.kind, row.before, names),
        in_words(row.kind, row.wanted, names),
        name_of(names, row.by_id, row.by_name),
        name_of(names, row.decided_by_id, row.decided_by_name),
        offers(actor, project, _open_acts(row), number=project.number, pk=row.pk),
    )


def _open_acts(row: ChangeRequest) -> tuple[str, ...]:
    if row.state != ChangeState.ASKED:
        return ()
    waits = row.needs_consent and row.demander_consented_at is None
    return ("consent_to_change" if waits else "make_change", "refuse_change")


def _team(value: Mapping[str, Any]) -> str:
    if "team" in value:
        return gettext("、").join(value["team"]) or "—"
    joins = gettext("、").join(each["name"] for each in value["joins"])
    leaves = gettext("、").join(value["leaves"])
    parts = [
        gettext("加入 %s") % joins if joins else "",
        gettext("退出 %s") % leaves if leaves else "",
    ]
    return gettext("；").join(part for part in parts if part)


def _accounts(rows: list[ChangeRequest]) -> set[int]:
    people = {row.by_id for row in rows} | {row.decided_by_id for row in rows}
    posts = {value.get("account") for row in rows for value in (row.before, row.wanted)}
    return {one for one in people | posts if one}
