"""Milestones: what is to be shown by when, and what each releases."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models.persons import different_persons
from kechuang.ledger.states import Condition
from kechuang.programmes.models.execution.acts import Act, once_per_person
from kechuang.programmes.models.execution.contracts import Contract
from kechuang.programmes.states_of_execution import WHOLE_BP, MilestoneState


class Milestone(models.Model):
    """One milestone; its tranche is payable only once two different people accepted it.

    ``gate`` is the stage gate that its lane must pass first (0: none), ``pass_score`` the lowest
    mean of its stage scores (0: it is not scored).
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField(_("次序"))
    goal = models.CharField(_("阶段目标"), max_length=300)
    evidence_wanted = models.CharField(_("须提供的佐证"), max_length=300)
    condition = models.CharField(_("拨付条件"), max_length=20, choices=Condition.choices)
    due_on = models.DateField(_("到期日"))
    share_bp = models.PositiveIntegerField(_("对应拨款比例（万分之一）"))
    pass_score = models.PositiveSmallIntegerField(_("合格分"), default=0)
    gate = models.PositiveSmallIntegerField(_("所属阶段考核"), default=0)
    tranche = models.OneToOneField(
        "ledger.Tranche", models.PROTECT, null=True, related_name="milestone"
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=MilestoneState.choices, default=MilestoneState.PLANNED
    )
    rectify_by_on = models.DateField(_("整改期限"), null=True)
    recommended_by_id = models.BigIntegerField(null=True)
    recommended_by_name = models.CharField(max_length=200, blank=True)
    recommended_at = models.DateTimeField(_("初核时间"), null=True)
    accepted_by_id = models.BigIntegerField(null=True)
    accepted_by_name = models.CharField(max_length=200, blank=True)
    accepted_at = models.DateTimeField(_("验收时间"), null=True)
    acceptance = models.CharField(_("验收文号"), max_length=200, blank=True)

    class Meta:
        ordering = ["contract", "position"]
        verbose_name = _("里程碑")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "position"], name="milestone_position_once"
            ),
            models.CheckConstraint(
                condition=Q(share_bp__lte=WHOLE_BP), name="milestone_share_at_most_whole"
            ),
            models.CheckConstraint(
                name="milestone_accepted_by_two",
                condition=~Q(state=MilestoneState.ACCEPTED)
                | (
                    Q(recommended_at__isnull=False)
                    & Q(accepted_at__isnull=False)
                    & different_persons("recommended_by", "accepted_by")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.position} {self.goal}"

    @property
    def is_completion(self) -> bool:
        return self.condition == Condition.COMPLETION

    @property
    def overdue_from(self) -> str:
        """The field that says when it is late: the day of the plan, or of rectification."""
        return "rectify_by_on" if self.state == MilestoneState.RECTIFYING else "due_on"


class Evidence(Act):
    """A file that shows what a milestone reached."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="evidence")
    title = models.CharField(_("说明"), max_length=200)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="milestone_evidence")

    class Meta:
        ordering = ["milestone", "pk"]
        verbose_name = _("佐证材料")
        constraints = [
            models.UniqueConstraint(fields=["milestone", "file"], name="evidence_file_once")
        ]

    def __str__(self) -> str:
        return self.title


class MilestoneReport(Act):
    """What the technical chief reports; after a rectification there is another one."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="reports")
    position = models.PositiveSmallIntegerField(_("次序"))
    text = models.TextField(_("报告"))

    class Meta:
        ordering = ["milestone", "position"]
        verbose_name = _("里程碑报告")
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "position"], name="milestone_report_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone} #{self.position}"


class StageScore(Act):
    """One person's score (0–100) of one report, with its grounds."""

    report = models.ForeignKey(MilestoneReport, models.PROTECT, related_name="scores")
    score = models.PositiveSmallIntegerField(_("得分"))
    comment = models.TextField(_("意见"))

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = _("阶段评分")
        constraints = [
            *once_per_person("report", name="stage_score_once"),
            models.CheckConstraint(condition=Q(score__lte=100), name="stage_score_at_most_100"),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.score}"


class Rectification(Act):
    """What must be mended until when before a milestone is accepted."""

    report = models.OneToOneField(MilestoneReport, models.PROTECT, related_name="rectification")
    reason = models.TextField(_("整改要求"))
    due_on = models.DateField(_("整改期限"))

    class Meta:
        ordering = ["report"]
        verbose_name = _("限期整改")

    def __str__(self) -> str:
        return f"{self.report} {self.due_on}"
