"""No template of any room holds what the content policy refuses or the design does not have."""

from pathlib import Path

import pytest
from django.template.loader import get_template

from kechuang.design.icons import icon_names, require_icon
from tests.design.scanning import ICON, INCLUDE, SOURCE, refused_parts, templates


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_no_template_holds_inline_style_or_script() -> None:
    found = {name_of(path): refused_parts(path.read_text("utf-8")) for path in templates()}

    assert {name: parts for name, parts in found.items() if parts} == {}
    assert len(found) > 50


@pytest.mark.parametrize(
    ("planted", "part"),
    [
        ('<p style="color:red">', "inline style"),
        ("<style>p{}</style>", "inline style"),
        ("<script>alert(1)</script>", "inline script"),
        ('<button onclick="go()">', "event attribute"),
        ('<a href="javascript:go()">', "script address"),
        ('<div hx-on:click="go()">', "evaluated htmx"),
        ('<script src="https://cdn.example/x.js">', "other host"),
        ('<link rel="stylesheet" href="https://cdn.example/x.css">', "other host"),
    ],
)
def test_a_planted_offence_is_found(planted: str, part: str) -> None:
    assert refused_parts(planted) == [part]


def test_own_script_files_and_data_blocks_are_allowed() -> None:
    assert refused_parts('<script type="module" src="/static/x.js"></script>') == []
    assert refused_parts('<script type="application/json">{}</script>') == []


def test_every_icon_used_is_in_the_sprite() -> None:
    used = {name for path in templates() for name in ICON.findall(path.read_text("utf-8"))}

    assert used - set(icon_names()) == set()
    assert len(used) > 20


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        require_icon("unicorn")


def test_every_design_template_named_exists() -> None:
    named = {name for path in templates() for name in INCLUDE.findall(path.read_text("utf-8"))}

    assert all(get_template(name) for name in named)
