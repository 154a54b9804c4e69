"""Kechuang (科创): a regional innovation service platform that explains every answer."""

__version__ = "0.1.0"
