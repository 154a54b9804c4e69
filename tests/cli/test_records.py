"""Commands that change or verify records."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from kechuang.accounts.models import User
from kechuang.audit.models import Event
from kechuang.base.roles import Role
from kechuang.cli.main import kechuang

PASSWORD = "a-long-and-rare-Passphrase-7"

pytestmark = pytest.mark.django_db


def run(*arguments: str, password: str = PASSWORD) -> Result:
    return CliRunner().invoke(kechuang, arguments, input=f"{password}\n{password}\n")


def test_createadmin_makes_an_administrator_who_can_log_in() -> None:
    done = run("createadmin", "chen", "--full-name", "陈静", "--password-stdin", "--json")

    user = User.objects.get(username="chen")

    assert json.loads(done.stdout) == {"username": "chen", "role": "administrator"}
    assert user.check_password(PASSWORD)
    assert [membership.role for membership in user.memberships.all()] == [Role.ADMINISTRATOR]


def test_createadmin_asks_for_the_password_twice() -> None:
    assert run("createadmin", "chen").exit_code == 0
    assert User.objects.get(username="chen").check_password(PASSWORD)


def test_createadmin_is_recorded_as_done_by_the_system() -> None:
    run("createadmin", "chen", "--password-stdin")

    events = Event.objects.order_by("sequence")

    assert [event.command for event in events] == ["create_account", "grant_membership"]
    assert {(event.is_system, event.actor_name) for event in events} == {(True, "createadmin")}


@pytest.mark.parametrize(("name", "password"), [("chen", PASSWORD), ("lin", "short")])
def test_createadmin_refuses_a_taken_name_and_a_weak_password(name: str, password: str) -> None:
    run("createadmin", "chen", "--password-stdin")

    refused = run("createadmin", name, "--password-stdin", password=password)

    assert refused.exit_code == 1
    assert User.objects.count() == 1


def test_audit_verify_finds_a_whole_chain_and_its_head_as_anchor() -> None:
    run("createadmin", "chen", "--password-stdin")
    head = run("audit", "head").stdout.strip()

    verified = run("audit", "verify", "--anchor", head, "--json")

    answer = json.loads(verified.stdout)
    assert verified.exit_code == 0
    assert (answer["is_whole"], answer["events"], answer["breaks"]) == (True, 2, [])


def test_audit_verify_exits_with_one_when_the_anchor_is_not_in_the_chain() -> None:
    run("createadmin", "chen", "--password-stdin")

    verified = run("audit", "verify", "--anchor", f"1:{'0' * 64}")

    assert verified.exit_code == 1
    assert "✗ 1" in verified.stdout


def test_an_anchor_that_cannot_be_read_is_wrong_usage() -> None:
    assert run("audit", "verify", "--anchor", "yesterday").exit_code == 2
