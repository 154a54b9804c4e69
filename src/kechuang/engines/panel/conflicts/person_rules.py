"""Persons: oneself, kin, mentors, co-workers, rivals, and experts the applicant excludes."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.panel.conflicts.conflict import Conflict
from kechuang.engines.panel.conflicts.facts import Expert, Relation, Tie
from kechuang.engines.panel.conflicts.policy import FOR_EVER, is_within
from kechuang.engines.panel.conflicts.rounds import Book
from kechuang.engines.wording import Text

ONESELF, RIVAL, EXCLUDED = "person.self", "rival_bid", "excluded_by_applicant"
TIES = {
    Tie.KIN: Text("近亲属", "kin"),
    Tie.MENTOR: Text("师生", "mentor and student"),
    Tie.COAUTHOR: Text("合作论文", "co-authors"),
    Tie.COINVENTOR: Text("共同发明", "co-inventors"),
    Tie.COAPPLICANT: Text("共同申请", "co-applicants"),
}


def by_oneself(expert: Expert, book: Book) -> Iterator[Conflict]:
    """Is one of the people of a side."""
    for proposal in book.by_person.get(expert.person, ()):
        reason = Text(
            f"本人是{proposal.role.zh}一方的人员", f"is one of the {proposal.role.en}'s people"
        )
        yield Conflict(expert.id, proposal.id, ONESELF, reason)


def by_tie(expert: Expert, book: Book) -> Iterator[Conflict]:
    """Related to one of the people; a tie of unknown date may lie in the window."""
    for relation in expert.relations or ():
        years = book.policy.tie_years.get(relation.tie, FOR_EVER)
        for proposal in book.by_person.get(relation.person, ()):
            if relation.on is None or is_within(relation.on, years, proposal.review_on):
                is_certain = years is FOR_EVER or relation.on is not None
                reason = _tie_reason(relation, is_certain=is_certain)
                rule = f"tie.{relation.tie}"
                source = relation.source
                yield Conflict(expert.id, proposal.id, rule, reason, source, is_certain)


def _tie_reason(relation: Relation, *, is_certain: bool) -> Text:
    tie, person = TIES[relation.tie], relation.person
    if not is_certain:
        return Text(
            f"与“{person}”有{tie.zh}关系，日期不明",
            f"and “{person}” are {tie.en}, on an unknown date",
        )
    when = Text("", "") if relation.on is None else Text(f"（{relation.on}）", f" ({relation.on})")
    return Text(f"与“{person}”有{tie.zh}关系{when.zh}", f"and “{person}” are {tie.en}{when.en}")


def by_bid(expert: Expert, book: Book) -> Iterator[Conflict]:
    """Bids in the same round, with this proposal or a rival one."""
    own = [p for bid in expert.bids or () for p in book.by_id.get(bid, ())]
    for name in sorted({proposal.round for proposal in own}):
        for proposal in book.by_round[name]:
            reason = Text(f"本人在“{name}”同台竞争", f"has a bid of their own in “{name}”")
            yield Conflict(expert.id, proposal.id, RIVAL, reason)


def by_exclusion(expert: Expert, book: Book) -> Iterator[Conflict]:
    """Called unsuitable by the applicant (条例 2024 第20条)."""
    for proposal in book.by_excluded.get(expert.id, ()):
        reason = Text("申请人请求回避", "the applicant asks not to be judged by this expert")
        yield Conflict(expert.id, proposal.id, EXCLUDED, reason)
