"""The kinds of table that can be imported."""

from kechuang.intake.kinds.demands import DEMANDS
from kechuang.intake.kinds.facts import FACTS
from kechuang.intake.kinds.fields import Column, Draft, Field, Kind, Terms
from kechuang.intake.kinds.outcomes import OUTCOMES
from kechuang.intake.kinds.parties import PARTIES

KINDS = {kind.name: kind for kind in (PARTIES, FACTS, OUTCOMES, DEMANDS)}

__all__ = ["KINDS", "Column", "Draft", "Field", "Kind", "Terms"]
