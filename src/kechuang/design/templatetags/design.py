"""The ``design`` library: thin tags over the functions of this package."""

from __future__ import annotations

from functools import cache

from django import template
from django.template.base import NodeList, Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kechuang.base.registry.technical_fields import field_label
from kechuang.design import codes, formatting, icons, navigation, verdicts
from kechuang.design.commands import command_label

register = template.Library()


@register.filter
def money(fen: int | None) -> str:
    return "" if fen is None else formatting.written_money(fen, _language())


@register.filter
def exact_money(fen: int | None) -> str:
    return "" if fen is None else formatting.written_exact_money(fen, _language())


@register.filter
def number(value: object) -> str:
    return formatting.written_number(value)


@register.filter
def percent(bp: int | None) -> str:
    return "" if bp is None else formatting.written_percent(bp)


@register.filter
def said(text: object) -> str:
    return formatting.said(text, _language())


@register.filter
def inline_svg(svg: str) -> SafeString:
    """Only for drawings made by this program: they are written into the page as they are."""
    return mark_safe(formatting.without_declaration(svg))  # noqa: S308


@register.filter
def command_words(command: str) -> str:
    return command_label(command)


@register.filter
def technical_field(field: str) -> str:
    return field_label(field)


@register.simple_tag
def region(code: str) -> str:
    return codes.region_name(code, _language())


@register.simple_tag
def industry(code: str) -> str:
    return codes.industry_name(code, _language())


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" icon-{size}" if size else "",
        static("design/icons.svg"),
        icons.require_icon(name),
    )


@register.simple_tag
def verdict(value: str) -> SafeString:
    look = verdicts.look_of(value)
    return format_html(
        '<span class="badge badge-{}">{}{}</span>', look.tone, icon(look.icon), look.label
    )


@register.simple_tag(takes_context=True)
def menu_links(context: template.Context, menu: str) -> list[navigation.Link]:
    places = {"main": navigation.MAIN, "workspace": navigation.WORKSPACE}.get(
        menu, navigation.ACCOUNT
    )
    return navigation.links(places, context.get("request"))


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """``{% keep as name %}…{% endkeep %}``: render once, use the text several times."""
    _tag, _as, name = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, name)


class KeepNode(template.Node):
    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> str:
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return ""


def _language() -> str:
    return get_language() or "zh-hans"
