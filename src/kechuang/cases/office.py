"""The office that writes letters: its name, letter word and contact, as its region's pack says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from kechuang.engines.packfile import Located, read_yaml
from kechuang.engines.wording import Text

ANYWHERE = "*"
FILE = "office.yaml"


@dataclass(frozen=True, slots=True)
class Office:
    """``letter_word`` (机关代字) begins the letter number; days are working days."""

    region: str
    organ: Text
    letter_word: str
    contact: Text
    objections_to: Text
    objection_days: int
    answer_days: int


@cache
def writing_office() -> Office:
    """The office of the region that this platform serves."""
    offices = load_offices(settings.PACKS_FOLDER)
    return offices.get(settings.HOME_REGION) or offices[ANYWHERE]


def load_offices(folder: Path) -> Mapping[str, Office]:
    """Every ``office.yaml`` below ``folder`` by its region; PackError names line and mend."""
    read = (
        read_office(read_yaml(file.read_text("utf-8"), name=str(file.relative_to(folder))))
        for file in sorted(folder.rglob(FILE))
    )
    return {office.region: office for office in read}


def read_office(root: Located) -> Office:
    root.only(frozenset(Office.__slots__))
    return Office(
        region=root.need("region").text(),
        organ=root.need("organ").both(),
        letter_word=root.need("letter_word").text(),
        contact=root.need("contact").both(),
        objections_to=root.need("objections_to").both(),
        objection_days=root.need("objection_days").whole(),
        answer_days=root.need("answer_days").whole(),
    )
