"""Units, accounts and experts, every one of them full of canaries."""

from __future__ import annotations

from kechuang.accounts.models import User
from kechuang.base.roles import Role
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Expert
from kechuang.reviews.states import ContactKind, TieKind, Topic
from tests.base.registry.cast import Person, person
from tests.proof.canaries.tokens import Canaries
from tests.rooms.programmes.scene import OPENED
from tests.rooms.reviews.town import OFFICER, state

AWAY = ("330106", "110105")
"""Neither the city nor the bidders' places."""


def unit_of(
    canaries: Canaries, subject: str, kind: str, region: str, code: str, *, prefix: str = ""
) -> Party:
    """A registered party whose names and code are canaries."""
    canaries.note(code, subject, f"{prefix}code")
    return Party.objects.create(
        credit_code=code,
        name=f"{canaries.han(subject, f'{prefix}unit')}公司",
        name_en=f"{canaries.word(subject, f'{prefix}pinyin')} company",
        kind=kind,
        region_code=region,
        updated_at=OPENED,
    )


def person_of(
    canaries: Canaries, subject: str, role: str, of: Party | None = None, *, prefix: str = ""
) -> Person:
    """Somebody with an account whose names are canaries."""
    known = person(canaries.word(subject, f"{prefix}account"), role, of=of)
    User.objects.filter(pk=known.actor.account_id).update(
        full_name=canaries.han(subject, f"{prefix}account_name"),
        phone=canaries.digits(subject, f"{prefix}account_phone", 11),
    )
    return known


def expert(canaries: Canaries, number: int, code: str) -> tuple[Expert, Person]:
    """A confirmed expert of a unit of one's own, with an account."""
    subject = f"expert:{number}"
    region = AWAY[number % len(AWAY)]
    unit = unit_of(canaries, f"employer:{number}", PartyKind.INSTITUTE, region, code)
    who = person_of(canaries, subject, Role.EXPERT)
    row = reviews.register_expert(
        by=OFFICER,
        at=OPENED,
        expert=reviews.NewExpert(
            name=canaries.han(subject, "reviewer"),
            fields=("520",),
            source=canaries.word(subject, "source"),
            title=canaries.word(subject, "title"),
            own_words=canaries.word(subject, "own_words"),
            region_code=region,
            identity_number=canaries.word(subject, "identity_number"),
            is_email_confirmed=True,
            account=User.objects.get(pk=who.actor.account_id),
        ),
    )
    said = [
        reviews.NewPost(party=unit),
        reviews.NewTie(
            TieKind.KIN,
            canaries.han(subject, "kin"),
            identity_number=canaries.word(subject, "identity_number"),
        ),
        *(
            reviews.NewContact(kind, canaries.digits(subject, f"own_{kind}", 11))
            for kind in ContactKind.values
        ),
    ]
    state(row, *said, complete=tuple(Topic))
    return reviews.confirm_expert(by=OFFICER, at=OPENED, expert=row), who
