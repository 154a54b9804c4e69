"""Every endpoint; importing this package registers them on ``api``."""

from kechuang.api.endpoints import entitlements, matching, money, policies, registries
from kechuang.api.platform import api

__all__ = ["api", "entitlements", "matching", "money", "policies", "registries"]
