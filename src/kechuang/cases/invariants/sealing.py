"""Seals hold what was sealed, when it was received, under numbers without gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from kechuang.audit.tracing import last_payloads
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.base.registry.numbering import numbering_faults
from kechuang.cases.models import Objection, Seal, SealSeries, StepTaken
from kechuang.cases.selectors.drafts import draft_at
from kechuang.cases.states import GIVE_RECEIPT
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text

CHUNK = 500


def altered_seals() -> Iterator[Finding]:
    """The content has its digest, and is of the case, the procedure and the draft it names."""
    seals = Seal.objects.select_related("case__round__version", "step")
    for seal in seals.iterator(CHUNK):
        if digest(seal.content) != seal.digest or not _is_of_its_case(seal):
            yield found(seal.number, "不是当时的草稿", "it is not the draft of then")


def _is_of_its_case(seal: Seal) -> bool:
    draft = draft_at(seal.case, seal.revision)
    return (
        seal.content["case"] == seal.case.number
        and seal.content["procedure"] == seal.case.round.version.digest
        and all(draft.get(name) == value for name, value in seal.content["values"].items())
    )


def misdated_seals() -> Iterator[Finding]:
    for seal in Seal.objects.select_related("step").iterator(CHUNK):
        if (seal.step.at, seal.step.case_id) != (seal.received_at, seal.case_id):
            yield found(seal.number, "与所办步骤的时间不符", "its step was taken at another time")


def untold_seals() -> Iterator[Finding]:
    told = last_payloads(Seal, "seal_case")
    for seal in Seal.objects.select_related("case").iterator(CHUNK):
        said = {
            "number": seal.number,
            "case": seal.case.number,
            "digest": seal.digest,
            "received_at": seal.received_at.astimezone(UTC).isoformat(),
            "revision": seal.revision,
        }
        if told.get(str(seal.pk)) != said:
            yield found(seal.number, "与审计链不符", "it is not what the chain tells")


def wrong_receipts() -> Iterator[Finding]:
    return numbering_faults(Seal, SealSeries)


def unsealed_steps() -> Iterator[Finding]:
    steps = StepTaken.objects.filter(seal__isnull=True).select_related("case")
    for step in steps.iterator(CHUNK):
        if any(effect["id"] == GIVE_RECEIPT for effect in step.effects):
            yield found(step, "应有回执而没有封存", "it owes a receipt, and nothing was sealed")


def own_answers() -> Iterator[Finding]:
    told = last_payloads(Objection, "answer_objection")
    for objection in Objection.objects.filter(answered_at__isnull=False).iterator(CHUNK):
        said = told.get(str(objection.pk), {})
        is_own = objection.answered_by_id == objection.by_id
        finding = (said.get("is_upheld"), said.get("answer"))
        if is_own or finding != (objection.is_upheld, objection.answer):
            yield found(objection.pk, "异议答复与记录不符", "it was answered otherwise")


SEALING = (
    Invariant(
        "cases.seals_hold_what_was_sealed",
        Text("封存内容与摘要、当时草稿一致", "Every seal is the draft it was made of"),
        altered_seals,
    ),
    Invariant(
        "cases.seals_are_dated_by_their_receiving",
        Text("封存时间即收到时间", "A seal counts when it was received"),
        misdated_seals,
    ),
    Invariant(
        "cases.seals_are_on_the_chain",
        Text("每份封存与审计链一致", "Every seal is what the chain tells of it"),
        untold_seals,
    ),
    Invariant(
        "cases.receipts_have_no_gap",
        Text("回执编号唯一且连续", "The numbers of receipts are unique and have no gaps"),
        wrong_receipts,
    ),
    Invariant(
        "cases.receipted_steps_are_sealed",
        Text("应出回执的步骤都有封存", "Every step that owes a receipt was sealed"),
        unsealed_steps,
    ),
    Invariant(
        "cases.objections_are_answered_by_another",
        Text("异议由他人答复，与记录一致", "Objections are answered by another, as recorded"),
        own_answers,
    ),
)
