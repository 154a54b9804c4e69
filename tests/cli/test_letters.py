"""``kechuang letters`` writes the templates that a bureau opens in Word."""

from __future__ import annotations

import docx
from click.testing import CliRunner

from kechuang.cli.main import kechuang


def test_the_templates_are_written_for_word(tmp_path):
    done = CliRunner().invoke(kechuang, ["letters", str(tmp_path / "文书")])

    assert done.exit_code == 0
    assert "refusal          不予入榜决定书 / Decision not to List" in done.output
    book = docx.Document(str(tmp_path / "文书" / "refusal.zh.docx"))
    assert book.paragraphs[0].text == "{{ organ }}"
