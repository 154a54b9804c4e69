"""Backups taken while others commit, restored into an empty place and compared."""

from tests.proof.restoring.proving import prove

__all__ = ["prove"]
