"""Ends before the goal: terminations, the file of diligence, and what is paid no more."""

from kechuang.programmes.services.execution.ending.exempting import make_exemption_file
from kechuang.programmes.services.execution.ending.terminating import (
    confirm_termination,
    decline_termination,
    propose_termination,
)

__all__ = [
    "confirm_termination",
    "decline_termination",
    "make_exemption_file",
    "propose_termination",
]
