"""The rule about the length of passwords, worded in both languages."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LengthRule(MinimumLengthValidator):
    """Django's rule; its complaint has no Chinese translation."""

    def get_error_message(self) -> str:
        return _("密码太短，至少应有 %(count)d 个字符。") % {"count": self.min_length}
