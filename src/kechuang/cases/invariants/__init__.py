"""What must hold of cases, at every moment and over the whole database."""

from kechuang.cases.invariants.keeping import KEEPING
from kechuang.cases.invariants.lettering import LETTERING
from kechuang.cases.invariants.replaying import REPLAYING
from kechuang.cases.invariants.sealing import SEALING

INVARIANTS = (*KEEPING, *REPLAYING, *SEALING, *LETTERING)
