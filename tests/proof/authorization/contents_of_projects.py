"""What the people of a project and its office fill into its forms: as the pages' own tests do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kechuang.programmes.forms.projects.drafting import DraftForm
from kechuang.programmes.models import Award
from kechuang.programmes.models.execution import Contract, StageInvitation
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from tests.api.audiences import Record
from tests.journeys.small_region import Region
from tests.rooms.programmes.pages.projects.desk import CONTENT

Content = dict[str, Any]


def _filled(name: str, region: Region, record: Record) -> Content:
    return CONTENT[name]()


def _recorded(region: Region, record: Record) -> Content:
    """About a party of the contract."""
    contract = Contract.objects.get(number=record.ids["number"])
    return {**CONTENT["record_integrity"](), "party": str(contract.party_id)}


def _drafted(region: Region, record: Record) -> Content:
    """The plan as the page shows it, and people of the winner in both posts."""
    award = Award.objects.get(pk=record.ids["pk"])
    form = DraftForm(award)
    chief, assistant = form.fields["chief"].queryset.order_by("pk")[:2]
    rows = form.rows.forms
    shown = {row.add_prefix(name): row.initial.get(name, "") for row in rows for name in row.fields}
    counts = {"milestones-TOTAL_FORMS": len(rows), "milestones-INITIAL_FORMS": 0}
    targets = "\n".join(" | ".join(cells) for cells in form.initial["targets"])
    return {"chief": chief.pk, "assistant": assistant.pk, "targets": targets, **counts, **shown}


def _judged(region: Region, record: Record) -> Content:
    """The sheet of the only lane of a milestone."""
    invitation = StageInvitation.objects.get(key=record.ids["key"])
    criteria = stage_criteria(Stage.of(invitation).item)
    return {**{f"mark_1_{one.id}": "80" for one in criteria}, "opinion_1": "可行"}


def _declined(region: Region, record: Record) -> Content:
    return {"reason": "与本项目有合作"}


PROJECT_FILLED: dict[str, Callable[[Region, Record], Content]] = {
    **{f"programmes:{name}": partial(_filled, name) for name in CONTENT},
    "programmes:draft_contract": _drafted,
    "programmes:record_integrity": _recorded,
    "programmes:stage": _judged,
    "programmes:decline_stage": _declined,
}
