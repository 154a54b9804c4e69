"""Files of diligence against the audit chain, and the guards of the database."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kechuang.audit.guards import lost_guards
from kechuang.audit.models import Event
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text
from kechuang.programmes.guards_of_execution import (
    APPEND_ONLY,
    FROZEN,
    PAYS_ONLY_THE_ACCEPTED,
    STAYS_ACCEPTED,
)
from kechuang.programmes.guards_of_judging import ANSWERED_ONCE, ASKED, INVITATIONS, SHEETS
from kechuang.programmes.guards_of_withdrawal import (
    CONTRACTS,
    WITHDRAWALS,
    WITHDRAWN_FROM_A_DRAFT,
)
from kechuang.programmes.models.execution import ExemptionFile

WRITTEN_ONCE = (*APPEND_ONLY, SHEETS, WITHDRAWALS)
KEPT = {**FROZEN, INVITATIONS: ASKED}
SINGLE = (
    (INVITATIONS, ANSWERED_ONCE),
    (CONTRACTS, WITHDRAWN_FROM_A_DRAFT),
    ("ledger_tranche", PAYS_ONLY_THE_ACCEPTED),
    ("programmes_milestone", STAYS_ACCEPTED),
)


def untrue_files() -> Iterator[Finding]:
    """A file is what it was sealed as, and each decision it tells stands in the chain."""
    for file in ExemptionFile.objects.select_related("contract"):
        told = {each["sequence"]: each["own_hash"] for each in file.content["decisions"]}
        stands = dict(Event.objects.filter(sequence__in=told).values_list("sequence", "own_hash"))
        if file.digest != digest(file.content) or stands != told:
            yield found(file, "档案与审计链不符", "it is not what the audit chain says")


GUARDED = (
    Invariant(
        "programmes.files_of_diligence_are_true",
        Text("尽职免责档案与审计链一致", "Files of diligence are what the audit chain says"),
        untrue_files,
    ),
    Invariant(
        "programmes.guards_of_execution_stand",
        Text("项目执行各表的数据库保护都在", "The database's guards of running projects stand"),
        partial(lost_guards, WRITTEN_ONCE, KEPT, SINGLE),
    ),
)
