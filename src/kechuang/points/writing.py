"""Points and places as they are written."""

from __future__ import annotations

from collections.abc import Sequence


def decimal(thousandths: int) -> str:
    """``53.27``: as many decimals as there are, at most three."""
    sign, whole = "-" if thousandths < 0 else "", abs(thousandths)
    return sign + f"{whole // 1000}.{whole % 1000:03}".rstrip("0").rstrip(".")


def signed(thousandths: int) -> str:
    return ("+" if thousandths > 0 else "") + decimal(thousandths)


def span(low: int, high: int) -> str:
    return decimal(low) if low == high else f"{decimal(low)} ~ {decimal(high)}"


def pair(two: Sequence[int]) -> str:
    """Two places, or the one that they are."""
    return f"{two[0]}" if two[0] == two[1] else f"{two[0]}–{two[1]}"
