"""The people, units, experts and money of one programme, added to the small city of the journeys.

``python -m tests.browser.programme.town`` adds them in ``KECHUANG_DATA``.
"""

from __future__ import annotations

from dataclasses import replace

import django

from tests.journeys.city import ENTERPRISES

DEMANDER, WINNER, CONFLICTED, OTHER = "demander3", "bidder", "bidder2", "bidder3"
CHIEF, ASSISTANT = "chief", "assistant"
EXPERTS = ("expert", "expert2", "expert3", "expert4", "expert5", "expert6")
OFFICER, SECOND, THIRD = "bureau", "bureau2", "bureau3"
TREASURERS = ("treasurer", "treasurer2", "treasurer3")
AUDITOR = "auditor"
CAST = {
    *(DEMANDER, WINNER, CONFLICTED, OTHER, CHIEF, ASSISTANT, AUDITOR),
    *(OFFICER, SECOND, THIRD, *TREASURERS, *EXPERTS),
}


def build() -> None:
    """By the commands of the demo; the programme itself is left to the pages."""
    django.setup()
    from kechuang.cases.services import enter_procedures
    from kechuang.demo.accounts import open_accounts, open_log_ins
    from kechuang.demo.challenges.cast import challenge_cast
    from kechuang.demo.challenges.days import TODAY, at
    from kechuang.demo.challenges.experts import register_experts
    from kechuang.demo.challenges.money import budget_line
    from kechuang.demo.challenges.units import register_units
    from kechuang.demo.city import build_city
    from kechuang.demo.loading import BY
    from kechuang.demo.money.figures import TRANSFER
    from kechuang.demo.money.people import APPROVER
    from kechuang.ledger import services as ledger

    city, opened = build_city(enterprises=ENTERPRISES), at("01-04T08:00")
    staff = tuple(member for member in city.cast if member.username in CAST)
    open_accounts(replace(city, cast=staff), at=opened)
    register_units(city, at=opened)
    guests = [member for member in challenge_cast(city) if member.username in CAST]
    open_log_ins(guests, at=opened)
    register_experts()
    enter_procedures(by=BY, at=opened)
    book = ledger.open_book(
        by=APPROVER,
        at=opened,
        code=TRANSFER,
        name="成果转化资金账套",
        name_en="Transfer funds",
        department=None,
    )
    ledger.open_year(by=APPROVER, at=opened, book=book, year=TODAY.year)
    budget_line()


if __name__ == "__main__":
    build()
