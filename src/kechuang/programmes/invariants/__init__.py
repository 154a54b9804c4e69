"""What must hold of programmes, at every moment and over the whole database."""

from kechuang.programmes.invariants.awarding import AWARDING
from kechuang.programmes.invariants.bidding import BIDDING
from kechuang.programmes.invariants.contracting import CONTRACTING
from kechuang.programmes.invariants.execution import EXECUTION
from kechuang.programmes.invariants.listing import LISTING

TO_THE_AWARD = (*LISTING, *BIDDING, *AWARDING, *CONTRACTING)
INVARIANTS = (*TO_THE_AWARD, *EXECUTION)
