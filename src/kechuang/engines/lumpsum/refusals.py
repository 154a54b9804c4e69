"""What the lump-sum engine refuses, beside packs."""

from kechuang.engines.wording import Refusal


class ExpenseError(Refusal):
    """An expense or a sum that cannot be judged at all."""
