"""Breaking sweeps between their frozen inputs and their rows."""

from __future__ import annotations

from kechuang.entitlements.evidence import pack_evidence
from tests.proof.corruptions.damage import Damage


def freeze_other_inputs(damage: Damage) -> None:
    damage.run("UPDATE runs_run SET inputs_digest = %s", "0" * 64)


def exchange_the_evidence(damage: Damage) -> None:
    damage.run(
        "UPDATE entitlements_entitlement SET evidence = %s "
        "WHERE id = (SELECT min(id) FROM entitlements_entitlement)",
        pack_evidence(b"{}"),
    )


CORRUPTIONS = {
    "batch.inputs_are_as_frozen": freeze_other_inputs,
    "batch.answers_have_the_digest_of_their_part": exchange_the_evidence,
}
