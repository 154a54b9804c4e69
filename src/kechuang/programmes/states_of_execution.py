"""States and kinds of a project from its contract to years after its closing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

WHOLE_BP = 10_000
LONGEST_TEXT = 4000
LONGEST_REASON = 300


class ContractState(models.TextChoices):
    DRAFTED = "drafted", _("待签订")
    SIGNED = "signed", _("已签订待复核")
    RUNNING = "running", _("实施中")
    CLOSED = "closed", _("已结题")
    ELIMINATED = "eliminated", _("赛马出局")
    TERMINATED = "terminated", _("已终止")
    WITHDRAWN = "withdrawn", _("已撤回")


class Power(models.TextChoices):
    """What somebody of the winner's side may do without asking anybody."""

    CHANGE_ROUTE = "change_route", _("调整技术路线")
    CHANGE_TEAM = "change_team", _("调整团队")
    REPORT_MILESTONE = "report_milestone", _("报告里程碑")
    ASK_CHANGE = "ask_change", _("提出变更申请")
    ENTER_EXPENSE = "enter_expense", _("登记支出")
    ATTACH_VOUCHER = "attach_voucher", _("上传凭证和佐证材料")
    EXPORT_EXPENSES = "export_expenses", _("编制支出报表")


CHIEF_POWERS = frozenset(Power)
ASSISTANT_POWERS = frozenset({Power.ENTER_EXPENSE, Power.ATTACH_VOUCHER, Power.EXPORT_EXPENSES})


class MilestoneState(models.TextChoices):
    PLANNED = "planned", _("未到期")
    REPORTED = "reported", _("已报告")
    RECTIFYING = "rectifying", _("限期整改")
    RECOMMENDED = "recommended", _("一人已同意")
    ACCEPTED = "accepted", _("已验收")
    CANCELLED = "cancelled", _("已取消")


OPEN_MILESTONES = (
    MilestoneState.PLANNED,
    MilestoneState.REPORTED,
    MilestoneState.RECTIFYING,
    MilestoneState.RECOMMENDED,
)
REPORTABLE = (MilestoneState.PLANNED, MilestoneState.RECTIFYING)


class ChangeKind(models.TextChoices):
    MEMBER = "member", _("团队成员")
    ROUTE = "route", _("技术路线")
    BUDGET = "budget", _("预算总额")
    TARGET = "target", _("考核指标")
    EXTENSION = "extension", _("延期")
    CHIEF = "chief", _("技术总师")
    ASSISTANT = "assistant", _("科研财务助理")


OWN_POWER = {
    ChangeKind.MEMBER: Power.CHANGE_TEAM,
    ChangeKind.ROUTE: Power.CHANGE_ROUTE,
}


class ChangeState(models.TextChoices):
    ASKED = "asked", _("待决定")
    MADE = "made", _("已变更")
    REFUSED = "refused", _("不同意")


class LaneOutcome(models.TextChoices):
    """What a stage gate decides about one lane; what is unknown is undecided, never out."""

    PROMOTED = "promoted", _("晋级")
    HELD_BACK = "held_back", _("暂缓")
    ELIMINATED = "eliminated", _("出局")
    UNDECIDED = "undecided", _("不作结论")


WAITING_OUTCOMES = (LaneOutcome.HELD_BACK, LaneOutcome.UNDECIDED)


class GateState(models.TextChoices):
    OPEN = "open", _("评分中")
    PROPOSED = "proposed", _("待复核")
    CLOSED = "closed", _("已考核")


class InvitationState(models.TextChoices):
    """Of an expert asked to judge a stage; scores are opened once nobody is waited for."""

    INVITED = "invited", _("待评分")
    SCORED = "scored", _("已评分，封存中")
    OPENED = "opened", _("已评分")
    DECLINED = "declined", _("已谢绝")
    LAPSED = "lapsed", _("截止未评")


class ExpenseState(models.TextChoices):
    ALLOWED = "allowed", _("可列支")
    REFUSED = "refused", _("负面清单拒付")
    DOUBTFUL = "doubtful", _("待核对")
    CLEARED = "cleared", _("核对后可列支")
    REJECTED = "rejected", _("核对后不予列支")
    CANCELLED = "cancelled", _("已撤销")
    LISTED = "listed", _("查出属负面清单")
    REPAID = "repaid", _("已退还")


SPENT = (ExpenseState.ALLOWED, ExpenseState.CLEARED, ExpenseState.LISTED)
CLAIMED = (*SPENT, ExpenseState.DOUBTFUL)


class Grade(models.TextChoices):
    EXCELLENT = "excellent", _("优秀")
    GOOD = "good", _("良好")
    FAIR = "fair", _("一般")
    FAIL = "fail", _("不合格")


class IntegrityKind(models.TextChoices):
    HONEST = "honest", _("守信")
    DISHONEST = "dishonest", _("失信")


class AppealState(models.TextChoices):
    FILED = "filed", _("待复核")
    UPHELD = "upheld", _("申诉成立")
    DISMISSED = "dismissed", _("申诉不成立")


class Cause(models.TextChoices):
    """Why a project ends before its goal."""

    HONEST_FAILURE = "honest_failure", _("勤勉尽责但未能完成")
    CIRCUMSTANCES = "circumstances", _("客观条件变化")
    MISCONDUCT = "misconduct", _("违规或未尽责")


EXEMPT_CAUSES = (Cause.HONEST_FAILURE, Cause.CIRCUMSTANCES)


class TerminationState(models.TextChoices):
    PROPOSED = "proposed", _("待复核")
    CONFIRMED = "confirmed", _("已终止")
    DECLINED = "declined", _("未同意")


class FollowUpKind(models.TextChoices):
    APPLICATION = "application", _("应用")
    SPIN_OFF = "spin_off", _("衍生企业")
    CONTRACT = "contract", _("技术合同")
