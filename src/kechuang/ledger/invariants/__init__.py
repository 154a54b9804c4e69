"""What must hold of public money, at every moment and over the whole database."""

from kechuang.ledger.invariants.banking import BANKING
from kechuang.ledger.invariants.custody import CUSTODY
from kechuang.ledger.invariants.paying import PAYING
from kechuang.ledger.invariants.posting import POSTING
from kechuang.ledger.invariants.sealing import SEALING
from kechuang.ledger.invariants.sharing import SHARING
from kechuang.ledger.invariants.year_end import YEAR_END

INVARIANTS = (*POSTING, *CUSTODY, *PAYING, *YEAR_END, *SHARING, *BANKING, *SEALING)
