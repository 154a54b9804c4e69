"""The books against the bank's own statements: the table, the differences, and what sends them."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from kechuang.base.clock import now, today
from kechuang.base.errors import Refusal, Text, require
from kechuang.base.listing import XLSX, attachment
from kechuang.base.registry.forms import form_page
from kechuang.base.sheets.writing import write_workbook
from kechuang.design.refusals import status_of
from kechuang.files.models import StoredFile
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.forms.bank import ClaimForm, FindingForm, StatementForm
from kechuang.ledger.models import BankRow, BankStatement, Book, StatementWithdrawal
from kechuang.ledger.presenting.bank import TABLE_HEADER, table_rows
from kechuang.ledger.selectors.bank import BankPosition, bank_position
from kechuang.ledger.selectors.bank_matching import Proposals, standing_matches
from kechuang.ledger.services.bank_matches import match_bank_row, open_entries
from kechuang.ledger.services.bank_statements import (
    import_statement,
    judged_statement,
    returned_statement,
    store_statement,
)

READ = Text("查看银行对账", "read the reconciliation with the bank")
IMPORT = Text("导入银行对账单", "import a bank statement")
SHOWN_ENTRIES, SHOWN_ITEMS, ROWS_PER_PAGE = 50, 200, 100


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One book against its bank as of a day: ``?book=…&on=…``."""
    book, on = _asked(request)
    position = bank_position(book, on=on) if book else None
    context = {
        "books": Book.objects.order_by("code"),
        "book": book,
        "on": on,
        "position": position,
        "withdrawn": StatementWithdrawal.objects.filter(statement__book=book)
        .select_related("statement")
        .order_by("-withdrawn_at", "-pk"),
        "can_import": can_prepare(request.actor),
        "proposed": _proposed(position) if position else [],
    }
    return render(request, "ledger/bank.html", context)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    book, on = _asked(request)
    rows = table_rows(book, bank_position(book, on=on)) if book else []
    content = write_workbook(sheet="余额调节表", header=TABLE_HEADER, rows=rows)
    return attachment(content, name=f"余额调节表-{on:%Y%m%d}.xlsx", media_type=XLSX)


@form_page
def send(request: HttpRequest) -> HttpResponse:
    """A statement of the bank: taken whole, or shown with the reason of every row."""
    require(can_prepare(request.actor), IMPORT)
    form = StatementForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                return _imported(request, form, context)
        except Refusal as refusal:
            context["refusal"], status = refusal, status_of(refusal)
    return render(request, "ledger/import_statement.html", context, status=status)


@require_safe
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """The sender's own file with the reasons beside its rejected rows."""
    require(can_read_books(request.actor), READ)
    file = StoredFile.objects.filter(pk=pk, owner_id=request.actor.account_id).first()
    form = ClaimForm(request.GET)
    if file is None or request.actor.account_id is None or not form.is_valid():
        raise Http404
    content = returned_statement(file, judged_statement(form.claim, file))
    return attachment(content, name=f"{PurePath(file.name).stem}-退回.xlsx", media_type=XLSX)


@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement, row by row."""
    require(can_read_books(request.actor), READ)
    found = get_object_or_404(BankStatement.objects.select_related("book"), pk=pk)
    pages = Paginator(found.rows.order_by("position"), ROWS_PER_PAGE)
    withdrawal = StatementWithdrawal.objects.filter(statement=found).first()
    context = {
        "statement": found,
        "page_obj": pages.get_page(request.GET.get("page")),
        "withdrawal": withdrawal,
        "may_withdraw": withdrawal is None and can_prepare(request.actor),
    }
    return render(request, "ledger/statement.html", context)


@form_page
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """One row of the bank, the postings it may be, and a person's finding."""
    require(can_read_books(request.actor), READ)
    found = get_object_or_404(BankRow.objects.select_related("statement__book"), pk=pk)
    entries = open_entries(found)
    likely = Proposals(entries).of(found)
    offered = [*likely, *(each for each in entries if each not in likely)][:SHOWN_ENTRIES]
    match = standing_matches([found]).get(found.pk)
    initial = {"finding": str(likely[0].transfer)} if likely else None
    form = FindingForm(
        request.POST or None, entries=offered, is_decided=match is not None, initial=initial
    )
    context = {"row": found, "form": form, "match": match, "history": found.matches.order_by("pk")}
    stands = not StatementWithdrawal.objects.filter(statement=found.statement_id).exists()
    context |= {"can_decide": stands and can_prepare(request.actor), "likely": len(likely)}
    status = 200
    if request.method == "POST":
        require(can_prepare(request.actor), Text("认定银行流水", "decide on a row of the bank"))
        status = 422
        try:
            if form.is_valid():
                match_bank_row(by=request.actor, at=now(), row=found, **form.decided)
                return redirect("ledger:bank_row", pk)
        except Refusal as refusal:
            context["refusal"], status = refusal, status_of(refusal)
    return render(request, "ledger/bank_row.html", context, status=status)


def _asked(request: HttpRequest) -> tuple[Book | None, date]:
    """The book and the day that the address names; else the first book and today."""
    require(can_read_books(request.actor), READ)
    books = Book.objects.order_by("code")
    book = books.filter(code=request.GET.get("book", "").replace("\0", "")).first() or books.first()
    try:
        on = parse_date(request.GET.get("on", ""))
    except ValueError:
        on = None
    return book, on or today()


def _proposed(position: BankPosition) -> list[tuple[BankRow, int]]:
    """Rows that nobody decided on yet, each with how many postings it may be."""
    proposals = Proposals([*position.matching.only_in_books, *position.earlier])
    shown = position.matching.only_at_bank[:SHOWN_ITEMS]
    return [(row, len(proposals.of(row))) for row in shown]


def _imported(
    request: HttpRequest, form: StatementForm, context: dict[str, object]
) -> HttpResponse:
    sent = form.cleaned_data["file"]
    at = now()
    file = store_statement(by=request.actor, at=at, name=sent.name, content=sent.read())
    judged = judged_statement(form.claim, file)
    if not judged.is_clean:
        context |= {"judged": judged, "file": file, "asked": _query(form)}
        return render(request, "ledger/import_statement.html", context, status=422)
    taken = import_statement(by=request.actor, at=at, claim=form.claim, file=file)
    return redirect("ledger:statement", taken.pk)


def _query(form: StatementForm) -> str:
    names = [name for name in form.fields if name != "file"]
    return "&".join(f"{name}={quote(str(form.data.get(name, '')))}" for name in names)
