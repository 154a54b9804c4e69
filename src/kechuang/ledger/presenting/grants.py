"""One grant as label and value, and what may be done with it next."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from kechuang.design.codes import region_name
from kechuang.ledger.grounds import kept_ground, shown_ground
from kechuang.ledger.models import Grant
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.rows import Rows
from kechuang.ledger.selectors.grant_file import GrantFile


@dataclass(frozen=True)
class Openings:
    """Ids of tranches to accept, shares to ask back from, claw-backs to be paid back."""

    tranches: frozenset[int]
    shares: frozenset[int]
    claw_backs: frozenset[int]
    can_release: bool


def described(grant: Grant) -> Rows:
    return [
        (gettext("事由类别"), str(kept_ground(grant.ground_key)[0].label)),
        (gettext("资助事由"), shown_ground(grant.ground)),
        (gettext("期间"), f"{grant.period_from} — {grant.period_to}"),
        (gettext("方式"), grant.get_mode_display()),
        (gettext("专项"), grant.scheme.shown_name),
        (gettext("区县"), region_name(grant.district, get_language() or "zh-hans")),
        (gettext("决定文号"), grant.decision),
        (gettext("立项日期"), grant.granted_on.isoformat()),
        (gettext("总额"), on_paper(grant.total_fen)),
    ]


def openings(file: GrantFile) -> Openings:
    is_standing = file.grant.cancelled_at is None
    waiting = frozenset(
        progress.tranche.pk
        for progress in file.tranches
        if is_standing and not progress.tranche.accepted_on and not progress.tranche.released_on
    )
    paid = (use.share for use in file.uses if use.share.paid and use.share.paid.free_fen > 0)
    owed = (claim.pk for claim in file.claw_backs if claim.recoverable.free_fen > 0)
    return Openings(
        tranches=waiting,
        shares=frozenset(share.pk for share in paid),
        claw_backs=frozenset(owed),
        can_release=bool(waiting),
    )
