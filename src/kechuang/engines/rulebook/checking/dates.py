"""Refuses dates of a pack that contradict each other."""

from __future__ import annotations

from kechuang.engines.packfile import Located
from kechuang.engines.wording import Text


def refuse_contradictory_dates(root: Located) -> None:
    """A policy ends after it begins, and is issued before it ends."""
    ends, issued = root.get("valid_to"), root.get("issued_on")
    if ends is None:
        return
    if ends.date() < root.need("valid_from").date():
        ends.refuse(
            Text("有效期止早于有效期起", "it ends before it begins"),
            Text("请核对 valid_from 与 valid_to", "check valid_from and valid_to"),
        )
    if issued and issued.date() > ends.date():
        issued.refuse(
            Text("发文日期晚于有效期止", "it is issued after it has ended"),
            Text("请核对 issued_on 与 valid_to", "check issued_on and valid_to"),
        )
