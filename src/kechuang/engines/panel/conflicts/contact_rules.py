"""Shared phone, bank account or address; unconfirmed identity; days the expert is away."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.panel.conflicts.conflict import Conflict
from kechuang.engines.panel.conflicts.facts import Expert
from kechuang.engines.panel.conflicts.rounds import Book
from kechuang.engines.wording import Text

UNCONFIRMED, BLOCKED = "email.unconfirmed", "blocked_date"


def by_contact(expert: Expert, book: Book) -> Iterator[Conflict]:
    """Reached at the same phone, account or address as the applicant."""
    contacts = expert.contacts
    for kind, shown, mine, index in (
        ("phone", Text("电话", "phone"), contacts.phones, book.by_phone),
        ("account", Text("银行账户", "bank account"), contacts.accounts, book.by_account),
        ("address", Text("地址", "address"), contacts.addresses, book.by_address),
    ):
        for value in sorted(mine or ()):
            for proposal in index.get(value, ()):
                role = proposal.role
                reason = Text(f"与{role.zh}{shown.zh}相同", f"has the {role.en}'s {shown.en}")
                yield Conflict(expert.id, proposal.id, f"shared.{kind}", reason)


def by_identity(expert: Expert, book: Book) -> Iterator[Conflict]:
    """An e-mail nobody has confirmed may hide who the expert is, so every proposal is barred."""
    if expert.is_email_confirmed is False:
        for proposal in book.proposals:
            reason = Text(
                "邮箱未经确认，身份不能核实", "the e-mail is unconfirmed, so is the person"
            )
            yield Conflict(expert.id, proposal.id, UNCONFIRMED, reason)


def by_calendar(expert: Expert, book: Book) -> Iterator[Conflict]:
    """Cannot review on some day from the first to the last of the review."""
    for span in expert.blocked:
        reason = Text(
            f"{span.first}至{span.last}不能评审", f"cannot review from {span.first} to {span.last}"
        )
        for proposal in book.proposals:
            last = proposal.review_until or proposal.review_on
            if span.first <= last and proposal.review_on <= span.last:
                yield Conflict(expert.id, proposal.id, BLOCKED, reason)
