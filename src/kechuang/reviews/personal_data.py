"""What this room holds about people with an account: their entry in the register of experts."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kechuang.accounts.models import User
from kechuang.accounts.personal_data import Holding, hold
from kechuang.reviews.models import Expert
from kechuang.reviews.services.experts import forget_expert

PURPOSE = _("遴选评审专家并核对利益冲突")
PERIOD = _("在库期间；评审记录随轮次保存，删除后不再能识别到本人")


def _entry(user: User) -> Iterator[str]:
    for expert in Expert.objects.filter(account=user):
        yield " · ".join(filter(None, [expert.name, expert.title, expert.own_words]))
        yield from (post.unit_name for post in expert.posts.all())
        yield from (f"{tie.get_kind_display()} {tie.person}" for tie in expert.ties.all())
        yield from (holding.unit_name for holding in expert.holdings.all())


hold(Holding(_("评审专家登记"), PURPOSE, PERIOD, _entry, forget_expert))
