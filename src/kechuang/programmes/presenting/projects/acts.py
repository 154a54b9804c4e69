"""The acts of a project's pages: their words, who may take them, and where.

What the record says of the same act is in the past tense in English: hence the context.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.base.actors import Actor
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.presenting.projects.rights import Rights

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Act:
    """``name`` is that of the address; ``note`` says what follows from it."""

    name: str
    label: StrOrPromise
    right: Callable[[Rights], bool]
    note: StrOrPromise = ""


@dataclass(frozen=True)
class Offer:
    """An act that the reader may take here and now."""

    act: Act
    url: str


_LIST = (
    Act("sign_contract", pgettext_lazy("act", "签订任务书"), Rights.signs,
        _("签订即立下军令状：目标、里程碑和补助金额不能再改。资金财务复核后生效。")),
    Act("withdraw_contract", _("撤回任务书"), Rights.judges,
        _("只能撤回尚未签订的任务书；预留给本榜单的金额退回可用，之后可以重新拟订。")),
    Act("conclude_contract", _("复核任务书"), Rights.approves,
        _("须由拟订人以外的资金财务人员复核；生效的同时在资金账上立项，每个里程碑对应一个拨付节点。")),
    Act("attach_evidence", pgettext_lazy("act", "上传佐证材料"), Rights.attaches,
        _("报告以后材料不能撤回；同一文件只存一份。")),
    Act("report_milestone", pgettext_lazy("act", "报告里程碑"), Rights.reports,
        _("须先上传佐证材料；整改后再次报告须有新的材料。")),
    Act("score_milestone", pgettext_lazy("act", "阶段评分"), Rights.scores,
        _("每人一次，提交后不能修改；与参与单位有关的人不能评分。")),
    Act("recommend_milestone", pgettext_lazy("act", "初核同意"), Rights.prepares,
        _("初核须达到合格分；复核验收由另一人办理。")),
    Act("accept_milestone", pgettext_lazy("act", "复核验收"), Rights.approves,
        _("须由初核人以外的资金财务人员办理；验收后对应节点即可拨付，结题里程碑验收即结题。")),
    Act("order_rectification", pgettext_lazy("act", "责令限期整改"), Rights.prepares,
        _("报告退回整改，已作的初核随之失效。")),
    Act("ask_change", pgettext_lazy("act", "提出变更"), Rights.asks_changes),
    Act("consent_to_change", _("同意调低指标"), Rights.speaks_for_demander,
        _("需求方同意后，才能批准调低考核指标。")),
    Act("make_change", pgettext_lazy("act", "批准变更"), Rights.judges,
        _("按任务书现状重新核对后生效；申请人本人不能批准。")),
    Act("refuse_change", pgettext_lazy("act", "不同意变更"), Rights.judges,
        _("任务书保持不变，理由告知项目团队。")),
    Act("enter_expense", pgettext_lazy("act", "登记支出"), Rights.spends,
        _("不设科目预算；逐笔对照负面清单，清单上的不得列支。")),
    Act("import_expenses", _("导入支出表"), Rights.spends,
        _("表头：支出日期、金额、收款方、用途、发票号码，可加类别。不能登记的行标明原因退回。")),
    Act("attach_voucher", pgettext_lazy("act", "上传凭证"), Rights.attaches,
        _("每笔支出一份凭证，上传后不能更换。")),
    Act("clear_expense", pgettext_lazy("act", "核对后可列支"), Rights.judges,
        _("从到账经费中列支；登记人本人不能核对。")),
    Act("reject_expense", pgettext_lazy("act", "核对后不予列支"), Rights.judges,
        _("不占用经费；理由告知项目团队。")),
    Act("cancel_expense", _("撤销登记"), Rights.spends,
        _("登记有误时撤销，经费退回可用额；记录保留，同一发票可重新登记。")),
    Act("find_listed", _("认定属负面清单"), Rights.checks_spending,
        _("认定后须退回；退回之前项目不能通过验收。")),
    Act("record_repayment", pgettext_lazy("act", "登记退回"), Rights.prepares,
        _("写明退回凭据，退回额恢复为可用经费。")),
    Act("record_panel_opinion", pgettext_lazy("act", "记录专家组意见"), Rights.judges,
        _("专家从专家库中选取，回避规则与评审相同；多次记录以最后一次为准。")),
    Act("give_demander_opinion", _("表示需求方意见"), Rights.speaks_for_demander,
        _("需求方确认指标达成，是通过验收的条件之一。")),
    Act("record_evaluation", pgettext_lazy("act", "绩效评价"), Rights.judges,
        _("到期后评价一次，不能修改。")),
    Act("record_follow_up", pgettext_lazy("act", "登记结题后跟踪"), Rights.follows_up,
        _("逐年登记成果应用、衍生企业和技术合同。")),
    Act("propose_termination", pgettext_lazy("act", "提出终止"), Rights.prepares,
        _("由另一位资金财务人员复核；未退回的负面清单支出不能认定为勤勉尽责。")),
    Act("confirm_termination", _("同意终止"), Rights.approves,
        _("未验收的里程碑取消、经费核减；勤勉尽责的当即生成尽职免责档案。")),
    Act("decline_termination", _("不同意终止"), Rights.approves, _("项目继续实施。")),
    Act("make_exemption_file", pgettext_lazy("act", "生成尽职免责档案"), Rights.prepares,
        _("由审计链自动生成，只能生成一次，不能手工修改。")),
    Act("record_integrity", pgettext_lazy("act", "记录诚信信息"), Rights.prepares,
        _("须写明事实、来源文书和有效期；当事单位可以申诉。")),
    Act("file_appeal", pgettext_lazy("act", "提出申诉"), Rights.appeals,
        _("每条记录可申诉一次；复核由另一人办理。")),
    Act("decide_appeal", _("复核申诉"), Rights.prepares,
        _("须由记录人以外的人复核；申诉成立的记录失效。")),
    Act("open_gate", pgettext_lazy("act", "开设阶段考核"), Rights.prepares,
        _("考核规则开设后不能修改。")),
    Act("score_lane", pgettext_lazy("act", "赛道评分"), Rights.scores,
        _("每人每队一次，提交后不能修改；任何一队的人不得为同场队伍评分。")),
    Act("invite_to_gate", _("邀请专家评分"), Rights.scores,
        _("受邀专家匿名评分；与任何一队有利益冲突的不能邀请。邀请后只由专家评分。")),
    Act("end_gate_scoring", _("截止专家评分"), Rights.scores,
        _("不再等待尚未答复的专家；已提交的评分一并开封。")),
    Act("invite_to_milestone", _("邀请专家评分"), Rights.scores,
        _("与参与单位有利益冲突的不能邀请。邀请后只由专家评分，答复齐全后开封。")),
    Act("end_milestone_scoring", _("截止专家评分"), Rights.scores,
        _("不再等待尚未答复的专家；已提交的评分一并开封。")),
    Act("propose_gate", pgettext_lazy("act", "拟定考核结果"), Rights.prepares,
        _("按考核规则由系统计算；拟定后不再接受评分。")),
    Act("return_gate", _("退回补充评分"), Rights.approves, _("考核重新接受评分。")),
    Act("close_gate", pgettext_lazy("act", "复核考核结果"), Rights.approves,
        _("须由拟定人以外的资金财务人员复核；出局队伍的未验收经费即核减，其他队伍继续。")),
)  # fmt: skip
ACTS = {act.name: act for act in _LIST}


def may(actor: Actor, contract: Contract, name: str) -> bool:
    return ACTS[name].right(Rights(actor, contract))


def offers(
    actor: Actor, contract: Contract, names: Iterable[str], **ids: object
) -> tuple[Offer, ...]:
    """Of the acts that make sense now, those that are the reader's."""
    found = (ACTS[name] for name in names)
    rights = Rights(actor, contract)
    place = ids or {"number": contract.number}
    return tuple(
        Offer(act, reverse(f"programmes:{act.name}", kwargs=place))
        for act in found
        if act.right(rights)
    )
