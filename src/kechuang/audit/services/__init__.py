"""Writing to the chain: events, published heads, erasures by law."""

from kechuang.audit.services.anchoring import publish_anchor, publish_due_anchor
from kechuang.audit.services.erasing import Grounds, erase_payloads
from kechuang.audit.services.mailing import mail_anchor
from kechuang.audit.services.recording import record

__all__ = [
    "Grounds",
    "erase_payloads",
    "mail_anchor",
    "publish_anchor",
    "publish_due_anchor",
    "record",
]
