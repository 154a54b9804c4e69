"""Parties are entered and updated by credit code, by those who may, and never half."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kechuang.audit.models import Event
from kechuang.base.actors import system_actor
from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.base.identifiers import example_credit_code
from kechuang.parties.models import FormerName, Party, Relation
from kechuang.parties.services import (
    ImportCount,
    NewParty,
    NewRelation,
    register_parties,
    relate_parties,
)
from tests.cast import AT, HARBOUR_DISTRICT, LAKE_DISTRICT, LATER, Person, party

CODE = example_credit_code(region=LAKE_DISTRICT, serial=501)
GIVEN = NewParty(
    credit_code=CODE,
    name="云澜丙材料有限公司",
    kind="enterprise",
    region_code=LAKE_DISTRICT,
    industry_code="C26",
    established_on=date(2015, 3, 2),
)

Register = Callable[..., ImportCount]


@pytest.fixture
def register(clerk: Person) -> Register:
    def run(*parties: NewParty, at: datetime = AT) -> ImportCount:
        return register_parties(by=clerk.actor, at=at, parties=parties)

    return run


def test_a_new_party_is_entered_and_recorded(register: Register) -> None:
    assert register(GIVEN) == ImportCount(created=1, updated=0, unchanged=0)

    row, event = Party.objects.get(), Event.objects.get()
    assert (row.credit_code, row.name, row.established_on) == (CODE, GIVEN.name, date(2015, 3, 2))
    assert (event.command, event.target_id) == ("register_parties", str(row.pk))


def test_the_same_registration_again_changes_nothing(register: Register) -> None:
    register(GIVEN)

    assert register(GIVEN, at=LATER) == ImportCount(created=0, updated=0, unchanged=1)
    assert Party.objects.get().updated_at == AT
    assert Event.objects.count() == 1


def test_a_small_letter_or_blank_in_the_code_makes_no_second_party(register: Register) -> None:
    register(GIVEN)

    register(replace(GIVEN, credit_code=f" {CODE.lower()} "))

    assert [row.credit_code for row in Party.objects.all()] == [CODE]


def test_an_empty_value_never_erases_a_known_one(register: Register) -> None:
    register(GIVEN)

    register(replace(GIVEN, industry_code="", established_on=None))

    assert Party.objects.get().industry_code == "C26"
    assert Party.objects.get().established_on == date(2015, 3, 2)


def test_a_renamed_party_keeps_its_former_name_until_that_day_in_shanghai(
    register: Register,
) -> None:
    register(GIVEN)
    late_evening = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)

    register(replace(GIVEN, name="云澜丁材料有限公司"), at=late_evening)

    former = FormerName.objects.get()
    assert Party.objects.get().name == "云澜丁材料有限公司"
    assert (former.name, former.until) == (GIVEN.name, date(2026, 12, 2))


def test_former_names_alone_are_a_change_on_record(register: Register) -> None:
    register(GIVEN)
    named = replace(GIVEN, former_names=(("老厂", date(2010, 1, 1)),))

    register(named)
    register(named)

    assert [name.name for name in FormerName.objects.all()] == ["老厂"]
    assert Event.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"credit_code": CODE[:-1] + "0"}, "校验码"),
        ({"credit_code": ""}, "18位"),
        ({"name": " "}, "名称不能为空"),
        ({"name": "长" * 201}, "超过 200"),
        ({"kind": "shop"}, "没有“shop”这一类型"),
        ({"region_code": "9901"}, "6位"),
        ({"industry_code": "C2612"}, "超过 4"),
    ],
)
def test_what_cannot_be_a_registration_is_refused_and_nothing_is_entered(
    change: dict[str, str], reason: str, register: Register
) -> None:
    sound = replace(GIVEN, credit_code=example_credit_code(region=LAKE_DISTRICT, serial=502))

    with pytest.raises(InvalidInput, match=reason):
        register(sound, replace(GIVEN, **change))

    assert not Party.objects.exists()


def test_an_overridden_code_still_fits_its_column(register: Register) -> None:
    with pytest.raises(InvalidInput, match="超过 18"):
        register(replace(GIVEN, credit_code=f"{CODE}0", is_code_overridden=True))


def test_the_bureau_may_override_a_code_that_breaks_the_standard(register: Register) -> None:
    register(replace(GIVEN, credit_code=CODE[:-1] + "0", is_code_overridden=True))

    assert Party.objects.get().is_code_overridden


@pytest.mark.parametrize(
    "who", ["alice", "una", "auditor", "admin", "technology_manager", "expert", "anonymous"]
)
def test_only_the_bureau_registers(who: str, request: pytest.FixtureRequest) -> None:
    actor = request.getfixturevalue(who).actor

    with pytest.raises(NotAllowed):
        register_parties(by=actor, at=AT, parties=[GIVEN])
    with pytest.raises(NotAllowed):
        relate_parties(by=actor, at=AT, relations=[])

    assert not Party.objects.filter(credit_code=CODE).exists()


def test_a_clerk_of_a_district_registers_there_only(district_clerk: Person) -> None:
    by = district_clerk.actor
    elsewhere = replace(GIVEN, region_code=HARBOUR_DISTRICT)

    with pytest.raises(NotAllowed):
        register_parties(by=by, at=AT, parties=[elsewhere])

    assert register_parties(by=by, at=AT, parties=[GIVEN]).created == 1


def test_a_clerk_of_a_district_does_not_take_over_a_party_of_another(
    district_clerk: Person, outsider_firm: Party
) -> None:
    taken = replace(GIVEN, credit_code=outsider_firm.credit_code)

    with pytest.raises(NotAllowed):
        register_parties(by=district_clerk.actor, at=AT, parties=[taken])

    outsider_firm.refresh_from_db()
    assert outsider_firm.region_code == HARBOUR_DISTRICT


SYSTEM = system_actor("nightly")


def relation(firm: Party, owner: Party, share_bp: int | None = 5100) -> NewRelation:
    return NewRelation(firm.credit_code, owner.credit_code, "shareholder", share_bp)


def test_a_relation_is_stated_once(yunlan: Party, outsider_firm: Party) -> None:
    given = [relation(yunlan, outsider_firm)]

    assert relate_parties(by=SYSTEM, at=AT, relations=given) == 1
    assert relate_parties(by=SYSTEM, at=AT, relations=given) == 0

    assert Relation.objects.get().share_bp == 5100
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"share_bp": 10_001}, "持股比例"),
        ({"share_bp": -1}, "持股比例"),
        ({"kind": "friend"}, "friend"),
        ({"subject": CODE}, "没有登记"),
    ],
)
def test_impossible_relations_are_refused(
    change: dict[str, object], reason: str, yunlan: Party, outsider_firm: Party
) -> None:
    given = replace(relation(yunlan, outsider_firm), **change)
    given = replace(given, subject="nobody") if "subject" in change else given

    with pytest.raises(InvalidInput, match=reason):
        relate_parties(by=SYSTEM, at=AT, relations=[given])


def test_a_party_has_no_relation_to_itself(yunlan: Party) -> None:
    with pytest.raises(InvalidInput, match="自己"):
        relate_parties(by=SYSTEM, at=AT, relations=[relation(yunlan, yunlan)])


def test_a_clerk_of_a_district_states_relations_of_its_parties_only(
    district_clerk: Person, yunlan: Party, outsider_firm: Party
) -> None:
    by = district_clerk.actor

    assert relate_parties(by=by, at=AT, relations=[relation(yunlan, outsider_firm)]) == 1
    with pytest.raises(NotAllowed):
        relate_parties(by=by, at=AT, relations=[relation(outsider_firm, yunlan)])


def test_a_thousand_parties_need_few_questions(
    register: Register, django_assert_max_num_queries: Callable[..., object]
) -> None:
    codes = [example_credit_code(region=LAKE_DISTRICT, serial=n) for n in range(1_000)]

    with django_assert_max_num_queries(40):
        register(*(replace(GIVEN, credit_code=code, name=code) for code in codes))

    assert Party.objects.count() == 1_000


def test_registered_parties_are_told_apart_by_code_not_by_name(register: Register) -> None:
    party(GIVEN.name, region=HARBOUR_DISTRICT)

    register(GIVEN)

    assert Party.objects.filter(name=GIVEN.name).count() == 2
