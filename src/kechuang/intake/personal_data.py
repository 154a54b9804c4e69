"""What the room holds about people: who sent an import."""

from django.utils.translation import gettext_lazy as _

from kechuang.accounts.personal_data import DUTY, Holding, hold
from kechuang.intake.selectors import imports_sent_by
from kechuang.intake.services.forgetting import forget_sender

hold(
    Holding(
        _("导入记录中的姓名"),
        DUTY,
        _("随导入记录保存；批准删除后换成编号"),
        read=lambda user: [f"{job.account_name} · {job.pk}" for job in imports_sent_by(user.pk)],
        erase=lambda user, instead: forget_sender(account_id=user.pk, instead=instead),
    )
)
