"""Breaking kept packs."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage

ONE = "id = (SELECT min(id) FROM packs_packversion)"


def edit_a_pack(damage: Damage) -> None:
    damage.run(f"UPDATE packs_packversion SET source = replace(source, '0', '1') WHERE {ONE}")


def exchange_a_digest(damage: Damage) -> None:
    damage.run(f"UPDATE packs_packversion SET digest = %s WHERE {ONE}", "0" * 64)


CORRUPTIONS = {
    "packs.digests_are_of_their_text": edit_a_pack,
    "packs.are_as_they_were_loaded": exchange_a_digest,
}
