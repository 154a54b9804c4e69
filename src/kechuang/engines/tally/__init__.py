"""The tally: amounts of public money computed in whole fen, shared out and written in capitals.

Everything is exact until a rule's own named rounding; parts always sum to the whole; the same
input gives the same result. No floats, no decimals, no clock. Every refusal is a ``TallyError``.

Sources: 金额大写, 支付结算办法 (银发〔1997〕393号) 附一; figures on vouchers and in accounts that
must agree, 会计法 (2024) 第14、17条; interest by days, 银发〔2005〕129号.
"""

from kechuang.engines.tally.capital_figures import in_capital_figures
from kechuang.engines.tally.limits import UNLIMITED, Bound, Limits, Settled, settle
from kechuang.engines.tally.rationing import (
    Ration,
    Request,
    Worked,
    first_come,
    left_out,
    pro_rata,
    worked_pro_rata,
)
from kechuang.engines.tally.refusals import TallyError
from kechuang.engines.tally.rounding import Rounding, ceiling, floor, half_up
from kechuang.engines.tally.shares import WHOLE_BP, split, split_by_level, split_grid, spread
from kechuang.engines.tally.terms import (
    DAY_COUNTS,
    at_rate,
    by_year,
    in_brackets,
    interest,
    per_full_step,
    slices,
    top_up,
)

__all__ = [
    "DAY_COUNTS",
    "UNLIMITED",
    "WHOLE_BP",
    "Bound",
    "Limits",
    "Ration",
    "Request",
    "Rounding",
    "Settled",
    "TallyError",
    "Worked",
    "at_rate",
    "by_year",
    "ceiling",
    "first_come",
    "floor",
    "half_up",
    "in_brackets",
    "in_capital_figures",
    "interest",
    "left_out",
    "per_full_step",
    "pro_rata",
    "settle",
    "slices",
    "split",
    "split_by_level",
    "split_grid",
    "spread",
    "top_up",
    "worked_pro_rata",
]
