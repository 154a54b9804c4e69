"""How well a policy's text was read and how it binds, in words."""

from django.utils.translation import gettext_lazy as _

EVIDENCE = {
    "L": _("法律条文"),
    "P-off": _("官方网页原文"),
    "P": _("转载原文"),
    "P?": _("待核对的网页"),
    "K-high": _("据通行理解，较可靠"),
    "K-med": _("据通行理解，待核对"),
    "K-low": _("据通行理解，不可靠"),
    "示例": _("示例"),
}
TEXT_KINDS = {
    "hard": _("条件和标准明确"),
    "ceiling": _("只规定上限"),
    "expert": _("含专家评定"),
}
