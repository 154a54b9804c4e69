"""The command line as a whole: help in two languages, refusals, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner, Result

from kechuang.cli.catalogue import COMMANDS, load_command, written_commands
from kechuang.cli.main import kechuang

NO_DJANGO = (
    "import sys; import kechuang.cli.main as m; m.kechuang(['--help'], standalone_mode=False);"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(kechuang, arguments)


def all_commands() -> list[tuple[str, click.Command]]:
    found = [(name, load_command(name)) for name in written_commands()]
    groups = [
        (f"{name} {sub}", command.commands[sub])
        for name, command in found
        if isinstance(command, click.Group)
        for sub in command.commands
    ]
    return [(name, command) for name, command in found if command] + groups


def is_bilingual(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text) and any(
        "a" <= sign <= "z" for sign in text
    )


def test_help_lists_every_command_that_exists_in_both_languages() -> None:
    help_text = run("--help").output

    assert written_commands()
    for name in written_commands():
        assert COMMANDS[name].summary.zh in help_text


def test_help_needs_neither_django_nor_a_database() -> None:
    source = f"{NO_DJANGO} sys.exit('django.apps' in sys.modules or 'django.db' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=False)

    assert done.returncode == 0


def test_every_help_text_and_every_option_speaks_both_languages() -> None:
    silent = [
        (name, parameter.name)
        for name, command in all_commands()
        for parameter in [command, *command.params]
        if not isinstance(parameter, click.Argument)
        and not is_bilingual(getattr(parameter, "help", None) or "")
    ]

    assert silent == []


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("check", "--nonsense"), ("serve", "--port", "x")]
)
def test_wrong_usage_exits_with_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_refusal_exits_with_one_and_speaks_both_languages_on_standard_error() -> None:
    refused = run("serve", "--host", "0.0.0.0")

    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert "本地模式只允许本机访问" in refused.stderr
    assert "local mode serves this machine only" in refused.stderr


@pytest.mark.django_db
def test_under_json_a_refusal_is_a_document_on_standard_output() -> None:
    refused = run("sweep", "--replay", "999999", "--json")

    answer = json.loads(refused.stdout)["refusal"]

    assert refused.exit_code == 1
    assert {"zh", "en"} == set(answer["what"]) == set(answer["why"]) == set(answer["mend"])
