"""Who owns a fictional outcome, on what terms it is offered, and what stays confidential."""

from collections.abc import Sequence
from random import Random

from kechuang.demo.city.composing import quantity, shuffled
from kechuang.demo.city.draws import between, chance, choose, choose_weighted
from kechuang.demo.city.shapes import Institution
from kechuang.demo.city.topics import Topic

OWNER_COUNTS = ((1, 68), (2, 25), (3, 7))
SPLITS = {
    1: ((10000,),),
    2: ((5000, 5000), (6000, 4000), (7000, 3000), (8000, 2000), (6667, 3333)),
    3: ((5000, 3000, 2000), (3334, 3333, 3333), (4000, 3500, 2500), (6000, 2500, 1500)),
}
SPECIALITIES = {
    "医": ("medicine_tcm", "medical_devices", "biomanufacturing"),
    "海洋": ("cold_chain_food", "marine_coatings", "smart_agriculture", "water_treatment"),
    "农业": ("smart_agriculture", "cold_chain_food", "solid_waste"),
    "材料": (
        "new_materials",
        "batteries_storage",
        "magnets_motors",
        "marine_coatings",
        "degradable_plastics",
        "chips_packaging",
    ),
    "光电": ("machine_vision", "laser_processing", "radar_sensing", "chips_packaging"),
    "水环境": ("water_treatment", "solid_waste"),
    "生物": ("biomanufacturing", "degradable_plastics", "cold_chain_food"),
}
MODES = ("licence", "transfer", "equity", "joint_development")
NEGOTIABLE_BP = 4_500
FEN_PER_10K_YUAN = 1_000_000
PRICES_10K_YUAN = (
    (3, (8, 12, 15, 20, 30, 40)),
    (6, (20, 30, 45, 60, 80, 100, 120)),
    (9, (80, 120, 150, 200, 280, 360, 500)),
)
SURNAMES = "沈陆顾纪柏殷樊岑苗裴"
PATENTED = ("invention_patent", "utility_model")


def shares(rng: Random, owners: Sequence[Institution]) -> tuple[tuple[str, int], ...]:
    """One to three owners with shares of together 10 000 basis points."""
    count = min(choose_weighted(rng, OWNER_COUNTS), len(owners))
    chosen = shuffled(rng, owners)[:count]
    split = choose(rng, SPLITS[count])
    return tuple((owner.credit_code, share) for owner, share in zip(chosen, split, strict=True))


def works_in(institution: Institution, field: str) -> bool:
    """Whether the institution's name fits ``field``; a name without a speciality fits all."""
    special = [fields for word, fields in SPECIALITIES.items() if word in institution.name]
    return not special or any(field in fields for fields in special)


def price(rng: Random, maturity: int) -> int | None:
    """The asking price in fen; None where it is open to negotiation."""
    if chance(rng, NEGOTIABLE_BP):
        return None
    amounts = next(amounts for highest, amounts in PRICES_10K_YUAN if maturity <= highest)
    return choose(rng, amounts) * FEN_PER_10K_YUAN


def cooperation(rng: Random, maturity: int) -> tuple[str, ...]:
    """One to three ways to work together; early outcomes are always open to joint development."""
    count = between(rng, 1, 3)
    chosen = shuffled(rng, MODES)[:count]
    is_early = maturity <= 4
    joint = ("joint_development",) if is_early and "joint_development" not in chosen else ()
    return (*chosen, *joint)


def patents(rng: Random, rights: str) -> tuple[str, ...]:
    """Numbers that nobody can take for real ones; none for rights without a patent."""
    if rights not in PATENTED:
        return ()
    count = between(rng, 1, 2)
    return tuple(
        f"虚构ZL{between(rng, 2019, 2025)}-{between(rng, 0, 999_999):06d}" for _ in range(count)
    )


def confidential_note(rng: Random, topic: Topic) -> str:
    """Process settings and a contact, both fictional."""
    settings = "，".join(setting(rng, topic, turn) for turn in range(3))
    return f"【虚构示例】关键参数：{settings}。底价和排他条件面谈。{contact(rng)}"


def setting(rng: Random, topic: Topic, turn: int) -> str:
    """One process setting of the field, such as ``保温时间 35分钟``."""
    name, low, high, unit = topic.parameters[turn % len(topic.parameters)]
    step = max(1, (high - low) // 20)
    value = low + step * between(rng, 0, (high - low) // step)
    return f"{name} {quantity(str(value), unit)}"


def contact(rng: Random) -> str:
    """A contact who does not exist."""
    return f"联系人：{choose(rng, SURNAMES)}某（虚构），电话 000-5550-{between(rng, 0, 9999):04d}。"
