"""Copies of documents that do not tell who made them, for reviewers who must not know.

A copy is rebuilt from what is understood: unknown parts stay behind, known names are replaced in
the text, and what may still tell is shown to the officer. The original is never changed.
"""

from kechuang.base.blinding.blinding import BlindedCopy, blind_document
from kechuang.base.blinding.channels import CHANNELS
from kechuang.base.blinding.findings import Loss, Report
from kechuang.base.blinding.leaks import LEAKS, Leak, find_leaks, pieces_of
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.losses import LOSSES
from kechuang.base.blinding.names import KINDS, KnownName, placeholders, read_names
from kechuang.base.blinding.refusals import BlindingError

__all__ = [
    "CHANNELS",
    "KINDS",
    "LEAKS",
    "LOSSES",
    "BlindedCopy",
    "BlindingError",
    "KnownName",
    "Leak",
    "Limits",
    "Loss",
    "Report",
    "blind_document",
    "find_leaks",
    "pieces_of",
    "placeholders",
    "read_names",
]
