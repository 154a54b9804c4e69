"""Making the file of diligence (尽职免责) from what the audit trail holds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, wrong_state
from kechuang.engines.seal import digest
from kechuang.programmes.models.execution import Contract, ExemptionFile
from kechuang.programmes.powers_of_execution import can_prepare
from kechuang.programmes.refusals_of_execution import NO_FILE
from kechuang.programmes.selectors.execution.diligence import diligence_of, told_in_words
from kechuang.programmes.services.execution.signing import act
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import ContractState

STOPPED = (ContractState.TERMINATED, ContractState.ELIMINATED)


@transaction.atomic
def make_exemption_file(*, by: Actor, at: datetime, contract: Contract) -> ExemptionFile:
    """Write down, once, what was decided when by whom on what evidence, in both languages.

    Source: 科学技术进步法 (2021) art. 68.
    """
    require(can_prepare(by), Text("生成尽职免责档案", "make the file of diligence"))
    current = locked(contract)
    require_state(NO_FILE, current, ContractState, *STOPPED)
    if ExemptionFile.objects.filter(contract=current).exists():
        raise wrong_state(NO_FILE, "档案已生成", "the file exists already")
    content = diligence_of(current)
    words = told_in_words(content)
    file = ExemptionFile.objects.create(
        contract=current,
        content=content,
        digest=digest(content),
        text=words.zh,
        text_en=words.en,
        **act(by, at),
    )
    told = {"digest": file.digest, "events": len(content["decisions"])}
    record(by=by, at=at, command="make_exemption_file", target=current, payload=told)
    return file
