"""Where a project stands: its phases in a strip, and its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.execution import Contract
from kechuang.programmes.states_of_execution import ContractState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TONES: dict[str, str] = {
    ContractState.DRAFTED: "warn",
    ContractState.SIGNED: "warn",
    ContractState.RUNNING: "info",
    ContractState.CLOSED: "good",
    ContractState.ELIMINATED: "neutral",
    ContractState.TERMINATED: "bad",
    ContractState.WITHDRAWN: "neutral",
}
USUAL: tuple[tuple[str, StrOrPromise], ...] = (
    (ContractState.DRAFTED, _("签订任务书")),
    (ContractState.SIGNED, _("复核生效")),
    (ContractState.RUNNING, _("实施")),
    (ContractState.CLOSED, _("结题")),
    ("evaluated", _("绩效评价")),
)
PAGES: tuple[tuple[str, StrOrPromise], ...] = (
    ("project", _("总览")),
    ("contract", _("任务书")),
    ("changes", _("变更")),
    ("spending", _("经费支出")),
    ("acceptance", _("验收与评价")),
    ("ending", _("终止与免责")),
    ("integrity", _("诚信记录")),
)
STOPPED = (ContractState.ELIMINATED, ContractState.TERMINATED)


def strip_of(contract: Contract) -> list[tuple[str, str]]:
    """Each phase with ``past``, ``now`` or ``next``; a project that stopped ends there."""
    if contract.state == ContractState.WITHDRAWN:
        return [(str(ContractState.WITHDRAWN.label), "now")]
    if contract.state in STOPPED:
        begun = [(str(label), "past") for _state, label in USUAL[:2]]
        return [*begun, (str(ContractState(contract.state).label), "now")]
    keys = [key for key, _label in USUAL]
    here = keys.index("evaluated" if hasattr(contract, "evaluation") else contract.state)
    return [(str(label), _place(number, here)) for number, (_key, label) in enumerate(USUAL)]


def sections_of(contract: Contract) -> list[tuple[str, str]]:
    """The pages of a project; of a lane also its race."""
    pages = [
        (str(label), reverse(f"programmes:{name}", args=[contract.number])) for name, label in PAGES
    ]
    if contract.item.is_race and contract.state != ContractState.WITHDRAWN:
        pages.append((gettext("赛马"), reverse("programmes:race", args=[contract.item_id])))
    return pages


def _place(number: int, here: int) -> str:
    if number == here:
        return "now"
    return "past" if number < here else "next"
