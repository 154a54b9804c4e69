"""The units of the story: firms of the city that pose problems, and units from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kechuang.base.identifiers import example_credit_code
from kechuang.demo.city import City
from kechuang.demo.city.shapes import Enterprise
from kechuang.demo.loading import BY, SOURCE
from kechuang.parties.services import (
    NewFact,
    NewParty,
    NewRelation,
    register_parties,
    relate_parties,
    state_facts,
)

POSERS = {
    "demander": ("marine_coatings", 0),
    "demander2": ("marine_coatings", 1),
    "demander3": ("power_electronics", 0),
    "demander4": ("uav_inspection", 0),
}
"""The sector of the firm each demander works for, and its place among the firms of the sector."""
READ_ON = date(2026, 1, 4)
FIRST_SERIAL = 980_001
CLEAN_FLAGS = (
    ("serious_violation_listing", ""),
    ("dishonest_debtor", ""),
    ("research_dishonesty", "2025"),
)


@dataclass(frozen=True)
class Outsider:
    """A unit of another province."""

    key: str
    name: str
    name_en: str
    kind: str
    region: str


OUTSIDERS = (
    Outsider("lanling", "岚岭理工大学", "Lanling University of Technology", "university", "510100"),
    Outsider(
        "yanxi",
        "砚溪智能装备有限公司",
        "Yanxi Intelligent Equipment Co., Ltd.",
        "enterprise",
        "440300",
    ),
    Outsider(
        "danzhou",
        "澹洲先进技术研究院",
        "Danzhou Institute of Advanced Technology",
        "institute",
        "320500",
    ),
    Outsider("jichuan", "霁川大学", "Jichuan University", "university", "330100"),
    Outsider("lanyu", "澜屿产业控股有限公司", "Lanyu Holdings Co., Ltd.", "enterprise", "440300"),
    Outsider("hanmo", "翰陌工程大学", "Hanmo Engineering University", "university", "330200"),
    Outsider("suyuan", "溯源材料研究所", "Suyuan Institute of Materials", "institute", "330300"),
    Outsider("tinglan", "汀岚职业大学", "Tinglan Applied University", "university", "330100"),
    Outsider("heming", "鹤鸣电力研究院", "Heming Power Institute", "institute", "320100"),
    Outsider("qinghe", "青禾师范大学", "Qinghe Normal University", "university", "320500"),
    Outsider("baiyu", "柏屿科技大学", "Baiyu University of Science", "university", "420100"),
)
HOLDING, HELD, HOLDS_OF = "lanyu", "yanxi", "demander3"
HELD_BP, HOLDS_BP = 6_000, 2_400
"""The planted conflict: the holding owns the bidder, and has a say in the demander."""


def poser(city: City, username: str) -> Enterprise:
    """The firm a demander works for; the last one of its sector where there are too few."""
    sector, place = POSERS[username]
    firms = [firm for firm in city.enterprises if firm.sector == sector]
    return firms[min(place, len(firms) - 1)]


def code_of(key: str) -> str:
    """The credit code of an outsider."""
    place = next(number for number, one in enumerate(OUTSIDERS) if one.key == key)
    return example_credit_code(region=OUTSIDERS[place].region, serial=FIRST_SERIAL + place)


def register_units(city: City, *, at: datetime) -> None:
    """Outsiders, who owns whom, and that the registers were read about everybody who takes part."""
    register_parties(by=BY, at=at, parties=[_registration(one) for one in OUTSIDERS])
    relate_parties(
        by=BY,
        at=at,
        relations=[
            NewRelation(code_of(HELD), code_of(HOLDING), "parent", HELD_BP),
            NewRelation(
                poser(city, HOLDS_OF).credit_code, code_of(HOLDING), "shareholder", HOLDS_BP
            ),
        ],
    )
    codes = {poser(city, username).credit_code for username in POSERS}
    codes |= {code_of(one.key) for one in OUTSIDERS}
    state_facts(by=BY, at=at, facts=[fact for code in sorted(codes) for fact in _read(code)])


def _registration(one: Outsider) -> NewParty:
    return NewParty(
        credit_code=code_of(one.key),
        name=one.name,
        name_en=one.name_en,
        kind=one.kind,
        region_code=one.region,
    )


def _read(code: str) -> list[NewFact]:
    """Owners and branches were read, no person among them, and nothing dishonest was found."""
    read = NewFact(code, "relations_read", True, f"{SOURCE}：公示系统查询", READ_ON)
    clean = [
        NewFact(code, name, False, f"{SOURCE}：信用信息查询", READ_ON, period)
        for name, period in CLEAN_FLAGS
    ]
    no_persons = NewFact(code, "person_owned", False, f"{SOURCE}：公示系统查询", READ_ON)
    return [read, no_persons, *clean]
