"""The whole way through the fence, and the table of channels."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kechuang.base.blinding import CHANNELS, LOSSES, BlindingError, Limits, blind_document
from kechuang.cli.blind import command
from tests.base.blinding.making import NAMES, blinded, drawn, word_document
from tests.proof.metadata import planted_files
from tests.proof.metadata.canaries import Planted
from tests.proof.metadata.texts_documents import paragraph, run


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    path = tmp_path / "欧阳望舒-申报书.docx"
    path.write_bytes(word_document(paragraph(run("澜湖精工致电13812345678"))))
    return path


def test_a_copy_has_a_neutral_name_and_a_report(proposal: Path) -> None:
    copy = blind_document(proposal, name=proposal.name, names=NAMES, number=3)

    assert copy.name == "附件03.docx"
    assert copy.report.replaced == {"单位A": 1}
    assert copy.report.channels["file-name"] == 1
    assert [leak.kind for leak in copy.report.leaks] == ["phone"]


def test_a_refusal_names_the_file_and_comes_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")

    with pytest.raises(BlindingError) as refusal:
        blind_document(path, name="说明.txt", names=())

    assert refusal.value.code == "unknown-format"
    assert refusal.value.what.zh == "「说明.txt」无法处理"


def test_work_beyond_the_clock_or_the_memory_ends_in_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(b"0 0 m 9 9 l S " * 10))

    with pytest.raises(BlindingError) as refusal:
        blind_document(path, name="a.pdf", names=(), limits=Limits(memory_bytes=60_000_000))

    assert refusal.value.code in ("memory", "crashed")


def test_every_channel_and_loss_has_words_in_both_languages() -> None:
    assert len(CHANNELS) >= 30
    assert all(label.zh and label.en for table in (CHANNELS, LOSSES) for label in table.values())


def test_anyone_can_blind_a_file_from_the_command_line(proposal: Path, tmp_path: Path) -> None:
    names, out = tmp_path / "names.txt", tmp_path / "out"
    names.write_text("单位 = 澜湖精工科技有限公司 | 澜湖精工\n", "utf-8")

    told = CliRunner().invoke(command, [str(proposal), "--names", str(names), "--out", str(out)])

    assert told.exit_code == 0, told.output
    assert [path.name for path in out.iterdir()] == ["附件01.docx"]
    assert "已替换 / replaced: 单位A × 1" in told.output
    assert "【13812345678】" in told.output


@pytest.mark.parametrize("file", planted_files(), ids=lambda file: Path(file.name).suffix)
def test_a_copy_of_a_copy_is_the_same_byte_for_byte(file: Planted) -> None:
    once, _ = blinded(file.content, file.name)
    twice, findings = blinded(once, f"1{Path(file.name).suffix}")

    assert once == twice
    assert set(findings.channels) <= {"style-names", "pdf-fonts", "zip-names", "zip-attributes"}
