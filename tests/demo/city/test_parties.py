"""Codes, names, places and relations of the parties."""

from __future__ import annotations

from collections import Counter

import pytest

from kechuang.base.identifiers import industry_code, industry_section, is_credit_code
from kechuang.demo.city import City
from kechuang.demo.city.districts import DISTRICTS
from kechuang.demo.city.names import FIRST, SECOND
from kechuang.demo.city.profiles import LAST_DAY
from kechuang.demo.city.shapes import FIELDS

DISTRICT_CODES = {code for code, _, _ in DISTRICTS}


def test_every_credit_code_is_valid_unique_and_of_a_fictional_district(city: City) -> None:
    codes = [party.credit_code for party in (*city.enterprises, *city.institutions)]

    assert all(is_credit_code(code) for code in codes)
    assert len(set(codes)) == len(codes)
    assert {code[2:8] for code in codes} <= DISTRICT_CODES


def test_one_changed_character_makes_a_code_invalid(city: City) -> None:
    code = city.enterprises[0].credit_code
    changed = code[:12] + ("1" if code[12] != "1" else "2") + code[13:]

    assert not is_credit_code(changed)


def test_public_bodies_have_codes_of_public_bodies(city: City) -> None:
    starts = {institution.kind: institution.credit_code[:2] for institution in city.institutions}

    assert starts == {
        "university": "12",
        "institute": "12",
        "service": "91",
        "finance": "91",
        "government": "11",
    }


def test_every_firm_has_a_name_of_its_own_that_begins_with_the_city(city: City) -> None:
    names = [enterprise.name for enterprise in city.enterprises]

    assert len(set(names)) == len(names)
    assert all(name.startswith("云澜") for name in names)
    assert all(enterprise.name_en.startswith("Yunlan ") for enterprise in city.enterprises)


def test_brand_syllables_do_not_repeat() -> None:
    for syllables in (FIRST, SECOND):
        characters = [character for character, _ in syllables]
        assert len(set(characters)) == len(characters)


def test_a_former_name_ended_between_founding_and_today(city: City) -> None:
    for enterprise in city.enterprises:
        for name, until in enterprise.former_names:
            assert name != enterprise.name
            assert until is None or enterprise.established_on <= until <= LAST_DAY


def test_firms_cover_every_field_and_district_with_known_industries(city: City) -> None:
    assert {enterprise.sector for enterprise in city.enterprises} == set(FIELDS)
    assert {enterprise.district for enterprise in city.enterprises} == DISTRICT_CODES
    for code in {enterprise.industry_code for enterprise in city.enterprises}:
        assert len(industry_code(code)) == 4
        assert industry_section(code) in "ACDFGILMN"


def test_relations_join_two_different_parties_once(city: City) -> None:
    parties = {party.credit_code for party in (*city.enterprises, *city.institutions)}
    joined = Counter((row.party, row.subject) for row in city.relations)

    assert max(joined.values()) == 1
    assert all(row.party != row.subject for row in city.relations)
    assert {code for pair in joined for code in pair} <= parties


@pytest.mark.parametrize(
    ("kind", "least", "most"), [("parent", 5_001, 10_000), ("branch", 1, 10_000)]
)
def test_shares_fit_the_kind_of_relation(city: City, kind: str, least: int, most: int) -> None:
    shares = [row.share_bp for row in city.relations if row.kind == kind]

    assert shares
    assert all(least <= share <= most for share in shares)


def test_owners_of_a_firm_hold_no_more_than_the_whole(city: City) -> None:
    held: Counter[str] = Counter()
    for row in city.relations:
        if row.kind != "branch":
            held[row.party] += row.share_bp

    assert max(held.values()) <= 10_000


def test_nobody_is_owned_by_itself_in_a_circle(city: City) -> None:
    parent = {row.party: row.subject for row in city.relations if row.kind == "parent"}

    assert not set(parent) & set(parent.values())


def test_log_in_names_say_the_role(city: City) -> None:
    assert [member.username for member in city.cast] == [
        "enterprise",
        "enterprise2",
        "university",
        "bank",
        "bureau",
        "bureau2",
        "bureau3",
        "district",
        "treasurer",
        "treasurer2",
        "treasurer3",
        "manager",
        "expert",
        "expert2",
        "auditor",
        "admin",
    ]


def test_cast_members_stand_where_their_role_needs_them(city: City) -> None:
    parties = {party.credit_code for party in (*city.enterprises, *city.institutions)}
    departments = {department.code for department in city.departments}
    roles = Counter(member.role for member in city.cast)

    assert len({member.username for member in city.cast}) == len(city.cast)
    assert roles["enterprise"] == 2
    assert set(roles) == {
        "enterprise",
        "institution",
        "expert",
        "technology_manager",
        "treasurer",
        "bank",
        "bureau",
        "auditor",
        "administrator",
    }
    for member in city.cast:
        assert member.party in parties or member.role not in ("enterprise", "institution", "bank")
        assert member.department in departments | {""}
        assert member.district in DISTRICT_CODES | {""}


def test_the_two_enterprise_users_are_of_different_firms(city: City) -> None:
    first, second = (member.party for member in city.cast if member.role == "enterprise")

    assert first != second
