"""What every command prints: results and refusals, for people or as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from kechuang.engines.wording import Refusal, Text

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

json_option = click.option(
    "--json", "as_json", is_flag=True, help="输出 JSON / Print JSON on standard output."
)


def progress_bar(length: int, label: Text) -> ProgressBar[int]:
    """A bar on standard error with the time left; ``update(n)`` moves it by ``n`` items."""
    shown = f"{label.zh} / {label.en}"
    return click.progressbar(length=length, label=shown, file=sys.stderr, show_eta=True)


def say(text: Text) -> None:
    """Tell people something on standard error, Chinese first; standard output keeps to results."""
    click.echo(f"{text.zh} / {text.en}", err=True)


def print_json(answer: Any) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))


def print_refusal(refusal: Refusal, *, as_json: bool) -> None:
    """Chinese and English on standard error; under ``--json`` a document on standard output."""
    if as_json:
        print_json({"refusal": _in_both_languages(refusal)})
        return
    click.echo(refusal.said_in("zh"), err=True)
    click.echo(refusal.said_in("en"), err=True)


def _in_both_languages(refusal: Refusal) -> dict[str, dict[str, str]]:
    parts = {"what": refusal.what, "why": refusal.why, "mend": refusal.mend}
    return {name: text._asdict() for name, text in parts.items()}
