"""What the room holds about people: what they scored, ruled, supplied and chose."""

from django.utils.translation import gettext_lazy as _

from kechuang.accounts.personal_data import BY_LAW, DUTY, Holding, hold
from kechuang.programmes.selectors.persons import acts_of

hold(
    Holding(
        _("揭榜挂帅中的评分、认定与选择"),
        DUTY,
        BY_LAW,
        read=lambda user: list(acts_of(user.pk)),
    )
)
