"""The application's role may add to append-only tables, and nothing else to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner
from django.core.management import call_command
from django.db import connection

from kechuang.audit.grants import GrantsRefused, apply_grants, grant_statements
from kechuang.audit.selectors import verify_chain
from kechuang.audit.table_rights import read_rights
from kechuang.audit.triggers import make_append_only
from kechuang.cli.main import kechuang
from tests.backups.places import (
    Place,
    append_event,
    plain_sql,
    scratch_database,
    standing_in,
)
from tests.laid import laid_database
from tests.proof.kills.orders import endless_orders
from tests.proof.kills.posting import carry_out, lay_book

pytestmark = [pytest.mark.postgres, pytest.mark.both]


@pytest.fixture(scope="module")
def role(postgres_url: str) -> Iterator[str]:
    """Made before the database in which it gets rights, and dropped after it."""
    name = f"kechuang_app_{uuid4().hex[:8]}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        try:
            server.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'app'")
        except psycopg.errors.InsufficientPrivilege:
            pytest.skip("the role of KECHUANG_TEST_POSTGRES may not create roles (CREATEROLE)")
        yield name
        server.execute(f"DROP ROLE {name}")


@pytest.fixture(scope="module")
def owner(
    role: str,
    postgres_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,
) -> Iterator[Place]:
    """A platform as the one who owns its tables sees it."""
    laid = laid_database(postgres_url)
    with scratch_database(postgres_url, template=laid) as url, django_db_blocker.unblock():
        place = Place(url, tmp_path_factory.mktemp("platform"))
        with standing_in(place):
            append_event()
        yield place


@pytest.fixture(scope="module")
def application(owner: Place, role: str) -> Place:
    """The same platform as the application sees it, once the rights are given."""
    with standing_in(owner):
        apply_grants(role)
    parts = urlsplit(owner.url)
    address = f"{role}:app@{parts.hostname}:{parts.port or 5432}"
    return Place(parts._replace(netloc=address).geturl(), owner.folder)


def test_the_application_works_with_its_rights(application: Place) -> None:
    with standing_in(application):
        lay_book()
        receipt = carry_out(next(endless_orders("grants")))
        report = verify_chain()

    assert receipt == "proof-2026-000001"
    assert report.is_whole


def test_start_up_finds_nothing_to_migrate(application: Place) -> None:
    with standing_in(application):
        call_command("migrate", verbosity=0, interactive=False)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET command = 'other'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "TRUNCATE django_session",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_event_no_update ON audit_event",
        "DROP TABLE audit_event",
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "UPDATE parties_partyfact SET value = '1'",
    ],
)
def test_the_application_cannot_change_the_past(application: Place, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        plain_sql(application, statement)


def test_before_the_rights_are_given_the_triggers_stand_alone(owner: Place) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        plain_sql(owner, "UPDATE audit_event SET command = 'other'")


def test_a_new_append_only_table_is_found_by_its_triggers(owner: Place, role: str) -> None:
    plain_sql(owner, "CREATE TABLE later (id int)")

    with standing_in(owner):
        with connection.schema_editor() as editor:
            make_append_only(editor, "later")
        statements = grant_statements(role)

    assert f'GRANT SELECT, INSERT ON "later" TO "{role}";' in statements


def test_a_trigger_on_some_columns_and_one_verb_takes_only_these(owner: Place) -> None:
    trigger = "CREATE TRIGGER partly_{} BEFORE {} ON partly EXECUTE FUNCTION refuse_change()"
    plain_sql(
        owner,
        "CREATE TABLE partly (id int, fixed int, free int)",
        trigger.format("no_update", "UPDATE OF id, fixed"),
        trigger.format("kept", "DELETE"),
    )

    with standing_in(owner):
        (rights,) = (rights for rights in read_rights() if rights.table == "partly")

    assert (rights.updates, rights.deletes, rights.is_append_only) == (("free",), False, False)


def test_the_owner_of_the_tables_is_refused(owner: Place) -> None:
    with standing_in(owner), pytest.raises(GrantsRefused, match="owns the tables"):
        apply_grants(urlsplit(owner.url).username or "")


def test_a_role_that_is_not_there_is_refused(owner: Place) -> None:
    with standing_in(owner), pytest.raises(GrantsRefused, match="CREATE ROLE nobody_here"):
        grant_statements("nobody_here")


def test_a_right_through_another_role_is_refused_and_nothing_is_given(
    owner: Place, role: str
) -> None:
    other = f"{role}_group"
    plain_sql(
        owner,
        f"CREATE ROLE {other}",
        f"GRANT UPDATE ON audit_event TO {other}",
        f"GRANT {other} TO {role}",
    )
    try:
        with standing_in(owner), pytest.raises(GrantsRefused, match="means nothing"):
            apply_grants(role)
    finally:
        plain_sql(owner, f"REVOKE ALL ON audit_event FROM {other}", f"DROP ROLE {other}")


def test_the_command_prints_the_sql_and_applies_it_on_demand(owner: Place, role: str) -> None:
    with standing_in(owner):
        printed = CliRunner().invoke(kechuang, ["grants", "--role", role])
        applied = CliRunner().invoke(kechuang, ["grants", "--role", role, "--apply"])

    assert printed.stdout.startswith("BEGIN;\n")
    assert f'GRANT SELECT, INSERT ON "audit_event" TO "{role}";' in printed.stdout
    assert applied.exit_code == 0
    assert "audit_event, " in applied.stderr
