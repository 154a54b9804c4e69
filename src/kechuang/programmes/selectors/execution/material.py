"""What an invited expert reads of a stage: without names where the stage is blind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

from kechuang.base.actors import Actor
from kechuang.cases.models import Attachment
from kechuang.engines.flow import Value
from kechuang.files.models import StoredFile
from kechuang.programmes.access import stages_seen_by
from kechuang.programmes.models.execution import Contract, Milestone, StageInvitation, Target
from kechuang.programmes.selectors.contents import handed_in, rows_of
from kechuang.programmes.selectors.execution.anonymity import Say, without_names
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.states_of_execution import InvitationState

ORDER = "order of the lanes at a stage"
BLIND_REPORT = "blind_report"
RESULTS = ("target", "promised", "measured", "proof")


@dataclass(frozen=True)
class LaneMaterial:
    """One lane by its ``place`` in the expert's own order; ``targets`` are names with the values
    wanted, ``results`` what the team reports of each: name, promised, measured, number of the
    proof."""

    place: int
    contract: Contract
    goal: str
    evidence_wanted: str
    text: str
    targets: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, ...], ...]
    files: tuple[StoredFile, ...]


def own_stages(actor: Actor) -> list[StageInvitation]:
    """Invitations of the actor, the latest first."""
    related = ("expert", "gate__item", "report__milestone__contract__item")
    rows = StageInvitation.objects.filter(stages_seen_by(actor))
    return list(rows.select_related(*related))


def stages_to_judge(actor: Actor) -> list[StageInvitation]:
    """Those that wait for the actor's sheets."""
    return [
        one
        for one in own_stages(actor)
        if one.state == InvitationState.INVITED and Stage.of(one).is_open
    ]


def find_own_stage(actor: Actor, key: UUID) -> StageInvitation:
    """One of them; raises ``StageInvitation.DoesNotExist``."""
    rows = StageInvitation.objects.filter(stages_seen_by(actor)).select_related(
        "expert", "gate__item", "report__milestone__contract__item"
    )
    return rows.get(key=key)


def material_of(invitation: StageInvitation) -> tuple[LaneMaterial, ...]:
    """Every lane of the stage, each expert in an order of the own that tells nothing; of a stage
    that is over only those that the expert judged."""
    stage = Stage.of(invitation)
    lanes = sorted(_judged(invitation, stage), key=lambda lane: _rank(invitation, lane))
    return material_at(stage, lanes)


def material_at(stage: Stage, lanes: Iterable[Contract]) -> tuple[LaneMaterial, ...]:
    """What there is to judge of ``lanes``, in this order, as experts read it."""
    say = without_names(stage) if stage.is_blind else str
    return tuple(_material(stage, lane, place, say) for place, lane in enumerate(lanes, start=1))


def _judged(invitation: StageInvitation, stage: Stage) -> list[Contract]:
    sheets = invitation.sheets.select_related("contract__item")
    if own := [sheet.contract for sheet in sheets]:
        return own
    is_waiting = invitation.state == InvitationState.INVITED and stage.is_open
    return stage.lanes if is_waiting else []


def _rank(invitation: StageInvitation, lane: Contract) -> str:
    return salted_hmac(ORDER, f"{invitation.key} {lane.pk}").hexdigest()


def _material(stage: Stage, lane: Contract, place: int, say: Say) -> LaneMaterial:
    milestone = _milestone(stage, lane)
    report = milestone.reports.order_by("-position").first() if milestone else None
    return LaneMaterial(
        place=place,
        contract=lane,
        goal=say(milestone.goal if milestone else ""),
        evidence_wanted=say(milestone.evidence_wanted if milestone else ""),
        text=say(report.text if report else ""),
        targets=tuple((say(one.name), _value(one)) for one in lane.targets.all()),
        results=tuple(_results(lane, say)) if stage.gate else (),
        files=_files(stage, lane, milestone),
    )


def _value(target: Target) -> str:
    return f"{target.wanted.normalize():f} {target.unit}".strip()


def _milestone(stage: Stage, lane: Contract) -> Milestone | None:
    """That of the report, or the lane's behind the gate."""
    if stage.report:
        return stage.report.milestone
    return lane.milestones.filter(gate=stage.gate.number).first() if stage.gate else None


def _results(lane: Contract, say: Say) -> Iterator[tuple[str, ...]]:
    """The table of the lane's last stage report, where it runs as a case of its own."""
    if lane.case is None or lane.case_id == lane.item.case_id:
        return
    rows: tuple[Mapping[str, Value], ...] = rows_of(handed_in(lane.case).get("results"))
    for row in rows:
        yield tuple(say(str(row.get(name) or "")) for name in RESULTS)


def _files(stage: Stage, lane: Contract, milestone: Milestone | None) -> tuple[StoredFile, ...]:
    """The anonymous report of the lane, and the evidence of the milestone."""
    reports = Attachment.objects.filter(case=lane.case_id, field=BLIND_REPORT)
    last = reports.select_related("file").order_by("-pk").first() if stage.gate else None
    evidence = milestone.evidence.select_related("file") if milestone else ()
    return (*([last.file] if last else ()), *(each.file for each in evidence))
