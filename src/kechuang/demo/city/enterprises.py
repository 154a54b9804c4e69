"""The firms of the city, and the branches of its large ones."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from kechuang.base.identifiers import example_credit_code
from kechuang.demo.city.districts import DISTRICTS
from kechuang.demo.city.draws import between, stream
from kechuang.demo.city.names import former_names, name_firm
from kechuang.demo.city.openness import Openness
from kechuang.demo.city.profiles import LAST_DAY, Profile, draw_profile
from kechuang.demo.city.shapes import Enterprise

STREAM = 1
FIRMS_PER_BRANCH = 80
_FIRST_SERIAL, _SERIAL_STEP, _SERIALS = 104_729, 271, 900_000


class Firm(NamedTuple):
    """A legal person with the profile behind its figures."""

    enterprise: Enterprise
    profile: Profile


class Branch(NamedTuple):
    """A branch is registered by itself but is no legal person: it has no figures of its own."""

    enterprise: Enterprise
    head: Enterprise
    head_openness: Openness


def found_firms(seed: int, count: int) -> tuple[Firm, ...]:
    taken: set[str] = set()
    return tuple(_found_firm(seed, number, taken) for number in range(count))


def open_branches(seed: int, firms: tuple[Firm, ...]) -> tuple[Branch, ...]:
    """Branches of large firms in another district."""
    large = [firm for firm in firms if firm.enterprise.size == "large"]
    wanted = min(len(large), len(firms) // FIRMS_PER_BRANCH)
    return tuple(_open_branch(seed, len(firms) + n, large[n]) for n in range(wanted))


def _found_firm(seed: int, number: int, taken: set[str]) -> Firm:
    rng = stream(seed, part=STREAM, number=number)
    profile = draw_profile(rng)
    name = name_firm(rng, profile, number=number, taken=taken)
    enterprise = Enterprise(
        credit_code=_credit_code(profile.district, number),
        name=name.zh,
        name_en=name.en,
        short_name=name.short,
        former_names=former_names(rng, name, profile.established_on),
        district=profile.district,
        industry_code=profile.industry_code,
        established_on=profile.established_on,
        sector=profile.sector,
        size=profile.size,
    )
    return Firm(enterprise, profile)


def _open_branch(seed: int, number: int, firm: Firm) -> Branch:
    head = firm.enterprise
    rng = stream(seed, part=STREAM, number=number)
    elsewhere = [row for row in DISTRICTS if row[0] != head.district]
    code, place, place_en = elsewhere[rng.randrange(len(elsewhere))]
    days = (LAST_DAY - head.established_on).days
    branch = Enterprise(
        credit_code=_credit_code(code, number),
        name=f"{head.name}{place}分公司",
        name_en=f"{head.name_en}, {place_en} Branch",
        short_name=head.short_name + place,
        former_names=(),
        district=code,
        industry_code=head.industry_code,
        established_on=head.established_on + timedelta(days=between(rng, days // 5, days)),
        sector=head.sector,
        size="small",
    )
    return Branch(branch, head, firm.profile.openness)


def _credit_code(district: str, number: int) -> str:
    serial = (_FIRST_SERIAL + number * _SERIAL_STEP) % _SERIALS
    return example_credit_code(region=district, serial=serial)
