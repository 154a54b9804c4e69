"""Refuses a policy that nobody confirmed and that does not say so."""

from __future__ import annotations

from kechuang.engines.packfile import EXAMPLE, UNCONFIRMED, Located
from kechuang.engines.wording import Text


def read_label(root: Located) -> bool:
    """Whether pages mark the pack as an example; what is not confirmed must say so itself."""
    evidence, label = root.need("evidence"), root.get("is_example")
    is_example = label.flag() if label else evidence.text() == EXAMPLE
    if not is_example and evidence.text() in {*UNCONFIRMED, EXAMPLE}:
        (label or evidence).refuse(
            Text(
                f"依据等级“{evidence.text()}”待核对，却没有标明示例",
                f"the evidence “{evidence.text()}” is not confirmed, and nothing says so",
            ),
            Text(
                "请加一行“is_example: true”；核对原文后改写 evidence 并删去这一行",
                "add a line “is_example: true”; once the text is confirmed, change evidence",
            ),
        )
    return is_example
