"""The people of the challenge programme; every full name is invented."""

from __future__ import annotations

from kechuang.demo.challenges.units import POSERS, code_of, poser
from kechuang.demo.city import City
from kechuang.demo.city.shapes import CastMember

DEMANDERS = {
    "demander": "郁南舟",
    "demander2": "祁望岳",
    "demander3": "宁知远",
    "demander4": "卓映川",
}
OUTSIDE = (
    ("bidder", "岑溪桥", "institution", "lanling"),
    ("chief", "蒲长风", "institution", "lanling"),
    ("assistant", "尤若棠", "institution", "lanling"),
    ("bidder2", "费云开", "enterprise", "yanxi"),
    ("assistant2", "栾晓禾", "enterprise", "yanxi"),
    ("bidder3", "冉思齐", "institution", "danzhou"),
    ("assistant3", "沙静姝", "institution", "danzhou"),
    ("bidder4", "樊雨声", "institution", "jichuan"),
    ("assistant4", "殷可均", "institution", "jichuan"),
)
EXPERTS = (
    ("expert3", "欧阳霁"),
    ("expert4", "钟离砚"),
    ("expert5", "谷星河"),
    ("expert6", "厉闻舟"),
)


def challenge_cast(city: City) -> tuple[CastMember, ...]:
    """Log-ins beside those of the city, to be opened once their units are registered."""
    posers = [
        CastMember(name, DEMANDERS[name], "enterprise", poser(city, name).credit_code, "", "")
        for name in POSERS
    ]
    bidders = [
        CastMember(username, name, role, code_of(unit), "", "")
        for username, name, role, unit in OUTSIDE
    ]
    experts = [CastMember(username, name, "expert", "", "", "") for username, name in EXPERTS]
    return (*posers, *bidders, *experts)
