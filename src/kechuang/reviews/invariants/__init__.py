"""What must hold of experts, panels, draws, copies and reports."""

from kechuang.reviews.invariants.excluding import EXCLUDING
from kechuang.reviews.invariants.judging import JUDGING
from kechuang.reviews.invariants.seating import SEATING

INVARIANTS = (*SEATING, *EXCLUDING, *JUDGING)
