"""Standing: the places of a cohort by a composite score, with what is uncertain about them.

Points are whole thousandths. A firm's score is an interval where facts lack or experts judge, so
its place is an interval too: nothing is filled in for what nobody has told. Every number is exact;
the same cohort gives the same places on every machine.
"""

from kechuang.engines.standing.cohort import Cohort, Indicator, Scheme, Totals
from kechuang.engines.standing.effects import FactEffect, effects_of_facts
from kechuang.engines.standing.lines import Line, Place, Placement, place_firms
from kechuang.engines.standing.list_packs import ListKind, ListPack, load_list, load_lists
from kechuang.engines.standing.places import Places, places_between, places_of
from kechuang.engines.standing.refusals import StandingError
from kechuang.engines.standing.tipping import TippingPoint, tipping_points
from kechuang.engines.standing.weights import Shift, shift_of_weights

__all__ = [
    "Cohort",
    "FactEffect",
    "Indicator",
    "Line",
    "ListKind",
    "ListPack",
    "Place",
    "Placement",
    "Places",
    "Scheme",
    "Shift",
    "StandingError",
    "TippingPoint",
    "Totals",
    "effects_of_facts",
    "load_list",
    "load_lists",
    "place_firms",
    "places_between",
    "places_of",
    "shift_of_weights",
    "tipping_points",
]
