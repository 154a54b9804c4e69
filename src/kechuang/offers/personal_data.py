"""What the room holds about people: whose lists and reminders they are."""

from django.utils.translation import gettext_lazy as _

from kechuang.accounts.personal_data import BY_LAW, DUTY, Holding, hold
from kechuang.offers.selectors.persons import acts_of

hold(
    Holding(
        _("免申即享清单与提醒的经办"),
        DUTY,
        BY_LAW,
        read=lambda user: list(acts_of(user.pk)),
    )
)
