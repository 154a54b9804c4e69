"""What must hold of people and their roles."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.hashers import get_hashers, identify_hasher
from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from kechuang.accounts.models import Department, Membership, User
from kechuang.accounts.selectors import lasting_administrations
from kechuang.audit.models import Event
from kechuang.audit.tracing import last_instant, miscounted, unrecorded
from kechuang.base.identifiers import is_region_under
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.base.roles import Role
from kechuang.engines.wording import Text

AUDITED = (Role.ADMINISTRATOR, Role.BUREAU)


def auditors_of_themselves() -> Iterator[Finding]:
    begins = Q(user__memberships__until__isnull=True) | Q(user__memberships__until__gte=F("since"))
    ends = Q(until__isnull=True) | Q(until__gte=F("user__memberships__since"))
    both = Membership.objects.filter(
        begins, ends, role=Role.AUDITOR, user__memberships__role__in=AUDITED
    )
    for name in both.order_by().values_list("user__username", flat=True).distinct():
        yield found(
            name, "同期既审计又管理或办事", "auditor and clerk or administrator in one period"
        )


def foreign_districts() -> Iterator[Finding]:
    home = settings.HOME_REGION
    bounded = Membership.objects.exclude(district="").select_related("user")
    for row in bounded.iterator():
        if row.district == home or not is_region_under(row.district, home):
            yield found(row, f"{row.district} 不是本市辖区", f"{row.district} is no district here")


def confusable_names() -> Iterator[Finding]:
    names = User.objects.order_by().values(name=Lower("username"))
    for row in names.annotate(times=Count("pk")).filter(times__gt=1).iterator():
        yield found(row["name"], "只差大小写的用户名", "user names that differ in case only")


def unhashed_passwords() -> Iterator[Finding]:
    known = {hasher.algorithm for hasher in get_hashers()}
    for name, password in User.objects.values_list("username", "password").iterator():
        if _algorithm(password) not in known:
            yield found(name, "密码没有按规定加密保存", "the password is not kept hashed")


def _algorithm(password: str) -> str:
    try:
        return str(identify_hasher(password).algorithm)
    except ValueError:
        return ""


def superusers() -> Iterator[Finding]:
    for name in User.objects.filter(Q(is_superuser=True) | Q(is_staff=True)).values_list(
        "username", flat=True
    ):
        yield found(name, "有角色之外的权限", "it has rights beside its roles")


def nobody_administers() -> Iterator[Finding]:
    latest = last_instant()
    appointed = Membership.objects.filter(role=Role.ADMINISTRATOR)
    if not latest or not appointed.exists():
        return
    if not lasting_administrations(on=localdate(latest)).exists():
        yield found("accounts.membership", "没有在任的系统管理员", "no administrator is left")


def unknown_actors() -> Iterator[Finding]:
    strangers = Event.objects.filter(actor_id__isnull=False).exclude(
        actor_id__in=User.objects.values("pk")
    )
    for sequence, pk in strangers.values_list("sequence", "actor_id").iterator():
        yield found(sequence, f"操作账号 {pk} 不存在", f"it names account {pk}, which is not there")


def unrecorded_people() -> Iterator[Finding]:
    yield from unrecorded(User.objects.all(), "create_account")
    yield from unrecorded(Membership.objects.all(), "grant_membership")
    yield from unrecorded(Department.objects.all(), "open_department")


def miscounted_roles() -> Iterator[Finding]:
    return miscounted(Membership, "grant_membership", less="withdraw_membership")


INVARIANTS = (
    Invariant(
        "accounts.nobody_audits_the_own_work",
        Text(
            "无人同期既任审计又任管理员或经办人",
            "No auditor administers or keeps records in the same period",
        ),
        auditors_of_themselves,
    ),
    Invariant(
        "accounts.districts_are_of_this_city",
        Text("角色的辖区都属于本市", "Every district of a role is one of this city"),
        foreign_districts,
    ),
    Invariant(
        "accounts.names_differ_by_more_than_case",
        Text("没有只差大小写的用户名", "No two user names differ in case only"),
        confusable_names,
    ),
    Invariant(
        "accounts.passwords_are_hashed",
        Text("每个密码都按规定加密保存", "Every password is kept by a configured hash"),
        unhashed_passwords,
    ),
    Invariant(
        "accounts.rights_come_from_roles",
        Text("没有角色之外的特权账号", "No account has rights beside its roles"),
        superusers,
    ),
    Invariant(
        "accounts.somebody_administers",
        Text("任命过管理员后总有在任者", "Once appointed, there is always an administrator"),
        nobody_administers,
    ),
    Invariant(
        "accounts.actors_are_accounts",
        Text("事件中的操作账号都在", "Every account that an event names is there"),
        unknown_actors,
    ),
    Invariant(
        "accounts.openings_are_recorded",
        Text("账号、处室与角色的设立都有事件", "Every account, department and role has its event"),
        unrecorded_people,
    ),
    Invariant(
        "accounts.roles_are_all_on_the_chain",
        Text(
            "角色数等于授予数减撤回数", "There are as many roles as were granted and not withdrawn"
        ),
        miscounted_roles,
    ),
)
