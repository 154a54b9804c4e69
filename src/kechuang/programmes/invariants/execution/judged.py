"""Milestones, gates and closings against what judged them, and against the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Avg, Count, F, OuterRef, Q, Subquery

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.states import Condition
from kechuang.programmes.models.execution import (
    Contract,
    DemanderOpinion,
    LaneRuling,
    Milestone,
    MilestoneReport,
    PanelOpinion,
    StageScore,
)
from kechuang.programmes.states_of_execution import (
    OPEN_MILESTONES,
    ContractState,
    Grade,
    LaneOutcome,
    MilestoneState,
)

ACCEPTED = Q(state=MilestoneState.ACCEPTED)
STOPPED = (ContractState.ELIMINATED, ContractState.TERMINATED)


def paid_unaccepted() -> Iterator[Finding]:
    """The reverse may be: an acceptance taken back in red leaves the milestone as it was judged."""
    payable = Milestone.objects.filter(tranche__accepted_on__isnull=False).exclude(ACCEPTED)
    for milestone in payable.select_related("contract"):
        yield found(milestone, "未验收即可拨付", "it is payable and not accepted")


def unshown_acceptances() -> Iterator[Finding]:
    shown = Milestone.objects.filter(ACCEPTED).annotate(
        told=Count("reports", distinct=True), files=Count("evidence", distinct=True)
    )
    for milestone in shown.filter(Q(told=0) | Q(files=0)).select_related("contract"):
        yield found(milestone, "没有报告或佐证即验收", "accepted without report or evidence")


def low_acceptances() -> Iterator[Finding]:
    """The mean of the last report's scores reaches the pass score."""
    last = MilestoneReport.objects.filter(milestone=OuterRef("pk")).order_by("-position")
    scored = Milestone.objects.filter(ACCEPTED, pass_score__gt=0)
    scored = scored.exclude(condition=Condition.CONTRACT)
    for milestone in scored.annotate(report=Subquery(last.values("pk")[:1])):
        scores = StageScore.objects.filter(report=milestone.report)
        mean = scores.aggregate(mean=Avg("score"))["mean"]
        if mean is None or mean < milestone.pass_score:
            yield found(milestone.pk, "评分不合格即验收", "accepted below its pass score")


def open_after_the_end() -> Iterator[Finding]:
    """Whoever is out or ended holds no open milestone and no open tranche."""
    left = Milestone.objects.filter(contract__state__in=STOPPED)
    is_open = Q(state__in=OPEN_MILESTONES) | Q(
        tranche__isnull=False,
        tranche__accepted_on__isnull=True,
        tranche__released_on__isnull=True,
    )
    for milestone in left.filter(is_open).select_related("contract"):
        yield found(milestone, "已出局或终止仍有未结节点", "its lane is out and it is still open")


def unruled_eliminations() -> Iterator[Finding]:
    """A lane is out exactly when a gate said so, and no gate says so without its reports."""
    out = Q(rulings__outcome=LaneOutcome.ELIMINATED)
    lanes = Contract.objects.annotate(ruled=Count("rulings", filter=out))
    is_out = Q(state=ContractState.ELIMINATED)
    for number in lanes.filter((is_out & Q(ruled=0)) | (~is_out & Q(ruled__gt=0))).values_list(
        "number", flat=True
    ):
        yield found(number, "出局与考核结果不符", "it is out and no gate said so, or reverse")
    for ruling in LaneRuling.objects.filter(outcome=LaneOutcome.ELIMINATED).select_related("gate"):
        given = ruling.gate.scores.filter(contract=ruling.contract_id).count()
        if given < ruling.gate.reports_wanted:
            yield found(ruling.pk, "意见不足即出局", "it was ruled out without its reports")


def unread_closings() -> Iterator[Finding]:
    """A closed project has a panel that passes it, a demander that accepts, and nothing open."""
    panels = PanelOpinion.objects.filter(contract=OuterRef("pk")).order_by("-pk")
    demanders = DemanderOpinion.objects.filter(contract=OuterRef("pk")).order_by("-pk")
    closed = Contract.objects.filter(state=ContractState.CLOSED).annotate(
        grade=Subquery(panels.values("grade")[:1]),
        accepts=Subquery(demanders.values("accepts")[:1]),
        unaccepted=Count("milestones", filter=~Q(milestones__state=MilestoneState.ACCEPTED)),
    )
    fine = Q(accepts=True, unaccepted=0, grade__in=(Grade.EXCELLENT, Grade.GOOD, Grade.FAIR))
    for number in closed.exclude(fine).values_list("number", flat=True):
        yield found(number, "未经专家组和需求方认可即结题", "closed without both opinions")


def early_evaluations() -> Iterator[Finding]:
    early = Contract.objects.filter(evaluation__evaluated_on__lt=F("evaluation_due_on"))
    never = Contract.objects.filter(evaluation__isnull=False).exclude(state=ContractState.CLOSED)
    for number in (early | never).values_list("number", flat=True):
        yield found(number, "绩效评价早于规定日期", "it was evaluated before its day")


JUDGED = (
    Invariant(
        "programmes.only_accepted_milestones_are_payable",
        Text("未验收的里程碑不可拨付", "No milestone is payable before it is accepted"),
        paid_unaccepted,
    ),
    Invariant(
        "programmes.acceptances_rest_on_evidence",
        Text("验收都有报告和佐证", "Acceptances rest on a report and evidence"),
        unshown_acceptances,
    ),
    Invariant(
        "programmes.acceptances_reach_their_score",
        Text("验收的里程碑评分合格", "Accepted milestones reach their pass score"),
        low_acceptances,
    ),
    Invariant(
        "programmes.stopped_lanes_hold_nothing_open",
        Text("出局和终止的项目没有未结节点", "Lanes that are out hold no open tranche"),
        open_after_the_end,
    ),
    Invariant(
        "programmes.lanes_are_out_by_a_gate",
        Text("出局都有考核结果和足够意见", "A lane is out by a gate with its reports"),
        unruled_eliminations,
    ),
    Invariant(
        "programmes.closed_projects_were_accepted",
        Text("结题项目经专家组和需求方认可", "Closed projects were accepted by panel and demander"),
        unread_closings,
    ),
    Invariant(
        "programmes.evaluations_keep_their_day",
        Text("绩效评价不早于规定日期", "Evaluations are not made before their day"),
        early_evaluations,
    ),
)
