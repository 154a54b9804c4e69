"""Rounds of reviews in every phase, each with what its phase lets somebody do.

The reviewers are those of the desk's round: whoever is confirmed may be drawn in any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.db import transaction

from kechuang.accounts.models import User
from kechuang.base.clock import now
from kechuang.engines.panel import PanelError
from kechuang.parties.models import Party
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Assignment, Expert, Intervention
from kechuang.reviews.selectors.invitations import token_of
from kechuang.reviews.states import ExpertState, InterventionKind
from tests.api.review_desk import invitation_of
from tests.journeys.small_region import Region
from tests.proof.authorization.acts import Act
from tests.proof.authorization.cells import Records
from tests.proof.authorization.reviewers import reported, reviewer
from tests.rooms.reviews.by_two import asked
from tests.rooms.reviews.papers import written
from tests.rooms.reviews.town import AT, OFFICER, Town, plan, state, stored

TOLD = "联系电话 13912345678，欢迎来访"
CLERK = "bureau"
PANELS = 3


def ready_reviews(region: Region, records: Records) -> dict[str, Act]:
    """The bureau's clerk runs the rounds, the expert among the visitors sits on a panel."""
    asked = records["reviews:approve_unblinding"][0].ids
    return {
        **_by_clerk(_of_round(_told(region)), "redact", "leaks", "conflicts", "exclusions"),
        **_by_clerk(_of_round(_copied(region)), "seal"),
        **_by_clerk(_of_round(_related(region)), "find_conflicts"),
        **_by_clerk(_of_round(_sealed(region)), "assign"),
        **_by_clerk(_of_round(_drawn(region)), "start"),
        **_by_clerk(_of_round(_reported(region)), "open_scores"),
        **_by_clerk({"key": _vacant(region).key}, "fill"),
        **_by_clerk({"pk": _registered().pk}, "confirm"),
        **_by_clerk({"pk": _registered().pk}, "invite"),
        **_asked(region),
        **_on_a_panel(region),
        **{f"reviews:{verb}_unblinding": Act("auditor", asked) for verb in ("approve", "refuse")},
    }


def _by_clerk(ids: dict[str, Any], *names: str) -> dict[str, Act]:
    return {f"reviews:{name}": Act(CLERK, ids) for name in names}


def _of_round(town: Town) -> dict[str, Any]:
    town.refreshed()
    return {"code": town.round.code, "label": town.submissions[0].label}


def _round(
    region: Region,
    name: str,
    *,
    firm: Party | None = None,
    text: str = "",
    asked: Mapping[str, Any] = MappingProxyType({}),
    **rules: Any,
) -> Town:
    """One submission; reports are due some days after the proof, whenever that is."""
    rules = {"due_at": now() + timedelta(days=9), **rules}
    opened = reviews.open_review_round(by=OFFICER, at=AT, plan=plan(f"{name}-", **rules))
    town = Town(opened, [], {}, [region.near, region.blank])
    files = (written(text) if text else stored(f"申请书 {name}"),)
    town.submit(firm, files=files, **asked)
    return town


def _told(region: Region) -> Town:
    """A submission whose copy may still tell who sent it, and which excludes an unknown expert."""
    asked = {"named_exclusions": (reviews.NewNamedExclusion("赵无名", "别处大学"),)}
    town = _round(region, "told", text=TOLD, asked=asked)
    reviews.make_blind_copies(by=OFFICER, at=AT, submission=town.submissions[0])
    return town


def _related(region: Region) -> Town:
    """A reviewer turns out to work for whoever submitted."""
    town = _round(region, "related", firm=region.university)
    row = Expert.objects.filter(state=ExpertState.CONFIRMED).order_by("pk")[0]
    state(row, reviews.NewPost(party=region.university))
    return town


def _copied(region: Region) -> Town:
    town = _round(region, "copied")
    town.copied()
    return town


def _sealed(region: Region) -> Town:
    town = _round(region, "sealed")
    town.sealed()
    return town


def _drawn(region: Region) -> Town:
    town = _round(region, "drawn")
    town.drawn()
    return town


def _reported(region: Region) -> Town:
    town = _round(region, "reported")
    reported(town, novelty=70, worth=80)
    return town


def _on_a_panel(region: Region) -> dict[str, Act]:
    """One seat is the expert's among the visitors, another is given up by the clerk."""
    own, other, *_ = _round(region, "scoring").scoring()
    Expert.objects.filter(pk=own.expert_id).update(account=User.objects.get(username="expert"))
    return {
        **{f"reviews:{name}": Act("expert", {"key": own.key}) for name in ("seat", "recuse")},
        **_by_clerk({"key": other.key}, "replace"),
        "reviews:accept_invitation": Act("expert", {"token": token_of(invitation_of(own.expert))}),
    }


def _asked(region: Region) -> dict[str, Act]:
    """Another clerk asked that two seats be given up."""
    one, other, *_ = _round(region, "asked").scoring()
    return {
        **_by_clerk({"pk": _asked_of(one).pk}, "approve_intervention"),
        **_by_clerk({"pk": _asked_of(other).pk}, "refuse_intervention"),
    }


def _asked_of(seat: Assignment) -> Intervention:
    return asked(seat.submission, seat.expert, InterventionKind.ABSENT)


def _vacant(region: Region) -> Assignment:
    """A seat for which nobody was left, until a reviewer of another submission became free whom
    the panel may take: the draw decides who that is."""
    count = Expert.objects.filter(state=ExpertState.CONFIRMED).count()
    town = _round(region, "vacant", load_limit=1, reports_wanted=count // PANELS)
    for _ in range(PANELS - 1):
        town.submit()
    seats = town.drawn()
    first = next(seat for seat in seats if not seat.submission.absences.exists())
    while instead := _recused(first):
        first = instead
    for other in (seat for seat in seats if seat.submission_id != first.submission_id):
        _recused(other)
        if _can_be_filled(first):
            return first
    raise LookupError("nobody became free whom the panel may take")


def _can_be_filled(seat: Assignment) -> bool:
    """Whoever became free may sit with the others: not of their unit, not declined before."""
    with transaction.atomic():
        try:
            reviews.fill_vacancy(by=OFFICER, at=AT, assignment=seat)
        except PanelError:
            return False
        transaction.set_rollback(True)
    return True


def _registered() -> Expert:
    new = reviews.NewExpert(name="待确认专家", fields=("520",), source="本人填报")
    return reviews.register_expert(by=OFFICER, at=AT, expert=new)


def _recused(seat: Assignment) -> Assignment | None:
    return reviews.recuse_reviewer(by=reviewer(seat), at=AT, assignment=seat, reason="相识")
