"""Building the fictional city and opening it, once settings are loaded."""

from __future__ import annotations

import time
import urllib.request

from kechuang.audit.services import publish_anchor
from kechuang.base.actors import system_actor
from kechuang.base.clock import now, today
from kechuang.cli.database import collect_static, prepare_database
from kechuang.cli.output import say
from kechuang.cli.processes import running, wait_for_first_end
from kechuang.cli.serve import announce, refuse_unsafe_address, server_commands
from kechuang.cli.sweep import sweep
from kechuang.demo.accounts import PASSWORD, open_accounts
from kechuang.demo.challenges import load_challenges
from kechuang.demo.city import City, build_city
from kechuang.demo.guide import guided_stops
from kechuang.demo.loading import SWEPT_ON, load_city
from kechuang.demo.money import load_money, recipients_of
from kechuang.demo.offers import load_offers
from kechuang.demo.points import load_points
from kechuang.engines.wording import Refusal, Text

HOST = "127.0.0.1"


class HomeFailed(Refusal):
    """The platform started but its home page did not answer as it should."""


def open_demo(port: int, *, once: bool) -> None:
    """Build what is not there yet, serve it, and say where and with which log-ins."""
    refuse_unsafe_address(HOST, port)
    city = build_region()
    with running(server_commands(HOST, port)) as children:
        announce(HOST, port, children)
        if once:
            fetch_home(port)
            return
        tell_accounts(city)
        tell_guide(port)
        raise SystemExit(wait_for_first_end(children))


def build_region() -> City:
    """The city in the database, swept; a second start finds everything in place."""
    began = time.monotonic()
    say(Text("准备数据库与页面", "Preparing database and pages"))
    prepare_database()
    collect_static()
    city = build_city()
    load_city(city, at=now(), step=_tell_step)
    open_accounts(city, at=now())
    sweep(SWEPT_ON)
    _tell_step("创新积分快照 / a snapshot of innovation points")
    load_points(at=now(), on=SWEPT_ON)
    _tell_step("两年资金账 / two years of money")
    load_money(at=now(), recipients=recipients_of(city))
    _tell_step("揭榜挂帅，每个阶段一个项目 / challenges, one in each phase")
    load_challenges(city)
    _tell_step("免申即享，每种进度一家 / offers without application, one in each stage")
    load_offers()
    publish_anchor(by=system_actor("audit anchor"), at=now(), on=today())
    seconds = f"{time.monotonic() - began:.0f}"
    say(Text(f"虚构示例城市已就绪，用时 {seconds} 秒", f"The fictional city is ready: {seconds} s"))
    return city


def fetch_home(port: int) -> None:
    """Fetch the home page as a browser would; refuse anything but a page of this city."""
    with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=60) as answer:
        page = answer.read().decode()
    if answer.status != 200 or "虚构示例" not in page:
        raise HomeFailed(
            Text("首页没有正常打开", "The home page did not open"),
            Text(f"HTTP 状态 {answer.status}", f"HTTP status {answer.status}"),
            Text("请查看上面的错误信息", "Read the messages above"),
        )
    say(Text(f"首页已取回，{len(page)} 字符", f"Home page fetched, {len(page)} characters"))


def tell_accounts(city: City) -> None:
    """The demo log-ins and their one password."""
    say(Text(f"演示账号，口令均为 {PASSWORD}：", f"Demo log-ins, all with password {PASSWORD}:"))
    for member in city.cast:
        say(Text(f"  {member.username}　{member.full_name}", f"{member.role}"))


def tell_guide(port: int) -> None:
    """The log-ins of the challenge programme, each with what to look at first."""
    where = f"http://{HOST}:{port}/demo/"
    say(Text(f"揭榜挂帅导览，见 {where}：", f"A guide to the challenges, see {where}"))
    for stop in guided_stops():
        zh = f"  {stop.username}　{stop.role.zh}：{stop.look.zh}"
        say(Text(zh, f"{stop.role.en}: {stop.look.en}"))


def _tell_step(text: str) -> None:
    say(Text(*text.split(" / ")))
