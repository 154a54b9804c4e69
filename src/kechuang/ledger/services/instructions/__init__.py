"""Money commands by two people: one prepares and sees every refusal, another carries them out."""

from kechuang.ledger.services.instructions.commands import COMMANDS
from kechuang.ledger.services.instructions.deciding import (
    approve_instruction,
    decline_instruction,
    withdraw_instruction,
)
from kechuang.ledger.services.instructions.granting import grant_plan_of
from kechuang.ledger.services.instructions.preparing import prepare_instruction
from kechuang.ledger.services.instructions.rehearsing import rehearse
from kechuang.ledger.services.instructions.settling import answers_content

__all__ = [
    "COMMANDS",
    "answers_content",
    "approve_instruction",
    "decline_instruction",
    "grant_plan_of",
    "prepare_instruction",
    "rehearse",
    "withdraw_instruction",
]
