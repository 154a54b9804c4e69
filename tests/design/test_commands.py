"""Every command that writes to the audit chain has its words."""

import ast
from pathlib import Path

from django.utils.translation import override

from kechuang.demands.states import LIFECYCLE as DEMANDS
from kechuang.design.commands import LABELS, command_label
from kechuang.outcomes.states import LIFECYCLE as OUTCOMES

SOURCE = Path(__file__).parents[2] / "src" / "kechuang"
RECORDING = ("record", "record_count", "record_sealed")


def recorded_commands() -> set[str]:
    found = set()
    for path in SOURCE.rglob("services*/**/*.py"):
        found |= _commands_in(ast.parse(path.read_text(encoding="utf-8")))
    for path in SOURCE.glob("*/services.py"):
        found |= _commands_in(ast.parse(path.read_text(encoding="utf-8")))
    return found


def _commands_in(tree: ast.Module) -> set[str]:
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") in RECORDING]
    return {
        keyword.value.value
        for call in named
        for keyword in call.keywords
        if keyword.arg == "command" and isinstance(keyword.value, ast.Constant)
    }


def test_recorded_commands_are_found_at_all() -> None:
    assert {"publish_policy", "decide_match", "create_account"} <= recorded_commands()


def test_each_recorded_command_has_words() -> None:
    steps = {f"{name}_outcome" for name in OUTCOMES.steps} | {f"{n}_demand" for n in DEMANDS.steps}

    assert recorded_commands() | steps <= set(LABELS)


def test_words_follow_the_language_and_unknown_commands_show_their_name() -> None:
    with override("en"):
        assert command_label("publish_outcome") == "Publish an outcome"
    assert command_label("some_future_command") == "some_future_command"
