"""What proves diligence: who decided what when on what evidence; milestones and money.

Everything is read from the audit trail and the records it is about; nothing is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localtime

from kechuang.audit.models import Event
from kechuang.audit.selectors import chain_head
from kechuang.base.errors import Text
from kechuang.base.registry.wording import both_languages
from kechuang.design.commands import LABELS
from kechuang.ledger.refusals import yuan
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.selectors.execution.money import contract_money, milestone_fen
from kechuang.programmes.selectors.execution.trail import trail_of
from kechuang.programmes.states_of_execution import MilestoneState

BASIS = Text(
    "《科学技术进步法》（2021年修订）第六十八条：原始记录能够证明已勤勉尽责，"
    "仍不能完成的，予以免责",
    "Law on Scientific and Technological Progress (2021), art. 68: who can prove diligence by "
    "original records and still did not succeed is exempt",
)

JUDGING, UNNAMED = frozenset({"score_milestone", "score_lane"}), "—"
OF_ALL_LANES = frozenset({"propose_gate", "close_gate"})


def diligence_of(contract: Contract) -> dict[str, Any]:
    """The file's content as JSON values; amounts in fen, instants in ISO 8601."""
    money, head = contract_money(contract), chain_head()
    return {
        "basis": BASIS._asdict(),
        "contract": contract.number,
        "title": contract.title,
        "party": contract.party.name,
        "demander": contract.item.demander.name,
        "term": [contract.starts_on.isoformat(), contract.ends_on.isoformat()],
        "extensions_taken": contract.extensions_taken,
        "decisions": [_decision(event, contract) for event in trail_of(contract)],
        "milestones": list(_milestones(contract)),
        "money": {
            "granted_fen": money.granted_fen,
            "received_fen": money.received_fen,
            "spent_fen": money.spent_fen,
            "listed_fen": money.listed_fen,
        },
        "trail": {"sequence": head.sequence, "own_hash": head.own_hash},
    }


def told_in_words(content: dict[str, Any]) -> Text:
    """The file as text in Chinese and English, made of nothing but ``content``."""
    lines = [_heading(content), *_of_milestones(content), *_of_decisions(content), _close(content)]
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))


def _decision(event: Event, contract: Contract) -> dict[str, Any]:
    """Who is judged reads the file: it names no judge, and tells nothing of other lanes."""
    is_judging = event.command in JUDGING
    return {
        "sequence": event.sequence,
        "at": localtime(event.at).isoformat(timespec="seconds"),
        "who": UNNAMED if is_judging else event.actor_name,
        "account": None if is_judging else event.actor_id,
        "command": event.command,
        "said": _of_own_lane(event, contract),
        "own_hash": event.own_hash,
    }


def _of_own_lane(event: Event, contract: Contract) -> dict[str, Any]:
    said: dict[str, Any] = event.payload
    if event.command not in OF_ALL_LANES:
        return said
    return said | {"lanes": [one for one in said["lanes"] if one["contract"] == contract.number]}


def _milestones(contract: Contract) -> Iterator[dict[str, Any]]:
    amounts = milestone_fen(contract)
    rows = contract.milestones.prefetch_related("evidence__file", "reports__scores")
    for milestone, fen in zip(rows, amounts, strict=True):
        yield {
            "goal": milestone.goal,
            "due_on": milestone.due_on.isoformat(),
            "state": milestone.state,
            "amount_fen": fen,
            "acceptance": milestone.acceptance,
            "reports": [report.text for report in milestone.reports.all()],
            "scores": _scores(milestone),
            "evidence": [
                {"title": each.title, "digest": each.file.digest}
                for each in milestone.evidence.all()
            ],
        }


def _scores(milestone: Milestone) -> list[int]:
    return [row.score for report in milestone.reports.all() for row in report.scores.all()]


def _heading(content: dict[str, Any]) -> Text:
    money = content["money"]
    begin, end = content["term"]
    return Text(
        f"尽职免责档案\n项目：{content['title']}（{content['contract']}）\n"
        f"承担单位：{content['party']}；需求方：{content['demander']}\n"
        f"期限：{begin} 至 {end}，延期 {content['extensions_taken']} 次\n"
        f"经费：立项 {yuan(money['granted_fen'])} 元，到账 {yuan(money['received_fen'])} 元，"
        f"列支 {yuan(money['spent_fen'])} 元，负面清单支出 {yuan(money['listed_fen'])} 元\n"
        f"依据：{content['basis']['zh']}",
        f"File of diligence\nProject: {content['title']} ({content['contract']})\n"
        f"Carried out by {content['party']} for {content['demander']}\n"
        f"Term: {begin} to {end}, extended {content['extensions_taken']} times\n"
        f"Money in yuan: granted {yuan(money['granted_fen'])}, received "
        f"{yuan(money['received_fen'])}, spent {yuan(money['spent_fen'])}, on the negative list "
        f"{yuan(money['listed_fen'])}\nBasis: {content['basis']['en']}",
    )


def _of_milestones(content: dict[str, Any]) -> Iterator[Text]:
    yield Text("一、里程碑", "1. Milestones")
    for place, each in enumerate(content["milestones"], start=1):
        state = both_languages(MilestoneState(each["state"]).label)
        proofs = [proof["title"] for proof in each["evidence"]]
        yield Text(
            f"{place}. {each['goal']}（{each['due_on']} 到期，{yuan(each['amount_fen'])} 元）："
            f"{state.zh}；评分 {each['scores'] or '无'}；佐证：{'、'.join(proofs) or '无'}",
            f"{place}. {each['goal']} (due {each['due_on']}, {yuan(each['amount_fen'])} yuan): "
            f"{state.en}; scores {each['scores'] or 'none'}; "
            f"evidence: {', '.join(proofs) or 'none'}",
        )


def _of_decisions(content: dict[str, Any]) -> Iterator[Text]:
    yield Text("二、办理经过", "2. What was decided")
    for each in content["decisions"]:
        said = both_languages(LABELS[each["command"]])
        why_zh, why_en = _reason(each["said"])
        yield Text(
            f"{each['at']} {each['who']} {said.zh}{why_zh}（审计链第 {each['sequence']} 号）",
            f"{each['at']} {each['who']}: {said.en}{why_en} (audit event {each['sequence']})",
        )


def _reason(said: dict[str, Any]) -> tuple[str, str]:
    reason = said.get("reason") or said.get("text") or said.get("comment")
    return (f"：{reason}", f": {reason}") if isinstance(reason, str) and reason else ("", "")


def _close(content: dict[str, Any]) -> Text:
    trail = content["trail"]
    return Text(
        f"以上由审计链自动生成，截至第 {trail['sequence']} 号，校验值 {trail['own_hash']}。",
        f"Made from the audit chain up to event {trail['sequence']}, hash {trail['own_hash']}.",
    )
