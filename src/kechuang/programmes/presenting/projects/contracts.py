"""A contract as label and value."""

from __future__ import annotations

from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from kechuang.audit.selectors import history_of
from kechuang.design.commands import command_label
from kechuang.engines.tally import split
from kechuang.engines.wording import Text
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.rows import Rows
from kechuang.programmes.models.execution import Contract, Target

SIGNING = ("draft_contract", "sign_contract", "conclude_contract", "withdraw_contract")


def terms_of(project: Contract) -> Rows:
    """Who, for how much, until when, under which decision and which negative list."""
    return [
        (gettext("任务书编号"), project.number),
        (gettext("需求方"), project.item.demander.shown_name),
        (gettext("揭榜方"), project.party.shown_name),
        (gettext("资助事由"), project.ground),
        (gettext("决定文号"), project.decision),
        (gettext("方式"), project.get_mode_display()),
        (gettext("财政补助"), on_paper(project.grant_fen)),
        (gettext("总预算（含自筹）"), on_paper(project.budget_fen)),
        (gettext("期限"), f"{project.starts_on} — {project.ends_on}"),
        (gettext("延期"), _extensions(project)),
        (gettext("经费管理"), _lump_sum(project)),
    ]


def signatures_of(project: Contract) -> list[tuple[str, str, str]]:
    """Act, person and instant of drafting, signing, concluding or withdrawing, from the chain."""
    events = history_of(project).filter(command__in=SIGNING).order_by("sequence")
    return [
        (command_label(event.command), event.actor_name, f"{localtime(event.at):%Y-%m-%d %H:%M}")
        for event in events
    ]


def funds_of(project: Contract) -> list[tuple[str, str, str]]:
    """Source, budget line and amount; the parts sum to the grant."""
    funds = list(project.funds.select_related("line__scheme"))
    parts = split(project.grant_fen, [fund.weight for fund in funds])
    return [
        (fund.get_source_display(), str(fund.line or "—"), on_paper(part))
        for fund, part in zip(funds, parts, strict=True)
    ]


def targets_of(project: Contract) -> list[tuple[Target, str, str]]:
    """Each target with its value as agreed and as it stands now."""
    return [
        (one, f"{one.agreed.normalize():f} {one.unit}", f"{one.wanted.normalize():f} {one.unit}")
        for one in project.targets.all()
    ]


def _extensions(project: Contract) -> str:
    told = {"allowed": project.extensions_allowed, "taken": project.extensions_taken}
    return gettext("可延期 %(allowed)d 次，每次不超过一年；已延期 %(taken)d 次") % told


def _lump_sum(project: Contract) -> str:
    listed = project.item.negative_list
    title = Text(listed.title, listed.title_en).said_in(get_language() or "zh-hans")
    told = {"title": title, "version": listed.version}
    return gettext("包干制，不设科目预算；适用《%(title)s》%(version)s 版") % told
