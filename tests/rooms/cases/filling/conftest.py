from __future__ import annotations

from pathlib import Path

import pytest
from django.http import QueryDict

from kechuang.engines.flow import Form, Inquiry, Procedure, load_procedure

PACK = Path(__file__).parents[1] / "pages" / "permit.yaml"


@pytest.fixture(scope="session")
def permit() -> Procedure:
    return load_procedure(PACK.read_text("utf-8"), name=PACK.name)


@pytest.fixture(scope="session")
def form(permit: Procedure) -> Form:
    return permit.forms["application"]


@pytest.fixture(scope="session")
def inquiry(permit: Procedure) -> Inquiry:
    return Inquiry(permit.fields, permit.conditions, {})


def sent(**typed: object) -> QueryDict:
    """A posted form: ``topic="x"`` becomes ``field.topic=x``, its field shown; ``__`` is a dot."""
    posted = QueryDict(mutable=True)
    for name, value in typed.items():
        place = name.replace("__", ".")
        posted[f"field.{place}"] = value
        if (field := place.split(".")[0]) not in posted.getlist("shown"):
            posted.appendlist("shown", field)
    return posted
