"""What the room holds about people: the roles they have in cases, and what they objected to."""

from django.utils.translation import gettext_lazy as _

from kechuang.accounts.personal_data import BY_LAW, DUTY, Holding, hold
from kechuang.cases.selectors import objections_of, roles_held_by

hold(
    Holding(
        _("在事项中的角色"),
        DUTY,
        BY_LAW,
        read=lambda user: [f"{row.case.number} · {row.role}" for row in roles_held_by(user.pk)],
    )
)
hold(
    Holding(
        _("提出的异议"),
        DUTY,
        BY_LAW,
        read=lambda user: [f"{row} · {row.text}" for row in objections_of(user.pk)],
    )
)
