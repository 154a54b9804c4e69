"""Where budget goes that nobody used in its year: back to the treasury, or on to the next year.

Source: 预算法 (2018) art. 42: what is carried over (结转) is spent on the same purpose in the
following year; what is unused for two years in a row is surplus (结余).
"""

from __future__ import annotations

from kechuang.base.registry.wording import both_languages
from kechuang.ledger.models import Account, Appropriation, BookYear, BudgetLine, Transfer
from kechuang.ledger.services.books import open_account
from kechuang.ledger.services.entries import Entry
from kechuang.ledger.states import AccountRole, FundSource, Kind


def left_over(line: BudgetLine, amount_fen: int, reference: str, *, carries: bool) -> Entry:
    """It leaves the line: carried over if ``carries`` and the law lets it, else lapsed."""
    if carries and _may_be_carried(line):
        return Entry(Kind.CARRY, line.account, _following(line).account, amount_fen, reference)
    lapsed = lapsed_of(line.appropriation)
    return Entry(Kind.LAPSE, line.account, lapsed, amount_fen, reference)


def lapsed_of(appropriation: Appropriation) -> Account:
    """What the treasury took back of the appropriation."""
    name = f"{appropriation} 年末收回"
    role, key = AccountRole.LAPSED, f"{appropriation.pk}"
    return open_account(appropriation.book, role=role, key=key, name=name)


def _may_be_carried(line: BudgetLine) -> bool:
    """Money is carried over once, and never into a year that is closed."""
    came = Transfer.objects.filter(kind=Kind.CARRY, credit=line.account_id)
    following = BookYear.objects.filter(
        book=line.appropriation.book_id, year=line.appropriation.year + 1
    )
    was_carried = came.filter(is_red=False, reversal__isnull=True).exists()
    return not was_carried and not following.filter(closed_at__isnull=False).exists()


def _following(line: BudgetLine) -> BudgetLine:
    """The same scheme's line next year, under the same document marked 结转."""
    old = line.appropriation
    year, doc_no = old.year + 1, f"{old.doc_no}（结转）"[-100:]
    account = open_account(
        old.book,
        role=AccountRole.APPROPRIATION,
        key=f"{year}/{old.source}/{doc_no}",
        name=f"{year} {both_languages(FundSource(old.source).label).zh} {doc_no}",
    )
    appropriation, _ = Appropriation.objects.get_or_create(
        book=old.book, year=year, source=old.source, doc_no=doc_no, defaults={"account": account}
    )
    following = BudgetLine.objects.filter(appropriation=appropriation, scheme=line.scheme).first()
    return following or _carried_line(line, appropriation)


def _carried_line(line: BudgetLine, appropriation: Appropriation) -> BudgetLine:
    account = open_account(
        appropriation.book,
        role=AccountRole.LINE,
        key=f"{appropriation.pk}/{line.scheme.code}",
        name=f"{line.scheme.name}（{appropriation.doc_no}）",
    )
    given = {"distribution": line.distribution, "account": account}
    return BudgetLine.objects.get_or_create(
        appropriation=appropriation, scheme=line.scheme, defaults=given
    )[0]
