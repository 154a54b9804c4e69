"""Units: present and former employers, branches of one legal unit, shareholdings."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.panel.conflicts.conflict import Conflict
from kechuang.engines.panel.conflicts.facts import Expert, Post, Side
from kechuang.engines.panel.conflicts.policy import is_within
from kechuang.engines.panel.conflicts.rounds import Book
from kechuang.engines.wording import Text

SAME_UNIT, SAME_LEGAL_UNIT, FORMER_UNIT = "unit.same", "unit.legal", "unit.former"
SHAREHOLDING = "shareholding"


def by_post(expert: Expert, book: Book) -> Iterator[Conflict]:
    """Works, or worked within the window, at one of the units or another part of its legal unit."""
    for post in expert.posts or ():
        for proposal in book.by_unit.get(book.units.legal_unit(post.unit), ()):
            if post.until is not None and post.until < proposal.review_on:
                yield from _former(expert, post, proposal, book)
            else:
                yield _present(expert, post, proposal)


def _present(expert: Expert, post: Post, proposal: Side) -> Conflict:
    role = proposal.role
    if post.unit in proposal.units:
        reason = Text(f"现任职于{role.zh}“{post.unit}”", f"works at the {role.en} “{post.unit}”")
        return Conflict(expert.id, proposal.id, SAME_UNIT, reason, post.source)
    reason = Text(
        f"任职的“{post.unit}”与{role.zh}属同一法人",
        f"“{post.unit}”, the expert's unit, belongs to the {role.en}'s legal unit",
    )
    return Conflict(expert.id, proposal.id, SAME_LEGAL_UNIT, reason, post.source)


def _former(expert: Expert, post: Post, proposal: Side, book: Book) -> Iterator[Conflict]:
    if post.until and is_within(post.until, book.policy.former_post_years, proposal.review_on):
        reason = Text(
            f"曾任职于“{post.unit}”，{post.until:%Y-%m-%d}离任",
            f"worked at “{post.unit}” until {post.until:%Y-%m-%d}",
        )
        yield Conflict(expert.id, proposal.id, FORMER_UNIT, reason, post.source)


def by_holding(expert: Expert, book: Book) -> Iterator[Conflict]:
    """Holds shares of an applicant or of another part of its legal unit."""
    for holding in expert.holdings or ():
        for proposal in book.by_unit.get(book.units.legal_unit(holding.unit), ()):
            if holding.until is None or holding.until >= proposal.review_on:
                reason = Text(f"持有“{holding.unit}”股份", f"holds shares of “{holding.unit}”")
                yield Conflict(expert.id, proposal.id, SHAREHOLDING, reason, holding.source)
