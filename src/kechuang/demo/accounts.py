"""The demo's log-ins: one person of each kind, all with the same published password."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from kechuang.accounts.models import Department, User
from kechuang.accounts.services import create_account, grant_membership, open_department
from kechuang.demo.city.shapes import CastMember, City
from kechuang.demo.loading import BY
from kechuang.parties.models import Party

PASSWORD = "yunlan-demo-2026"  # noqa: S105 - published on purpose: it opens fictional records only
IN_OFFICE_SINCE = date(2025, 1, 1)


@transaction.atomic
def open_accounts(city: City, *, at: datetime) -> None:
    """Create departments and log-ins that do not exist yet."""
    for department in city.departments:
        open_department(
            by=BY, at=at, code=department.code, name=department.name, name_en=department.name_en
        )
    open_log_ins(city.cast, at=at)


@transaction.atomic
def open_log_ins(members: Iterable[CastMember], *, at: datetime) -> None:
    """Create the log-ins of ``members`` that do not exist yet; their units must be registered."""
    known = set(User.objects.values_list("username", flat=True))
    for member in members:
        if member.username not in known:
            _open_account(member, at)


def _open_account(member: CastMember, at: datetime) -> None:
    user = create_account(
        by=BY, at=at, username=member.username, full_name=member.full_name, password=PASSWORD
    )
    grant_membership(
        by=BY,
        at=at,
        user=user,
        role=member.role,
        since=IN_OFFICE_SINCE,
        party_id=Party.objects.get(credit_code=member.party).pk if member.party else None,
        department=Department.objects.filter(code=member.department).first(),
        district=member.district,
    )
