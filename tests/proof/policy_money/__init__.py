"""R17: every amount is computed twice, by the engines and by a second implementation of its own.

``second`` shares no line with ``kechuang``: it works in fractions and decimals where the tally
works in whole numbers, and by other methods (one fen at a time, rising rates, edited texts).
"""

from tests.proof.policy_money.proving import prove

__all__ = ["prove"]
