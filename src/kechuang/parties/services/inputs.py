"""What the commands about parties take and answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.parties.fact_values import FactValue


@dataclass(frozen=True)
class NewParty:
    """What is needed to register a party; ``former_names`` are ``(name, until)``."""

    credit_code: str
    name: str
    kind: str
    region_code: str
    industry_code: str = ""
    established_on: date | None = None
    name_en: str = ""
    former_names: tuple[tuple[str, date | None], ...] = ()
    is_code_overridden: bool = False


@dataclass(frozen=True)
class NewFact:
    """One statement: ``value`` is typed as the catalogue says; ``period`` is empty if timeless."""

    credit_code: str
    name: str
    value: FactValue
    source: str
    as_of: date
    period: str = ""
    unit: str = ""
    certified_by: str = ""
    raw_text: str = ""


@dataclass(frozen=True)
class NewRelation:
    """``subject`` (credit code) is a branch, shareholder, parent or partner of ``party``."""

    party: str
    subject: str
    kind: str
    share_bp: int | None = None


@dataclass(frozen=True)
class ImportCount:
    """How many rows a bulk command created, changed and found already there."""

    created: int
    updated: int
    unchanged: int
