"""The least rights of the application's role in PostgreSQL, read from the triggers themselves."""

from __future__ import annotations

from django.db import connection, transaction
from psycopg.sql import SQL, Composable, Identifier

from kechuang.audit.table_rights import Rights, read_rights
from kechuang.engines.wording import Refusal, Text

IS_OWNER = """
SELECT rolsuper OR rolcreaterole OR pg_has_role(r.oid, d.datdba, 'MEMBER') OR EXISTS (
    SELECT FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
    AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
FROM pg_roles r, pg_database d WHERE r.rolname = %s AND d.datname = current_database()
"""
IN_SCHEMA = (
    "REVOKE ALL ON SCHEMA {schema} FROM {role};",
    "REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC;",
    "GRANT USAGE ON SCHEMA {schema} TO {role};",
    "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}, PUBLIC;",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {role}, PUBLIC;",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};",
)
ON_TABLE = "GRANT {verbs} ON {table} TO {role};"
CAN_CHANGE = """
SELECT has_table_privilege(%s, quote_ident(%s), 'DELETE, TRUNCATE, TRIGGER')
    OR has_any_column_privilege(%s, quote_ident(%s), 'UPDATE')
"""
ANOTHER_ROLE = Text(
    "请为平台另建一个普通角色，表由迁移用的角色所有",
    "Make an ordinary role for the platform; the role that migrates owns the tables",
)


class GrantsRefused(Refusal):
    """No rights were given."""

    def __init__(self, why: Text, mend: Text) -> None:
        super().__init__(Text("没有授权", "No rights were given"), why, mend)


def grant_statements(role: str) -> list[str]:
    """The SQL that takes every right from ``role`` and gives back the least it works with.

    Raises ``GrantsRefused`` on SQLite, without such a role, and for a role that owns the tables.
    """
    _require_ordinary_role(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        names = {"schema": Identifier(cursor.fetchone()[0]), "role": Identifier(role)}
    on_tables = [_on_table(rights, Identifier(role)) for rights in read_rights()]
    return [SQL(line).format(**names).as_string() for line in IN_SCHEMA] + on_tables


@transaction.atomic
def apply_grants(role: str) -> list[Rights]:
    """Execute ``grant_statements``; raises ``GrantsRefused``, and nothing is changed, when
    ``role`` could still change a row that is append-only (for example through another role)."""
    statements = grant_statements(role)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    rights = read_rights()
    _require_refused(role, [table.table for table in rights if table.is_append_only])
    return rights


def _on_table(rights: Rights, role: Identifier) -> str:
    verbs: list[Composable] = [SQL("SELECT")]
    if rights.inserts:
        verbs.append(SQL("INSERT"))
    if rights.updates is None:
        verbs.append(SQL("UPDATE"))
    elif rights.updates:
        columns = SQL(", ").join(map(Identifier, rights.updates))
        verbs.append(SQL("UPDATE ({})").format(columns))
    if rights.deletes:
        verbs.append(SQL("DELETE"))
    table = Identifier(rights.table)
    return SQL(ON_TABLE).format(verbs=SQL(", ").join(verbs), table=table, role=role).as_string()


def _require_ordinary_role(role: str) -> None:
    if connection.vendor != "postgresql":
        raise GrantsRefused(
            Text(
                "SQLite 没有数据库角色，只有文件权限和触发器",
                "SQLite has no roles: file permissions and triggers are what there is",
            ),
            Text(
                "请让数据库文件只有平台账号可读写；正式运行请用 PostgreSQL",
                "Let only the platform's account read and write the file; use PostgreSQL in "
                "production",
            ),
        )
    with connection.cursor() as cursor:
        cursor.execute(IS_OWNER, [role])
        found = cursor.fetchone()
    if found is None:
        raise GrantsRefused(
            Text(f"没有名为 {role} 的角色", f"there is no role {role}"),
            Text(
                f"先建角色：CREATE ROLE {role} LOGIN PASSWORD '…'",
                f"Make it first: CREATE ROLE {role} LOGIN PASSWORD '…'",
            ),
        )
    if found[0]:
        raise GrantsRefused(_can_still_change(role), ANOTHER_ROLE)


def _can_still_change(role: str) -> Text:
    return Text(
        f"{role} 是超级用户、表的所有者或其成员，撤权对它不起作用",
        f"{role} is a superuser, owns the tables or is a member of such a role; "
        "revoking means nothing to it",
    )


def _require_refused(role: str, tables: list[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(CAN_CHANGE, [role, table, role, table])
            if cursor.fetchone()[0]:
                raise GrantsRefused(_can_still_change(role), ANOTHER_ROLE)
