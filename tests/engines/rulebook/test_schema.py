"""The JSON Schema for editors accepts what the readers accept, and knows every key they know."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from kechuang.engines.packfile import read_yaml
from kechuang.engines.rulebook import rulebook
from kechuang.engines.rulebook.library import pack_paths
from kechuang.engines.rulebook.reading.contents import dates_as_text
from kechuang.engines.rulebook.schema import pack_schema
from tests.engines.rulebook.samples import PACKS

SCHEMA = Draft202012Validator(pack_schema())


def problems(text):
    content = dates_as_text(read_yaml(text, name="pack.yaml").plain())
    return [error.message for error in SCHEMA.iter_errors(content)]


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(pack_schema())


@pytest.mark.parametrize("path", pack_paths(PACKS), ids=lambda path: path.stem)
def test_every_shipped_pack_fits_the_schema(path):
    assert problems(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cap: 20万元", "cap: 二十万元"),
        ("rate: 0.3%", "rate: 0.3万元"),
        ("evidence: P", "evidence: 传闻"),
        ("kind: subsidy", "kind: 补贴"),
        ("test: ", "tset: "),
        ("valid_from: 2024-02-01", "valid_from: 2024年"),
        ('region: "350181"', 'region: "3501"'),
        ("doc_no:", "document:"),
    ],
)
def test_what_a_reader_would_refuse_by_its_shape_the_editor_marks(old, new):
    text = (PACKS / "cities/fuqing/policies/fuqing-contracts.yaml").read_text("utf-8")
    assert old in text

    assert problems(text.replace(old, new))


def test_the_command_prints_the_schema():
    result = CliRunner().invoke(rulebook, ["schema"])

    assert json.loads(result.output) == pack_schema()
