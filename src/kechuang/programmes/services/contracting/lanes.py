"""The lanes of a race as cases of their own, below the item's."""

from __future__ import annotations

from datetime import datetime

from kechuang.base.actors import system_actor
from kechuang.base.errors import Text, wrong_state
from kechuang.cases.models import Case, ProcedureVersion, Round
from kechuang.cases.selectors import procedure_of, settled_options
from kechuang.cases.services import begin_case, open_round
from kechuang.engines.flow import Value
from kechuang.engines.tally import half_up, split
from kechuang.programmes.models import Award, ListedItem
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED
from kechuang.programmes.selectors.contents import number_of
from kechuang.programmes.selectors.race_plans import gate_rows, lane_round_of, lane_version_of
from kechuang.programmes.services.contracting.handing_over import demander_of
from kechuang.programmes.states import DEMANDER, LANE_ROUND, LANE_TEAM

STARTER = system_actor("programmes: race")
PERCENT = 100


def lane_case_of(award: Award, *, at: datetime) -> Case:
    """The case of the award's lane, begun with its contract; the item's own without a race."""
    item = award.item
    if item.awards.count() == 1:
        return item.case
    race, party = lane_round_of(item) or _opened(award, at), award.bid.party
    known = Case.objects.filter(round=race, party=party).first()
    return known or begin_case(
        by=STARTER,
        at=at,
        round=race,
        title=f"{item.number} 第{award.lane}赛道 {party.name}"[:200],
        party=party,
        parent=item.case,
        participants={LANE_TEAM: [party], DEMANDER: [demander_of(item)]},
    )


def _opened(award: Award, at: datetime) -> Round:
    """The round of the item's lanes, under the lane pack of its place and the item's options."""
    item = award.item
    version = lane_version_of(item)
    if version is None:
        raise wrong_state(
            NOT_DRAFTED,
            "没有载入赛马赛道的流程",
            "the procedure of lanes was not entered",
            Text("请先载入流程包", "Enter the procedure packs first"),
        )
    return open_round(
        by=STARTER,
        at=at,
        code=LANE_ROUND.format(item.number.lower()),
        title=f"{item.number} 赛马",
        title_en=f"Race for {item.number}",
        version=version,
        options=_options(award, version),
    )


def _options(award: Award, version: ProcedureVersion) -> dict[str, Value]:
    """What both procedures have is the item's; what is paid at the start is as approved, and what
    comes after is spread over the gates as the lane pack weighs them."""
    item, pack = award.item, procedure_of(version)
    settled = settled_options(item.case.round)
    shared = {name: settled[name] for name in pack.options.keys() & settled.keys()}
    start = half_up(award.front_fen * PERCENT, award.grant_fen)
    rows = gate_rows(pack.default_options)
    _refuse_other_gates(item, len(rows), shared)
    shares = split(PERCENT - start, [int(number_of(row["share"])) for row in rows])
    gates = tuple({**row, "share": share} for row, share in zip(rows, shares, strict=True))
    return {**shared, "lanes": item.awards.count(), "start_share": start, "gates": gates}


def _refuse_other_gates(item: ListedItem, gates: int, options: dict[str, Value]) -> None:
    if gates != options.get("stage_gates"):
        raise wrong_state(
            NOT_DRAFTED,
            f"{item.number} 的阶段考核次数与赛道流程的 {gates} 次不一致",
            f"{item.number} and the procedure of its lanes ({gates} gates) differ in their gates",
            Text("请更正选项包", "Correct the option packs"),
        )
