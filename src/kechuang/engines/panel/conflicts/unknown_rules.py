"""Unknown is not no: facts nobody has told about an expert or a proposal, per pair."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.panel.conflicts.conflict import Conflict
from kechuang.engines.panel.conflicts.facts import Contacts, Expert, Proposal
from kechuang.engines.panel.conflicts.rounds import Book
from kechuang.engines.wording import Text


def by_unknown(expert: Expert, book: Book) -> Iterator[Conflict]:
    """One uncertain conflict for every pair and missing fact."""
    missing = _missing_of_expert(expert)
    for proposal in book.proposals if missing else book.of_unknown_contacts:
        for name, text in [*missing, *_missing_contacts(proposal)]:
            reason = Text(
                f"“{text.zh}”不明，不能排除冲突", f"{text.en} unknown: a conflict may hide"
            )
            rule = f"unknown.{name}"
            yield Conflict(expert.id, proposal.id, rule, reason, is_certain=False)


def _missing_of_expert(expert: Expert) -> list[tuple[str, Text]]:
    told = {
        "posts": (expert.posts, Text("专家任职单位", "the expert's units")),
        "relations": (expert.relations, Text("专家的亲属师生合作关系", "the expert's relations")),
        "holdings": (expert.holdings, Text("专家持股", "the expert's shareholdings")),
        "bids": (expert.bids, Text("专家自己的申报", "the expert's own bids")),
        "email": (expert.is_email_confirmed, Text("专家邮箱是否确认", "the expert's e-mail")),
    }
    named = [(name, text) for name, (value, text) in told.items() if value is None]
    return named + _missing(expert.contacts, "expert", Text("专家", "the expert's "))


def _missing_contacts(proposal: Proposal) -> list[tuple[str, Text]]:
    return _missing(proposal.contacts, "applicant", Text("申请方", "the applicant's "))


def _missing(contacts: Contacts, whose: str, shown: Text) -> list[tuple[str, Text]]:
    told = {
        "phones": (contacts.phones, Text("电话", "phone")),
        "accounts": (contacts.accounts, Text("银行账户", "bank account")),
        "addresses": (contacts.addresses, Text("地址", "address")),
    }
    return [
        (f"{whose}_{name}", Text(shown.zh + text.zh, shown.en + text.en))
        for name, (value, text) in told.items()
        if value is None
    ]
