"""Breaking the chain."""

from __future__ import annotations

from tests.proof.corruptions.damage import Damage


def rewrite_an_actor(damage: Damage) -> None:
    damage.run("UPDATE audit_event SET actor_id = 1 WHERE sequence = 3")


def rewrite_a_payload(damage: Damage) -> None:
    damage.run("UPDATE audit_payload SET payload = '{\"created\": 1000}' WHERE event_id = 3")


def erase_without_telling(damage: Damage) -> None:
    damage.run("INSERT INTO audit_erasure (event_id, erased_by_id) VALUES (3, 4)")


def publish_without_telling(damage: Damage) -> None:
    damage.run(
        "INSERT INTO audit_anchor SELECT 3, '2026-11-21', sequence, own_hash, own_hash, at, 'page' "
        "FROM audit_event WHERE sequence = 2"
    )


def turn_back_the_head(damage: Damage) -> None:
    damage.run("UPDATE audit_chainhead SET sequence = sequence - 1")


def blot_out_an_actor(damage: Damage) -> None:
    damage.run("UPDATE audit_event SET actor_id = NULL, is_system = %s WHERE sequence = 3", False)


def give_an_unheard_of_command(damage: Damage) -> None:
    damage.run("UPDATE audit_event SET command = 'tidy_up' WHERE sequence = 3")


def open_the_chain(damage: Damage) -> None:
    damage.unguard("audit_event")


def lose_an_outcome(damage: Damage) -> None:
    damage.run("DELETE FROM outcomes_outcome WHERE source = ''")


def write_from_the_future(damage: Damage) -> None:
    damage.run("UPDATE parties_party SET updated_at = '2099-01-01 00:00:00+00:00'")


CORRUPTIONS = {
    "audit.chain_is_whole": rewrite_an_actor,
    "audit.payloads_fit_their_leaves": rewrite_a_payload,
    "audit.erasures_are_told": erase_without_telling,
    "audit.anchors_are_what_was_published": publish_without_telling,
    "audit.head_is_the_last_event": turn_back_the_head,
    "audit.events_name_who_acted": blot_out_an_actor,
    "audit.commands_have_words": give_an_unheard_of_command,
    "audit.events_are_append_only": open_the_chain,
    "audit.nothing_recorded_is_gone": lose_an_outcome,
    "audit.nothing_is_later_than_the_chain": write_from_the_future,
}
