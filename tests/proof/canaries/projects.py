"""The contract of the bid that won, and the people who carry it out."""

from __future__ import annotations

from django.test import Client

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.base.roles import Role
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award, Contract
from kechuang.programmes.services import execution
from tests.base.registry.cast import TODAY, Person, person
from tests.proof.canaries.tokens import Canaries
from tests.proof.canaries.works import Works
from tests.rooms.ledger.town import PREPARER, Town, confirmed_payee
from tests.rooms.programmes.contracting import DRAFTED, in_force
from tests.rooms.programmes.execution.project import Project

WINNER = "b"


def contracted(canaries: Canaries, award: Award, demander: Person) -> Works:
    """The contract of the winner, in force."""
    subject, winner = f"project:{WINNER}", award.bid.party
    posts = {
        role: known_as(canaries, person(f"the winner's {role}", Role.ENTERPRISE, of=winner),
                       subject, role)
        for role in ("chief", "assistant")
    }  # fmt: skip
    confirmed_payee(winner)
    line = award.item.need.programme.line
    money = Town(line.scheme.book, line.scheme, line, winner)
    contract = _drafted(canaries, subject, award, posts)
    project = in_force(Project(money, contract, posts["chief"], posts["assistant"], demander))
    return Works(canaries, subject, project, assessor(canaries, subject))


def assessor(canaries: Canaries, subject: str) -> Person:
    """A clerk who scores a stage."""
    who = person(f"assessor of {subject}", Role.BUREAU)
    return known_as(canaries, who, subject, "assessor")


def known_as(canaries: Canaries, who: Person, subject: str, field: str) -> Person:
    """The person under a name that is a canary, logged in."""
    name = canaries.han(subject, field)
    User.objects.filter(pk=who.actor.account_id).update(full_name=name)
    user, client = User.objects.get(pk=who.actor.account_id), Client()
    client.force_login(user)
    return Person(actor_of(user, on=TODAY), client)


def _drafted(canaries: Canaries, subject: str, award: Award, posts: dict[str, Person]) -> Contract:
    chief, assistant = (User.objects.get(pk=who.actor.account_id) for who in posts.values())
    colleague = execution.Colleague(
        canaries.han(subject, "colleague"), canaries.han(subject, "colleague"), "结构"
    )
    terms = programmes.NewTerms(chief=chief, assistant=assistant, team=(colleague,))
    return programmes.draft_awarded_contract(by=PREPARER, at=DRAFTED, award=award, terms=terms)
