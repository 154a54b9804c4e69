"""Breaking the register of outcomes."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage


def take_a_share(damage: Damage) -> None:
    damage.run("UPDATE outcomes_ownershare SET share_bp = share_bp - 1 WHERE share_bp = 4000")


def skip_a_number(damage: Damage) -> None:
    damage.run("UPDATE outcomes_outcome SET number = 'CG2026-000099' WHERE source = ''")


def jump_a_step(damage: Damage) -> None:
    damage.run("UPDATE outcomes_outcome SET state = 'converted' WHERE source = ''")


def forget_a_publication(damage: Damage) -> None:
    damage.run("UPDATE outcomes_outcome SET published_at = NULL WHERE state = 'published'")


def index_a_secret(damage: Damage) -> None:
    damage.run(
        "UPDATE outcomes_outcome SET search_text = search_text || confidential_text "
        "WHERE confidential_text <> ''"
    )


def register_silently(damage: Damage) -> None:
    damage.run("DELETE FROM outcomes_outcome WHERE source = ''")


CORRUPTIONS = {
    "outcomes.shares_are_whole": take_a_share,
    "outcomes.numbers_have_no_gap": skip_a_number,
    "outcomes.states_come_from_steps": jump_a_step,
    "outcomes.public_ones_are_dated": forget_a_publication,
    "outcomes.searches_find_public_text": index_a_secret,
    "outcomes.are_all_on_the_chain": register_silently,
}
