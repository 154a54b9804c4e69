"""Where the menus lead. A room that is not installed is simply not in the menu."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kechuang.base.actors import ANONYMOUS, Actor
from kechuang.base.registry.standing import supervises_city
from kechuang.base.roles import Role

EVERYONE: tuple[str, ...] = ()
MONEY_ROLES = (Role.BUREAU, Role.TREASURER, Role.AUDITOR)

PROJECT_ROLES = (*MONEY_ROLES, Role.ENTERPRISE, Role.INSTITUTION)


@dataclass(frozen=True)
class Place:
    """One entry of a menu; ``roles`` empty means everyone.

    ``is_citywide``: a clerk of one district does not count as the bureau.
    """

    label: Promise
    url_name: str
    icon: str
    roles: tuple[str, ...] = EVERYONE
    is_citywide: bool = False


@dataclass(frozen=True)
class Link:
    """A ``Place`` with its address; ``is_current`` when the reader is somewhere inside it."""

    label: str
    url: str
    icon: str
    is_current: bool


MAIN = (
    Place(_("政策"), "policies:list", "policy"),
    Place(_("成果"), "outcomes:list", "outcome"),
    Place(_("需求"), "demands:list", "demand"),
    Place(_("揭榜挂帅"), "programmes:rounds", "scales"),
    Place(_("企业与机构"), "parties:list", "party"),
    Place(_("搜索"), "search", "search"),
)
WORKSPACE = (
    Place(_("我的工作台"), "workspace", "home"),
    Place(_("我的事项"), "cases:list", "file"),
    Place(_("我的揭榜挂帅"), "programmes:mine", "outcome", (Role.ENTERPRISE, Role.INSTITUTION)),
    Place(_("提出技术需求"), "programmes:pose", "plus", (Role.ENTERPRISE, Role.INSTITUTION)),
    Place(_("登记需求"), "demands:create", "plus", (Role.ENTERPRISE, Role.BUREAU)),
    Place(
        _("登记成果"), "outcomes:create", "plus", (Role.INSTITUTION, Role.ENTERPRISE, Role.BUREAU)
    ),
    Place(_("数据导入"), "intake:list", "inbox", (Role.BUREAU, Role.ENTERPRISE, Role.INSTITUTION)),
    Place(_("全区域计算"), "batch:list", "stack", (Role.BUREAU, Role.AUDITOR)),
    Place(_("资金看板"), "ledger:board", "stack", MONEY_ROLES, is_citywide=True),
    Place(_("待复核指令"), "ledger:waiting", "check", MONEY_ROLES, is_citywide=True),
    Place(_("预算"), "ledger:budget", "money", MONEY_ROLES, is_citywide=True),
    Place(_("立项台账"), "ledger:grants", "table", MONEY_ROLES),
    Place(_("政策惠及面"), "entitlements:board", "entitlement", (Role.BUREAU, Role.AUDITOR)),
    Place(_("创新积分"), "points:list", "scales", (Role.BUREAU, Role.AUDITOR, Role.ENTERPRISE)),
    Place(_("免申即享清单"), "offers:lists", "entitlement", MONEY_ROLES),
    Place(_("应享未享"), "offers:unclaimed", "entitlement", MONEY_ROLES),
    Place(_("我的免申即享"), "offers:mine", "entitlement", (Role.ENTERPRISE, Role.INSTITUTION)),
    Place(_("我的更正与申诉"), "appeals:mine", "entitlement", (Role.ENTERPRISE, Role.INSTITUTION)),
    Place(_("我的资助"), "ledger:mine", "money", (Role.ENTERPRISE, Role.INSTITUTION)),
    Place(_("受资助单位"), "ledger:parties", "money", (Role.BUREAU, Role.TREASURER, Role.AUDITOR)),
    Place(_("支付批次"), "ledger:runs", "bank", (Role.TREASURER, Role.AUDITOR)),
    Place(_("审计台"), "ledger:desk", "chain", (Role.AUDITOR, Role.TREASURER)),
    Place(_("我的评审"), "reviews:desk", "expert", (Role.EXPERT,)),
    Place(_("我的阶段评分"), "programmes:stages", "scales", (Role.EXPERT,)),
    Place(_("我的专家信息"), "reviews:own", "user", (Role.EXPERT,)),
    Place(_("揭榜挂帅办理"), "programmes:desk", "scales", (Role.BUREAU, Role.AUDITOR)),
    Place(_("立项项目"), "programmes:projects", "outcome", PROJECT_ROLES),
    Place(_("办理时限"), "cases:late", "clock", (Role.BUREAU, Role.AUDITOR)),
    Place(_("评审轮次"), "reviews:rounds", "scales", (Role.BUREAU, Role.AUDITOR)),
    Place(
        _("评审专家库"), "reviews:experts", "users", (Role.BUREAU, Role.AUDITOR), is_citywide=True
    ),
    Place(
        _("破窗查阅"),
        "accounts:openings",
        "lock",
        (Role.BUREAU, Role.AUDITOR, Role.ADMINISTRATOR),
    ),
    Place(_("审计记录"), "audit:list", "chain", (Role.AUDITOR, Role.ADMINISTRATOR)),
    Place(_("账号管理"), "accounts:list", "users", (Role.ADMINISTRATOR,)),
)
ACCOUNT = (
    Place(_("我的个人信息"), "accounts:own_data", "user"),
    Place(_("修改密码"), "account_change_password", "lock"),
    Place(_("两步验证"), "mfa_index", "shield"),
)


def links(places: Iterable[Place], request: HttpRequest | None) -> list[Link]:
    """The places open to the actor of ``request``, as links, in order."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    path = request.path if request else ""
    found = ((place, _address(place)) for place in places if _is_open(place, actor))
    return [
        Link(str(place.label), url, place.icon, _is_inside(path, url))
        for place, url in found
        if url is not None
    ]


def _is_open(place: Place, actor: Actor) -> bool:
    if not place.roles:
        return True
    roles = set(place.roles)
    if place.is_citywide and not supervises_city(actor):
        roles.discard(Role.BUREAU)
    return actor.has_role(*roles)


def _address(place: Place) -> str | None:
    try:
        return reverse(place.url_name)
    except NoReverseMatch:
        return None


def _is_inside(path: str, url: str) -> bool:
    return path == url or (path.startswith(url) and url.count("/") == 2)
