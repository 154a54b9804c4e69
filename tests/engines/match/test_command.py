import json

import pytest
from click.testing import CliRunner

from kechuang.engines.match.__main__ import match


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"_id": "d", "title": "锂离子电池", "text": ""}\n', "utf-8")
    return path


def test_search_prints_one_json_hit_per_line(corpus):
    told = CliRunner().invoke(match, ["search", str(corpus), "锂电池", "--top", "1"])

    assert told.exit_code == 0
    assert json.loads(told.output)["document_id"] == "d"


def test_run_prints_a_trec_run(corpus, tmp_path):
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"_id": "q", "text": "锂离子"}\n', "utf-8")

    told = CliRunner().invoke(match, ["run", str(corpus), str(queries)])

    assert told.output.startswith("q Q0 d 1 ")


def test_unreadable_corpus_and_queries_are_refused_without_a_traceback(corpus, tmp_path):
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{", "utf-8")

    for arguments in (["search", str(broken), "锂"], ["run", str(corpus), str(broken)]):
        told = CliRunner().invoke(match, arguments)
        assert told.exit_code == 1
        assert "第 1 行" in told.output
