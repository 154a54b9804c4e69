"""Races for every limited thing of the house."""

from tests.proof.races.proving import prove

__all__ = ["prove"]
