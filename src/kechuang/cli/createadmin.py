"""``kechuang createadmin``: the first person who can log in and give roles to others."""

from __future__ import annotations

import sys

import click
from django.db import transaction

from kechuang.accounts.services import create_account, grant_membership
from kechuang.base.actors import system_actor
from kechuang.base.clock import now, today
from kechuang.base.roles import Role
from kechuang.cli.database import prepare_database
from kechuang.cli.output import json_option, print_json, say
from kechuang.engines.wording import Text


@click.command()
@click.argument("username")
@click.option(
    "--full-name", default="", help="姓名，默认同用户名 / Person's name, else the user name."
)
@click.option(
    "--password-stdin",
    is_flag=True,
    help="从标准输入读取密码 / Read the password from standard input.",
)
@json_option
def command(username: str, full_name: str, password_stdin: bool, as_json: bool) -> None:
    """创建系统管理员账号 USERNAME。生产模式下首次登录须绑定动态口令。

    Create the administrator account USERNAME. In production mode the first log-in asks for a
    second factor.
    """
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _ask_password()
    prepare_database()
    create_administrator(username=username, full_name=full_name or username, password=password)
    if as_json:
        print_json({"username": username, "role": Role.ADMINISTRATOR.value})
    else:
        say(Text(f"已创建管理员 {username}", f"Created administrator {username}"))


@transaction.atomic
def create_administrator(*, username: str, full_name: str, password: str) -> None:
    """Both commands or neither; the audit chain names ``createadmin`` as the one who acted."""
    by, at = system_actor("createadmin"), now()
    user = create_account(by=by, at=at, username=username, full_name=full_name, password=password)
    grant_membership(by=by, at=at, user=user, role=Role.ADMINISTRATOR, since=today())


def _ask_password() -> str:
    password: str = click.prompt("密码 / Password", hide_input=True, confirmation_prompt=True)
    return password
