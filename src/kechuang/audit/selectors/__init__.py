"""Reading, proving and verifying the chain."""

from kechuang.audit.selectors.altered import altered_rows
from kechuang.audit.selectors.anchors import anchors, newest_anchor
from kechuang.audit.selectors.erasable import Erasable, Kept, erasable
from kechuang.audit.selectors.evidence import chain_rows, sealed_payloads
from kechuang.audit.selectors.history import chain_head, event_of, history_of
from kechuang.audit.selectors.mailed import Publication, publication
from kechuang.audit.selectors.receipts import receipt_proof
from kechuang.audit.selectors.sealed import broken_rows, one_reading
from kechuang.audit.selectors.verifying import ChainReport, verify_chain

__all__ = [
    "ChainReport",
    "Erasable",
    "Kept",
    "Publication",
    "altered_rows",
    "anchors",
    "broken_rows",
    "chain_head",
    "chain_rows",
    "erasable",
    "event_of",
    "history_of",
    "newest_anchor",
    "one_reading",
    "publication",
    "receipt_proof",
    "sealed_payloads",
    "verify_chain",
]
