"""The shapes of the fictional city: plain records that the demo writes into the rooms."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

FIELDS = (
    "new_materials",
    "batteries_storage",
    "machine_vision",
    "biomanufacturing",
    "water_treatment",
    "magnets_motors",
    "cold_chain_food",
    "marine_coatings",
    "medicine_tcm",
    "precision_machinery",
    "laser_processing",
    "radar_sensing",
    "digital_twin_software",
    "uav_inspection",
    "power_electronics",
    "degradable_plastics",
    "medical_devices",
    "chips_packaging",
    "smart_agriculture",
    "solid_waste",
)

InstitutionKind = Literal["university", "institute", "service", "finance", "government"]
RelationKind = Literal["branch", "shareholder", "parent"]
Confidentiality = Literal["public", "name_hidden", "restricted"]
FactValue = int | bool | str | date


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A legal person or a branch of one; ``sector`` is one of FIELDS.

    ``industry_code`` is a four-digit class of GB/T 4754-2017. ``former_names`` pairs a name with
    the day it was given up (None where nobody recorded it).
    """

    credit_code: str
    name: str
    name_en: str
    short_name: str
    former_names: tuple[tuple[str, date | None], ...]
    district: str
    industry_code: str
    established_on: date
    sector: str
    size: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A university, research institute, transfer service, bank or fund, or government body."""

    credit_code: str
    name: str
    name_en: str
    kind: InstitutionKind
    district: str


@dataclass(frozen=True, slots=True)
class Relation:
    """``subject`` is a branch, shareholder or parent of ``party``; both are credit codes.

    ``share_bp`` is what the owner of the two holds of the other, in basis points.
    """

    party: str
    subject: str
    kind: RelationKind
    share_bp: int


@dataclass(frozen=True, slots=True)
class StatedFact:
    """What one source says of an enterprise; name, type and unit as in packs/facts.yaml."""

    credit_code: str
    name: str
    value: FactValue
    period: str
    unit: str
    source: str
    as_of: date
    certified_by: str


@dataclass(frozen=True, slots=True)
class Department:
    """A division of the bureau."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class CastMember:
    """A log-in; ``party`` is a credit code, ``department`` a code, "" where none applies."""

    username: str
    full_name: str
    role: str
    party: str
    department: str
    district: str


@dataclass(frozen=True, slots=True)
class CityOutcome:
    """A research outcome; ``owners`` pairs credit codes with shares in basis points."""

    key: str
    title: str
    title_en: str
    public_summary: str
    summary_en: str
    confidential_text: str
    keywords: tuple[str, ...]
    discipline: str
    field: str
    maturity: int
    rights_kind: str
    patent_numbers: tuple[str, ...]
    ipc: str
    channel: str
    cooperation_modes: tuple[str, ...]
    price_fen: int | None
    owners: tuple[tuple[str, int], ...]
    topic: str


@dataclass(frozen=True, slots=True)
class CityDemand:
    """A need; ``targets`` are (metric, current, target, unit), ``enterprise`` a credit code."""

    key: str
    enterprise: str
    title: str
    title_en: str
    background: str
    problem: str
    public_text: str
    confidential_text: str
    targets: tuple[tuple[str, str, str, str], ...]
    field: str
    industry_code: str
    needed_maturity: int | None
    budget_fen: int | None
    deadline: str
    confidentiality: Confidentiality
    cooperation_modes: tuple[str, ...]
    topic: str


@dataclass(frozen=True, slots=True)
class City:
    """Everything the demo seeds, in a fixed order."""

    name: str
    name_en: str
    region_code: str
    enterprises: tuple[Enterprise, ...]
    institutions: tuple[Institution, ...]
    departments: tuple[Department, ...]
    relations: tuple[Relation, ...]
    facts: tuple[StatedFact, ...]
    outcomes: tuple[CityOutcome, ...]
    demands: tuple[CityDemand, ...]
    cast: tuple[CastMember, ...]
