"""What the team shows of a milestone: evidence, and the chief's report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require
from kechuang.files.models import StoredFile
from kechuang.programmes.models.execution import Evidence, Milestone, MilestoneReport
from kechuang.programmes.powers_of_execution import has_power
from kechuang.programmes.refusals_of_execution import NOT_REPORTED
from kechuang.programmes.services.execution.signing import act, write_down
from kechuang.programmes.services.execution.standing import milestone_under_lock, require_state
from kechuang.programmes.states_of_execution import REPORTABLE, MilestoneState, Power


@transaction.atomic
def attach_evidence(
    *, by: Actor, at: datetime, milestone: Milestone, file: StoredFile, title: str
) -> Evidence:
    """Add a file to a milestone that is not reported yet; the same file is added once."""
    current = milestone_under_lock(NOT_REPORTED, milestone)
    allowed = has_power(by, current.contract, Power.ATTACH_VOUCHER)
    require(allowed, Text("上传里程碑佐证材料", "attach evidence to a milestone"))
    require_state(NOT_REPORTED, current, MilestoneState, *REPORTABLE)
    evidence, is_new = Evidence.objects.get_or_create(
        milestone=current, file=file, defaults={"title": title.strip() or file.name, **act(by, at)}
    )
    if is_new:
        told = {"milestone": current.position, "file": file.digest, "title": evidence.title}
        record(by=by, at=at, command="attach_evidence", target=current, payload=told)
    return evidence


@transaction.atomic
def report_milestone(
    *, by: Actor, at: datetime, milestone: Milestone, text: str
) -> MilestoneReport:
    """The chief reports that a milestone is reached; refused without a word or without evidence
    newer than the last report."""
    current = milestone_under_lock(NOT_REPORTED, milestone)
    allowed = has_power(by, current.contract, Power.REPORT_MILESTONE)
    require(allowed, Text("报告里程碑", "report a milestone"))
    require_state(NOT_REPORTED, current, MilestoneState, *REPORTABLE)
    _require_evidence(current, text)
    report = MilestoneReport.objects.create(
        milestone=current, position=current.reports.count() + 1, text=text.strip(), **act(by, at)
    )
    write_down(current, state=MilestoneState.REPORTED)
    told = {
        "milestone": current.position,
        "report": report.position,
        "text": report.text,
        "evidence": list(current.evidence.values_list("file__digest", flat=True)),
    }
    record(by=by, at=at, command="report_milestone", target=current, payload=told)
    return report


def _require_evidence(milestone: Milestone, text: str) -> None:
    last = milestone.reports.order_by("-position").first()
    shown = milestone.evidence.filter(at__gt=last.at) if last else milestone.evidence.all()
    if text.strip() and shown.exists():
        return
    raise invalid(
        NOT_REPORTED,
        f"报告为空，或没有新的佐证材料（应提供：{milestone.evidence_wanted}）",
        f"the report is empty, or there is no new evidence (wanted: {milestone.evidence_wanted})",
        Text("请写明完成情况并上传佐证材料", "Say what was reached and attach the evidence"),
    )
