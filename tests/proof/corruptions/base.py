"""Breaking what holds in every table."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage


def dangle(damage: Damage) -> None:
    damage.run("UPDATE parties_formername SET party_id = 999999")


def choose_nothing_known(damage: Damage) -> None:
    damage.run("UPDATE parties_party SET kind = 'club' WHERE kind = 'university'")


def exceed_the_whole(damage: Damage) -> None:
    damage.run("UPDATE parties_relation SET share_bp = 10001 WHERE kind = 'shareholder'")


def repeat(damage: Damage) -> None:
    damage.drop_index("pack_has_one_current_version")
    damage.run(
        "UPDATE packs_packversion SET pack_id = (SELECT min(pack_id) FROM packs_packversion)"
    )


CORRUPTIONS = {
    "base.references_lead_somewhere": dangle,
    "base.choices_are_known": choose_nothing_known,
    "base.conditions_hold": exceed_the_whole,
    "base.unique_values_occur_once": repeat,
}
