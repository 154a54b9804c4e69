"""Firms that look for technology: the small research firms of a sector, each with several needs."""

from __future__ import annotations

from kechuang.demo.city.enterprises import Firm
from kechuang.demo.city.shapes import FIELDS, Enterprise

SEEKERS_PER_SECTOR = 7


def list_seekers(firms: tuple[Firm, ...]) -> tuple[Enterprise, ...]:
    """The first well-documented small firms of each sector; all its firms where none is such."""
    return tuple(firm.enterprise for sector in FIELDS for firm in _of_sector(firms, sector))


def _of_sector(firms: tuple[Firm, ...], sector: str) -> list[Firm]:
    members = [firm for firm in firms if firm.profile.sector == sector]
    fitting = [firm for firm in members if _is_seeking(firm)]
    return fitting[:SEEKERS_PER_SECTOR] or members


def _is_seeking(firm: Firm) -> bool:
    profile = firm.profile
    return profile.edge != "ordinary" and profile.openness.is_complete and profile.size == "small"
