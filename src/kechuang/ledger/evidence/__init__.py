"""What an auditor takes along: tables, their dictionary, checksums, and a verifier."""

from kechuang.ledger.evidence.bundle import evidence_bundle

__all__ = ["evidence_bundle"]
