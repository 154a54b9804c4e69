"""What a person fills into each form; an address that takes forms needs its content here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kechuang.intake.models import ImportJob
from tests.api.audiences import Record
from tests.api.visits import DECISION, REASON
from tests.journeys.small_region import Region
from tests.journeys.versions import current_version, earlier_version
from tests.proof.authorization.contents_of_cases import CASE_FILLED, CASE_STATIC
from tests.proof.authorization.contents_of_challenges import (
    CHALLENGE_FILLED,
    CHALLENGE_STATIC,
    challenges_of_others,
)
from tests.proof.authorization.contents_of_offers import OFFER_FILLED, OFFER_STATIC
from tests.proof.authorization.contents_of_projects import PROJECT_FILLED
from tests.proof.authorization.contents_of_reviews import REVIEW_FILLED, REVIEW_STATIC
from tests.proof.authorization.money_contents import MONEY_FILLED, MONEY_STATIC

Content = dict[str, Any]
OWN_STATES = {
    "demands:edit": "draft",
    "outcomes:edit": "registered",
    "intake:columns": "uploaded",
    "ledger:answers": "sent",
    "ledger:reverse": "reversible",
    "accounts:ask_erasure": "inactive",
}
# What these write is an entry in the audit trail, which holds the moment and the person
ONLY_READING = {
    "demands:confidential",
    "ledger:evidence",
    "ledger:payment_list",
    "ledger:ration",
    "ledger:review_payments",
    "outcomes:confidential",
}


def content_of(name: str, region: Region, record: Record) -> Content:
    """What the form of the address is sent; steps take a reason. Raises KeyError when unknown."""
    return FILLED[name](region, record) if name in FILLED else dict(STATIC[name])


def is_known(name: str) -> bool:
    return name in FILLED or name in STATIC


def others_content(region: Region) -> dict[str, Content]:
    """By address: forms in which the enterprise names another party as the owner."""
    other = region.strange
    return {
        "cases:begin": {"party": str(other.pk), "title": "新事项"},
        **challenges_of_others(region),
        "demands:create": _demand(other.credit_code),
        "demands:edit": _demand(other.credit_code),
        "outcomes:create": _outcome(f"{other.name} | 100% | {other.credit_code}"),
    }


def _demand(credit_code: str) -> Content:
    return {
        "enterprise": credit_code,
        "title": "新需求",
        "problem": "问题",
        "confidentiality": "restricted",
    }


def _outcome(owners: str) -> Content:
    return {"title": "新成果", "owners": owners}


def _upload(region: Region, record: Record) -> Content:
    table = f"统一社会信用代码,年度,营业收入\n{region.mine.credit_code},2025,2\n"
    return {"kind": "facts", "file": SimpleUploadedFile("own.csv", table.encode())}


def _columns(region: Region, record: Record) -> Content:
    job = ImportJob.objects.get(pk=record.ids["pk"])
    return {
        f"column-{place}": job.mapping.get(label, "")
        for place, label in enumerate(job.preview["header"])
    }


def _versions(pack_id: str) -> Content:
    return {"old": earlier_version(pack_id).digest, "new": current_version(pack_id).digest}


STATIC: dict[str, Content] = {
    "accounts:create": {"username": "newcomer", "full_name": "新人", "password": "Rare-Pass-1977"},
    "accounts:grant": {"role": "expert", "since": "2026-11-21"},
    "accounts:reset_password": {},
    "api:decide": DECISION,
    "batch:simulate": {"number": "buyer/cap", "to": "30万元"},
    "batch:start": {},
    "demands:confidential": {},
    "matching:decide": DECISION,
    "points:answer": {"outcome": "dismissed", **REASON},
    "points:appeal": {"grounds": "人数有误"},
    "points:take": {"scheme_id": "enterprise-points", "on": "2026-11-21"},
    "outcomes:confidential": {},
    "appeals:against": {},
    "appeals:correct": {},
    "parties:certify": {"certified_by": "市税务局"},
    "parties:state": {
        "name": "tech_sale_paid",
        "period": "2024",
        "value": "3万元",
        "source": "年报",
        "as_of": "2026-11-01",
    },
    **dict.fromkeys(("accounts:deactivate", "accounts:reactivate", "accounts:end_role"), REASON),
    **dict.fromkeys(("accounts:ask_erasure", "accounts:ask_own_erasure"), REASON),
    **dict.fromkeys(("accounts:approve_erasure", "accounts:refuse_erasure"), REASON),
    "accounts:close_opening": {},
    **CASE_STATIC,
    **CHALLENGE_STATIC,
    **MONEY_STATIC,
    **OFFER_STATIC,
    **REVIEW_STATIC,
    **dict.fromkeys(("demands:advance", "outcomes:advance"), REASON),
    **dict.fromkeys(("intake:check", "intake:confirm", "intake:discard"), REASON),
}
FILLED: dict[str, Callable[[Region, Record], Content]] = {
    "batch:compare": lambda region, record: _versions(record.ids["pack_id"]),
    "demands:create": lambda region, record: _demand(region.mine.credit_code),
    "demands:edit": lambda region, record: _demand(region.mine.credit_code),
    "outcomes:create": lambda region, record: _outcome(f"{region.mine.name} | 100%"),
    "outcomes:edit": lambda region, record: _outcome(f"{region.mine.name} | 100%"),
    "intake:upload": _upload,
    "intake:columns": _columns,
    "accounts:open_records": lambda region, record: {
        "party": region.strange.credit_code,
        "hours": "2",
        **REASON,
    },
    **CASE_FILLED,
    **CHALLENGE_FILLED,
    **PROJECT_FILLED,
    **MONEY_FILLED,
    **OFFER_FILLED,
    **REVIEW_FILLED,
}
