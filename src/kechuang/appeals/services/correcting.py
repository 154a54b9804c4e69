"""A party says that a fact about it is wrong; its authority corrects it or says why not."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kechuang.appeals.access import can_answer_to, can_ask_for
from kechuang.appeals.models import Correction
from kechuang.appeals.refusals import NOT_ASKED, asked_before, overtaken, own_word, unchanged
from kechuang.appeals.selectors.prefilled import correction_draft
from kechuang.appeals.services.rounds import standing_round
from kechuang.appeals.states import CORRECTION_PROCEDURE, FIRM, RIGHT_VALUE
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, wrong_state
from kechuang.base.turns import take_turn
from kechuang.cases.models import Case
from kechuang.cases.selectors import course_of
from kechuang.cases.services import begin_case
from kechuang.engines.flow import Effect
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import canonical_value
from kechuang.parties.models import PartyFact
from kechuang.parties.selectors import standing
from kechuang.parties.services import NewFact, state_facts
from kechuang.parties.services.statements import LONGEST
from kechuang.parties.written_values import read_written_value


@transaction.atomic
def start_correction(*, by: Actor, at: datetime, fact: PartyFact) -> Correction:
    """Begin the case in which the party says what is wrong about ``fact``, its draft filled in
    with the statement as it stands.

    Raises ``InvalidInput`` for the party's own word, which it states anew by itself, and
    ``WrongState`` where a correction is under way or the source has said something else since.
    """
    party = fact.party
    require(can_ask_for(by, party), Text("申请更正数据", "ask for a correction"))
    take_turn(f"correction {fact.pk}")
    _refuse_unfit(fact)
    label = fact_catalogue()[fact.name].label
    case = begin_case(
        by=by,
        at=at,
        round=standing_round(CORRECTION_PROCEDURE, at=at),
        title=f"{party.name} 更正{label.zh} {fact.period}"[:200],
        title_en=f"{party.name_en or party.name}: correct {label.en} {fact.period}"[:300],
        party=party,
        values=correction_draft(fact),
        participants={FIRM: [party]},
    )
    correction = _kept(fact, case, at)
    payload = {"case": case.number, "fact": fact.pk}
    record(by=by, at=at, command="start_correction", target=correction, payload=payload)
    return correction


def correct_fact(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``correct_fact``: the source states the right value from today on; the statement
    that was wrong stays with its day."""
    correction = Correction.objects.select_for_update().get(case=case)
    fact = correction.fact
    require(can_answer_to(by, fact.party), Text("更正数据", "correct this fact"))
    course = course_of(case, at)
    written = str({**course.situation.values, **course.draft}[RIGHT_VALUE])
    value = read_written_value(fact.name, written)
    if canonical_value(fact.name, value) == fact.told:
        raise unchanged()
    day = max(fact.as_of, localdate(at))
    right = NewFact(
        credit_code=fact.party.credit_code,
        name=fact.name,
        value=value,
        source=fact.source,
        as_of=day,
        period=fact.period,
        unit=fact.unit,
        certified_by=fact.certified_by,
        raw_text=written[: LONGEST["raw_text"]],
    )
    state_facts(by=by, at=at, facts=[right])
    later = PartyFact.objects.filter(party=fact.party, name=fact.name, period=fact.period)
    same = later.filter(source=fact.source, certified_by=fact.certified_by, as_of=day)
    correction.corrected = same.order_by("-pk").first()
    _end(correction, by, at)


def end_correction(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``end_correction``: refused, withdrawn or lapsed; the fact stays as it is."""
    correction = Correction.objects.select_for_update().get(case=case)
    if case.state == "refused":
        require(can_answer_to(by, correction.fact.party), Text("答复更正", "answer this"))
    _end(correction, by, at)


def _end(correction: Correction, by: Actor, at: datetime) -> None:
    correction.ended_at = at
    correction.save(update_fields=["ended_at", "corrected"])
    payload = {"case": correction.case.number, "corrected": correction.corrected_id}
    record(by=by, at=at, command="end_correction", target=correction, payload=payload)


def _refuse_unfit(fact: PartyFact) -> None:
    if fact.is_own_word:
        raise own_word()
    said = PartyFact.objects.filter(party=fact.party_id, name=fact.name, period=fact.period)
    if fact not in standing(said):
        raise overtaken()
    earlier = Correction.objects.filter(fact=fact, ended_at=None).select_related("case").first()
    if earlier is not None:
        raise asked_before(earlier.case)


def _kept(fact: PartyFact, case: Case, at: datetime) -> Correction:
    """The database itself refuses a second one."""
    try:
        with transaction.atomic():
            return Correction.objects.create(fact=fact, case=case, begun_at=at)
    except IntegrityError as clash:
        raise wrong_state(NOT_ASKED, "已有更正申请", "there is a correction") from clash
