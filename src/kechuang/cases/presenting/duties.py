"""Which steps carry a case on, and which are ways out that stay open beside them."""

from __future__ import annotations

from kechuang.engines.flow import Procedure, Step


def is_duty(procedure: Procedure, step: Step) -> bool:
    """A step that leads from one state to a new one.

    What may be taken from several states (withdrawing, ending), what stays where it is (an
    extension) and what leads back to the start (taking back) waits for nobody.
    """
    is_way_out = len(step.origins) > 1
    return not is_way_out and step.target not in (*step.origins, procedure.start)
