"""What a person fills into the forms of the ledger, besides what the forms show already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from kechuang.ledger.models import (
    Appropriation,
    Book,
    BookYear,
    BudgetLine,
    PayeeAccount,
    PaymentRun,
    Scheme,
)
from kechuang.ledger.selectors.payable import accepted_unpaid
from tests.api.audiences import Record
from tests.api.visits import REASON
from tests.journeys.small_region import Region

Content = dict[str, Any]
BOOK, QUIET_BOOK = "desk", "quiet"


def _agree(region: Region, record: Record) -> Content:
    return {
        "step": "prepare",
        "scheme": _scheme().code,
        "party": region.mine.credit_code,
        "title": "新立项",
        "ground_kind": "other",
        "ground": "新事由",
        "period_from": "2026-01-01",
        "period_to": "2026-12-31",
        "decision": "示例〔2026〕9号",
        "funds-0-line": str(BudgetLine.objects.get(scheme=_scheme()).pk),
        "funds-0-weight": "1",
        "tranches-0-title": "节点",
        "tranches-0-amount_fen": "1",
    }


def _allot(region: Region, record: Record) -> Content:
    document = Appropriation.objects.get(book__code=BOOK)
    return {"appropriation": str(document.pk), "scheme": _scheme().code, "amount_fen": "0.1"}


def _close(region: Region, record: Record) -> Content:
    """The year before: the present one is closed on its last day only."""
    year = BookYear.objects.filter(book__code=QUIET_BOOK).earliest("year")
    return {"year": str(year.pk), "carry_over": "lapse", "carry_released": "lapse"}


def _confirm(region: Region, record: Record) -> Content:
    return {"number": PayeeAccount.objects.get(pk=record.ids["pk"]).number}


def _answers(region: Region, record: Record) -> Content:
    columns = "支付单号,回单号,办理结果,实付金额（元）,回单日期\nX,T1,已支付,1,2026-11-21\n"
    return {"file": SimpleUploadedFile("answers.csv", columns.encode())}


def _statement(region: Region, record: Record) -> Content:
    columns = "日期,收支,金额（元）,流水号,余额（元）\n2026-10-02,收入,1,Z1,1\n"
    return {
        "book": BOOK,
        "account_number": "2002002002",
        "first_on": "2026-10-01",
        "last_on": "2026-10-31",
        "opening_fen": "0",
        "closing_fen": "1",
        "file": SimpleUploadedFile("bank.csv", columns.encode()),
    }


def _review(region: Region, record: Record) -> Content:
    return {"book": BOOK, "scheme": "", "district": "", "takes_all": "on"}


def _draft(region: Region, record: Record) -> Content:
    part = accepted_unpaid(Book.objects.get(code=BOOK), scheme="", district="").get()
    return {"book": BOOK, "request_id": str(uuid4()), "parts": [str(part.pk)]}


def _signed(region: Region, record: Record) -> Content:
    return {"list_digest": PaymentRun.objects.get(number=record.ids["number"]).list_digest}


def _scheme() -> Scheme:
    return Scheme.objects.get(book__code=BOOK)


def _file(region: Region, record: Record) -> Content:
    return {
        "party": region.near.credit_code,
        "title": "新申报",
        "ground_kind": "other",
        "ground": "新申报事由",
        "claimed_fen": "0.1",
        "origin": "申报书第 1 页",
    }


ROUND: Content = {
    "title": "新轮次",
    "closes_on": "2099-01-01",
    "period_from": "2026-01-01",
    "period_to": "2026-12-31",
    "mode": "after",
    "condition": "completion",
}
MONEY_STATIC: dict[str, Content] = {
    "ledger:accept": {"acceptance": "验收9号"},
    "ledger:answer_file": {},
    "ledger:bank_row": {"finding": "explained", **REASON},
    "ledger:appropriate": {"book": BOOK, "doc_no": "示例〔2026〕9号", "amount_fen": "1"},
    "ledger:ceiling": {"ceiling_fen": "9999", **REASON},
    "ledger:claw_back": {"amount_fen": "0.1", **REASON, "decision": "追9号"},
    "ledger:evidence": {},
    "ledger:exact_rows": {"book": BOOK, "seen": ["0:0"]},
    "ledger:allot_claims": {"decision": "示例〔2026〕9号"},
    "ledger:free": {},
    "ledger:open_round": ROUND,
    "ledger:bring_back": {"serial": "TH9", **REASON},
    "ledger:open_book": {"code": "opened-9", "name": "九号账套", "name_en": "Ninth"},
    "ledger:open_year": {"year": 2027},
    "ledger:register_scheme": {"code": "scheme-9", "name": "九号专项", "name_en": "Ninth"},
    "ledger:payee": {"bank": "示例银行", "number": "6222000099999"},
    "ledger:payment_list": {"form": "page"},
    "ledger:post_reservation": {},
    "ledger:ration": {"requests": "甲公司 | 1"},
    "ledger:recover": {"amount_fen": "0.1", "serial": "T9"},
    "ledger:reserve": {"amount_fen": "0.1", "purpose": "公示", "expires_on": "2099-01-01"},
    **dict.fromkeys(
        [
            f"ledger:{name}"
            for name in (
                *("approve", "decline", "release", "reverse", "withdraw", "withdraw_run"),
                *("withdraw_claim", "withdraw_round", "withdraw_statement"),
            )
        ],
        REASON,
    ),
}
MONEY_FILLED: dict[str, Callable[[Region, Record], Content]] = {
    "ledger:agree": _agree,
    "ledger:allot": _allot,
    "ledger:approve_run": _signed,
    "ledger:check_run": _signed,
    "ledger:close_year": _close,
    "ledger:answers": _answers,
    "ledger:confirm_payee": _confirm,
    "ledger:draft_run": _draft,
    "ledger:file_claim": _file,
    "ledger:import_statement": _statement,
    "ledger:review_payments": _review,
}
