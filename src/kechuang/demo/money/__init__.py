"""Two fiscal years of the fictional city's money, posted through the same commands as real ones."""

from kechuang.demo.money.loading import load_money, recipients_of

__all__ = ["load_money", "recipients_of"]
