"""The chain of events, what was erased from it by law, and what of it was published."""

from kechuang.audit.models.anchors import Anchor
from kechuang.audit.models.chain import ChainHead, Event, Payload, Signatory, pseudonym
from kechuang.audit.models.erasures import Erasure
from kechuang.audit.models.found import FoundRow

__all__ = [
    "Anchor",
    "ChainHead",
    "Erasure",
    "Event",
    "FoundRow",
    "Payload",
    "Signatory",
    "pseudonym",
]
