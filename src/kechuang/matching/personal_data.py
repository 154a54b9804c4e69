"""What the room holds about people: who decided about a match."""

from django.utils.translation import gettext_lazy as _

from kechuang.accounts.personal_data import DUTY, Holding, hold
from kechuang.matching.selectors import decisions_of
from kechuang.matching.services import forget_decider

hold(
    Holding(
        _("对接决定中的姓名"),
        DUTY,
        _("随对接决定保存；批准删除后换成编号"),
        read=lambda user: [f"{row.decided_by} · {row.pk}" for row in decisions_of(user.pk)],
        erase=lambda user, instead: forget_decider(account_id=user.pk, instead=instead),
    )
)
