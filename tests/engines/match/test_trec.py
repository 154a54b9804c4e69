import json

import pytest

from kechuang.engines.match import Document, Index, Query
from kechuang.engines.match.trec import FileRefusal, read_documents, read_queries, run_lines


def written(path, *records):
    path.write_text("\n".join(json.dumps(record) for record in records) + "\n\n", "utf-8")
    return path


def test_documents_are_read_with_abstract_and_metadata(tmp_path):
    path = written(
        tmp_path / "corpus.jsonl",
        {"_id": "a", "title": "题", "text": "文", "keywords": ["词"], "metadata": {"maturity": 3}},
        {"_id": "b", "title": "题", "abstract": "摘要", "metadata": None},
        {"_id": "c", "text": "题", "abstract": "摘要"},
    )

    assert list(read_documents(path)) == [
        Document("a", "题", "文", ("词",), {"maturity": 3}),
        Document("b", "题", "摘要"),
        Document("c", "题", "摘要"),
    ]


def test_query_with_a_text_alone_has_it_as_its_title(tmp_path):
    path = written(tmp_path / "queries.jsonl", {"_id": "q", "text": "锂电池"})

    assert list(read_queries(path)) == [Query("q", "锂电池")]


@pytest.mark.parametrize("line", ["{", "[]", '{"title": "无编号"}', '{"_id": 3}'])
def test_unreadable_line_is_refused_by_number(tmp_path, line):
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"_id": "a"}\n' + line, "utf-8")

    with pytest.raises(FileRefusal, match="第 2 行"):
        list(read_documents(path))


def test_run_has_six_columns():
    index = Index.build([Document("d", "锂电池")])

    lines = list(run_lines(index.search_many([Query("q", "锂电池")])))

    assert [line.split()[:4] for line in lines] == [["q", "Q0", "d", "1"]]
    assert lines[0].split()[5] == "kechuang"
