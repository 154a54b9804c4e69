"""Commands about parties."""

from kechuang.parties.services.certifying import certify_fact
from kechuang.parties.services.inputs import ImportCount, NewFact, NewParty, NewRelation
from kechuang.parties.services.registering import register_parties
from kechuang.parties.services.relating import relate_parties
from kechuang.parties.services.stating import state_facts

__all__ = [
    "ImportCount",
    "NewFact",
    "NewParty",
    "NewRelation",
    "certify_fact",
    "register_parties",
    "relate_parties",
    "state_facts",
]
