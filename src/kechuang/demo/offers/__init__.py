"""Entitlements that the fictional city grants without application (虚构示例), in every stage.

Everything is done by the commands people use, as named people, in November 2026.
"""

from kechuang.demo.offers.loading import load_offers

__all__ = ["load_offers"]
