"""``kechuang grants``: the least rights of the application's role in PostgreSQL."""

from __future__ import annotations

import click

from kechuang.audit.grants import apply_grants, grant_statements
from kechuang.audit.table_rights import Rights
from kechuang.cli.output import say
from kechuang.engines.wording import Text


@click.command()
@click.option("--role", required=True, help="平台连接数据库用的角色 / Role the platform uses.")
@click.option("--apply", "is_applied", is_flag=True, help="立即执行 / Execute it now.")
def command(role: str, is_applied: bool) -> None:
    """输出（或执行）最小授权的 SQL：只增表不得修改、删除、清空，不得改表结构。

    Print, or execute, the SQL of the least rights: tables that are append-only cannot be
    updated, deleted from or truncated, and no table can be altered. Run it as the tables' owner,
    again after each update.
    """
    if is_applied:
        _tell(role, apply_grants(role))
    else:
        click.echo("\n".join(["BEGIN;", *grant_statements(role), "COMMIT;"]))


def _tell(role: str, rights: list[Rights]) -> None:
    kept = [table.table for table in rights if table.is_append_only]
    n, listed = len(rights), ", ".join(kept)
    say(
        Text(
            f"{role} 已获 {n} 张表的最小权限，其中只增表：{listed}",
            f"{role} has the least rights on {n} tables; append-only: {listed}",
        )
    )
