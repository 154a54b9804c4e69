"""The stages of the award: chosen by the demander, made public, objected to, approved."""

from __future__ import annotations

from kechuang.base.roles import Role
from kechuang.cases.models import Objection
from kechuang.cases.services import answer_objection, take_step
from kechuang.programmes import services as programmes
from tests.base.registry.cast import person
from tests.proof.canaries.objecting import OBJECTOR, object_to
from tests.proof.canaries.town import VETOED, Town
from tests.rooms.cases.scene import do, wait
from tests.rooms.programmes import scene as challenge
from tests.rooms.programmes.scene import bid_again, item_again


def chosen(town: Town) -> None:
    """The demander chose the bid ranked first; the officer passes it over, and the second wins."""
    town.to("2026-05-08T09:00")
    programmes.choose_winner(
        by=town.demander.actor,
        at=town.clock.at,
        item=item_again(town.item),
        label=challenge.label_of(town.bids["a"]),
    )
    reason = town.canaries.word("bid:a", "passed_over")
    programmes.pass_over(**town.by_officer(), bid=bid_again(town.bids["a"]), reason=reason)
    town.to("2026-05-08T10:00")


def vetoed(town: Town) -> None:
    """The demander wants none of the bids, and says why."""
    reason = town.canaries.word(VETOED, "veto")
    by, when = town.demander.actor, town.clock.at
    take_step(by=by, at=when, case=town.item.case, event="veto", reason=reason)
    town.item = item_again(town.item)
    for letter in town.sealed:
        settled = bid_again(town.bids[letter]).case
        take_step(by=town.officer.actor, at=when, case=settled, event="settle")


def publicity(town: Town) -> None:
    """The winner is named, and everybody may object."""
    do(town.item.case, "propose", town.officer.actor, "2026-05-11T09:00")
    town.to("2026-05-11T10:00")


def objecting(town: Town) -> None:
    """An outsider objects, and the publicity stands still."""
    town.to("2026-05-13T12:00")
    object_to(town.canaries, town.objector, town.item.case, town.clock.at)


def decided(town: Town) -> None:
    """The objection failed, two people approved."""
    case, raised = town.item.case, Objection.objects.get(publicity__case=town.item.case)
    town.to("2026-05-14T08:00")
    answer = town.canaries.word(OBJECTOR, "answer")
    answer_objection(**town.by_officer(), objection=raised, is_upheld=False, answer=answer)
    do(case, "settle_objection", town.officer.actor, "2026-05-14T09:00")
    town.to("2026-05-22T00:00")
    wait(case, "2026-05-22T00:00")
    for name in ("town-approver 1", "town-approver 2"):
        do(case, "approve", person(name, Role.BUREAU).actor, "2026-05-22T09:00")
    for letter in town.sealed:
        do(town.bids[letter].case, "settle", town.officer.actor, "2026-05-22T09:30")
    town.to("2026-05-22T10:00")
