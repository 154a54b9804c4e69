"""From the appropriation to the budget line."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from kechuang.base.errors import Text, invalid
from kechuang.base.registry.wording import both_languages
from kechuang.ledger.models import Account, Appropriation, Book, BudgetLine, Scheme, Voucher
from kechuang.ledger.refusals import NOT_POSTED, given_out_together, yuan
from kechuang.ledger.services.books import open_account
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.states import AccountRole, Distribution, FundSource, Kind

LARGEST_FEN = 10**15


@transaction.atomic
def appropriate(
    *, warrant: Warrant, book: Book, year: int, source: FundSource, doc_no: str, amount_fen: int
) -> Voucher:
    """Enter money that a level of government made available under document ``doc_no``.

    ``year`` is the budget year: the one of the day of the books, or the one before or after it.
    """
    require_positive(amount_fen)
    _require_public(source, year, warrant)
    content = {"year": year, "source": source, "doc_no": doc_no, "amount_fen": amount_fen}
    order = Order(warrant, book, "appropriate_funds", content, decision=doc_no)
    if earlier := posted_before(order):
        return earlier
    appropriation = _appropriation(book, year, source, doc_no)
    entry = Entry(
        kind=Kind.APPROPRIATE,
        debit=_treasury_of(book, source),
        credit=appropriation.account,
        amount_fen=amount_fen,
        reference=f"appropriation:{appropriation.pk}/{warrant.request_id.hex[:12]}",
    )
    label = both_languages(FundSource(source).label)
    said = Text(f"下达指标 {doc_no}（{label.zh}）", f"Appropriation {doc_no} ({label.en})")
    return post(order, [entry], said)


@transaction.atomic
def allot(
    *,
    warrant: Warrant,
    appropriation: Appropriation,
    scheme: Scheme,
    amount_fen: int,
    distribution: Distribution = Distribution.FIRST_COME,
) -> Voucher:
    """Give part of an appropriation to a scheme; never more than is left of it."""
    require_positive(amount_fen)
    content = {
        "appropriation": appropriation.pk,
        "scheme": scheme.code,
        "amount_fen": amount_fen,
        "distribution": distribution,
    }
    order = Order(warrant, scheme.book, "allot_budget", content, decision=appropriation.doc_no)
    if earlier := posted_before(order):
        return earlier
    line = _line(appropriation, scheme, distribution)
    entry = Entry(
        kind=Kind.ALLOT,
        debit=appropriation.account,
        credit=line.account,
        amount_fen=amount_fen,
        reference=f"line:{line.pk}/{warrant.request_id.hex[:12]}",
    )
    said = Text(
        f"分配预算至{scheme.name} {yuan(amount_fen)} 元",
        f"Budget of {scheme.name_en}: {yuan(amount_fen)} yuan",
    )
    return post(order, [entry], said)


def require_positive(amount_fen: int) -> None:
    """Refuse what is not above zero, and what would not fit the running totals."""
    if 0 < amount_fen <= LARGEST_FEN:
        return
    raise invalid(
        NOT_POSTED,
        f"金额 {yuan(amount_fen)} 元不是正数，或超过 {yuan(LARGEST_FEN)} 元",
        f"the amount of {yuan(amount_fen)} yuan is not positive, or above {yuan(LARGEST_FEN)}",
        Text(
            "请填写大于零的金额；更正已记的账请用红字冲销",
            "Give an amount above zero; correct what was posted by a reversal",
        ),
    )


def refuse_pro_rata(lines: Iterable[BudgetLine | None]) -> None:
    """Raise ``GivenOutTogether`` for the first line that nobody may reach for alone."""
    for line in lines:
        if line is not None and line.distribution == Distribution.PRO_RATA:
            raise given_out_together(str(line))


def _require_public(source: FundSource, year: int, warrant: Warrant) -> None:
    if source != FundSource.ENTERPRISE and abs(year - warrant.on.year) <= 1:
        return
    raise invalid(
        NOT_POSTED,
        f"企业自筹不是财政指标，或预算年度 {year} 与记账日期不符",
        f"an enterprise's own match is no appropriation, or {year} is not a year of these books",
        Text(
            "请选择财政资金来源和当前预算年度", "Choose a public source and the current budget year"
        ),
    )


def _treasury_of(book: Book, source: FundSource) -> Account:
    label = both_languages(FundSource(source).label)
    return open_account(book, role=AccountRole.SOURCE, key=source, name=label.zh)


def _appropriation(book: Book, year: int, source: FundSource, doc_no: str) -> Appropriation:
    document = {"book": book, "year": year, "source": source, "doc_no": doc_no}
    known = Appropriation.objects.order_by().select_related("account")
    if found := known.filter(**document).first():
        return found
    account = open_account(
        book,
        role=AccountRole.APPROPRIATION,
        key=f"{year}/{source}/{doc_no}",
        name=f"{year} {both_languages(FundSource(source).label).zh} {doc_no}",
    )
    return Appropriation.objects.get_or_create(**document, defaults={"account": account})[0]


def _line(appropriation: Appropriation, scheme: Scheme, distribution: Distribution) -> BudgetLine:
    known = BudgetLine.objects.order_by().select_related("account")
    if found := known.filter(appropriation=appropriation, scheme=scheme).first():
        return found
    account = open_account(
        scheme.book,
        role=AccountRole.LINE,
        key=f"{appropriation.pk}/{scheme.code}",
        name=f"{scheme.name}（{appropriation.doc_no}）",
    )
    given = {"distribution": distribution, "account": account}
    return BudgetLine.objects.get_or_create(
        appropriation=appropriation, scheme=scheme, defaults=given
    )[0]
