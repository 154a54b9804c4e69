import gzip
import json

import pytest

from kechuang.engines.match import Document, Query
from kechuang.engines.match.trec import FileRefusal, read_documents, read_queries, run_line


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
    assert run_line("q", "d", 1, 70) == "q Q0 d 1 70 kechuang\n"


def test_packed_files_and_folders_are_read_in_the_order_of_names(tmp_path):
    written(tmp_path / "b.jsonl", {"_id": "b"})
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress('{"_id": "甲"}'.encode()))
    (tmp_path / "notes.txt").write_text("{", "utf-8")

    assert [document.id for document in read_documents(tmp_path)] == ["甲", "b"]


def test_folder_without_such_files_is_refused(tmp_path):
    with pytest.raises(FileRefusal, match=r"没有 \.jsonl"):
        list(read_documents(tmp_path))
