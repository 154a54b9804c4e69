"""The language of templates: values by name, one condition, one loop. Nothing else is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.If,
    nodes.For,
    nodes.Not,
    nodes.And,
    nodes.Or,
)


class Missing(StrictUndefined):
    """A value nobody gave; its message is its name alone."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates see texts, and mappings and lists of texts: no attribute, call, filter, test,
    operator, literal or other template."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=Missing, finalize=_text_only)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(type(node).__name__, node.lineno)
            if isinstance(node, nodes.For) and any(
                inner is not node for inner in node.find_all(nodes.For)
            ):
                raise TemplateSyntaxError("For … For", node.lineno)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The entry of a mapping of values, never an attribute of an object."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, argument)


def _text_only(value: Any) -> Any:
    """Only texts come out of a template, never the look of a Python object."""
    if isinstance(value, str | Undefined):
        return value
    raise TemplateRuntimeError(type(value).__name__)
