"""``kechuang explain``: why a policy applies to an enterprise, or does not."""

from __future__ import annotations

from datetime import datetime

import click

from kechuang.base.actors import system_actor
from kechuang.base.clock import now, today
from kechuang.batch.inputs import packs_in_force
from kechuang.cli.database import prepare_database
from kechuang.cli.output import json_option, print_json
from kechuang.engines.rulebook import Answer, answer_lines, evaluate
from kechuang.engines.wording import Refusal, Text
from kechuang.parties.models import Party
from kechuang.parties.selectors import fact_sheet
from kechuang.policies.services import publish_policies


@click.command()
@click.argument("party")
@click.argument("pack", required=False)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="基准日，默认今天 / As of this day.")
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="语言 / Language.",
)
@json_option
def command(
    party: str, pack: str | None, on: datetime | None, language: str, as_json: bool
) -> None:
    """逐条说明 PARTY（信用代码或名称）对各项政策（或 PACK 一项）的结论和理由。

    Explain what every policy (or PACK alone) says to PARTY (credit code or name), and why.
    """
    prepare_database()
    publish_policies(by=system_actor("kechuang explain"), at=now())
    day = on.date() if on else today()
    sheet = fact_sheet(find_party(party))
    packs = [found for found in packs_in_force(day) if pack in (None, found.id)]
    if not packs:
        raise _no_pack(pack)
    answers = [answer for found in packs for answer in evaluate(found, sheet, on=day)]
    if as_json:
        print_json([answer.as_dict() for answer in answers])
        return
    for answer in answers:
        _print_answer(answer, language)


def find_party(text: str) -> Party:
    """The party with this credit code or exact name."""
    found = (
        Party.objects.filter(credit_code=text).first() or Party.objects.filter(name=text).first()
    )
    if found is None:
        raise Refusal(
            Text(f"没有找到 {text}", f"{text} was not found"),
            Text("没有登记此信用代码或名称的主体", "no party has this credit code or name"),
            Text("请核对，或先导入主体", "Check it, or import the party first"),
        )
    return found


def _print_answer(answer: Answer, language: str) -> None:
    click.echo("\n".join(answer_lines(answer, language)))
    click.echo()


def _no_pack(pack: str | None) -> Refusal:
    return Refusal(
        Text(f"没有政策可以说明（{pack or '全部'}）", f"No policy to explain ({pack or 'all'})"),
        Text("没有在本地区和该日有效的政策包", "no pack is in force here on that day"),
        Text("请核对编号和日期", "Check the id and the day"),
    )
