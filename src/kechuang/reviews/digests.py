"""Keyed digests: what is compared and never shown again (identity numbers, accounts, phones)."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import salted_hmac


def contact_digest(kind: str, value: str) -> str:
    """64 hex digits of a phone, account, address or e-mail; "" for an empty value.

    Blanks, hyphens, letter case and full-width forms do not tell two writings apart.
    """
    return _digest(f"contact.{kind}", value)


def identity_digest(number: str) -> str:
    """64 hex digits of a citizen's identity number; "" for an empty one."""
    return _digest("identity", number)


def _digest(purpose: str, value: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", value).casefold().split()).replace("-", "")
    if not plain:
        return ""
    return salted_hmac(f"kechuang.reviews.{purpose}", plain, algorithm="sha256").hexdigest()
