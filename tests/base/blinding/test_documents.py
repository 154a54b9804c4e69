"""DOCX: what is seen stays, what is not seen goes, names are replaced over runs."""

from __future__ import annotations

import io
import zipfile

import pytest

from kechuang.base.blinding import BlindingError, Limits
from kechuang.base.blinding.office.styles import Styles
from tests.base.blinding.making import blinded, text_of, word_document
from tests.proof.metadata.texts_documents import paragraph, run

MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format


def field(code: str, result: str) -> str:
    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return MARK("begin") + instruction + MARK("separate") + run(result) + MARK("end")


def test_a_name_over_runs_tabs_and_formats_is_replaced() -> None:
    body = paragraph(run("由澜湖"), run("精", "<w:b/>"), "<w:r><w:tab/></w:r>", run("工承担"))

    copy, findings = blinded(word_document(body), "1.docx")

    assert text_of(copy) == "由单位A承担"
    assert findings.replaced == {"单位A": 1}


def test_tracked_changes_are_accepted() -> None:
    removed = '<w:del w:author="x"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    body = paragraph(f'<w:ins w:author="x">{run("新")}</w:ins>', removed)

    copy, findings = blinded(word_document(body), "1.docx")

    assert text_of(copy) == "新"
    assert findings.channels["tracked-changes"] == 2


def test_a_row_deleted_under_tracking_is_not_in_the_copy() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>".format
    body = f"<w:tbl>{row('<w:del/>', paragraph(run('删')))}{row('', paragraph(run('留')))}</w:tbl>"

    copy, _ = blinded(word_document(body), "1.docx")

    assert text_of(copy) == "留"


def test_text_hidden_by_itself_or_by_its_style_goes() -> None:
    styles = '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:styleId="child"><w:basedOn w:val="h"/></w:style>'
    own = paragraph(run("甲", "<w:vanish/>"), run("乙", '<w:vanish w:val="0"/>'))
    by_style = f'<w:p><w:pPr><w:pStyle w:val="child"/></w:pPr>{run("丙")}</w:p>'

    copy, findings = blinded(word_document(own + by_style, styles), "1.docx")

    assert text_of(copy) == "乙"
    assert "hidden-text" in findings.channels


def test_with_the_guard_off_hidden_text_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Styles, "is_hidden", lambda *_: False)

    copy, _ = blinded(word_document(paragraph(run("甲", "<w:vanish/>"))), "1.docx")

    assert text_of(copy) == "甲"


def test_page_numbers_live_and_other_fields_become_their_text() -> None:
    body = paragraph(field("PAGE", "3"), field("REF x", "见表"), field("AUTHOR", "某人"))

    copy, findings = blinded(word_document(body), "1.docx")

    assert text_of(copy) == " PAGE 3见表"
    assert findings.channels["field-codes"] == 2


def test_what_wraps_text_goes_and_the_text_stays() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('控'))}</w:sdtContent></w:sdt>"
    link = paragraph(f'<w:hyperlink w:anchor="x">{run("链")}</w:hyperlink>')

    copy, _ = blinded(word_document(control + link), "1.docx")

    assert text_of(copy) == "控链"


def test_an_old_text_box_is_redrawn_with_its_text_blinded() -> None:
    box = f"<w:txbxContent>{paragraph(run('框里的澜湖精工'))}</w:txbxContent>"
    shape = f'<v:shape style="width:72pt;height:1in" alt="x"><v:textbox>{box}</v:textbox></v:shape>'
    hidden = shape.replace("width", "visibility:hidden;width")

    copy, findings = blinded(
        word_document(paragraph(f"<w:r><w:pict>{shape}{hidden}</w:pict></w:r>")), "1.docx"
    )

    assert text_of(copy) == "框里的单位A"
    assert [code for code, _ in findings.lost] == ["redrawn"]


def test_old_word_art_is_reported_as_lost() -> None:
    art = '<v:shape><v:textpath string="澜湖精工"/></v:shape>'

    copy, findings = blinded(
        word_document(paragraph(f"<w:r><w:pict>{art}</w:pict></w:r>")), "1.docx"
    )

    assert text_of(copy) == ""
    assert [code for code, _ in findings.lost] == ["old-drawing"]


def test_unknown_content_is_reported_as_lost() -> None:
    body = f"<w:novelty>{paragraph(run('新奇'))}</w:novelty>"

    copy, findings = blinded(word_document(body), "1.docx")

    assert text_of(copy) == ""
    assert [code for code, _ in findings.lost] == ["unknown-element"]


def test_a_name_over_two_paragraphs_is_flagged() -> None:
    body = paragraph(run("承担单位澜湖")) + paragraph(run("精工，地址从略"))

    _, findings = blinded(word_document(body), "1.docx")

    assert [(leak.kind, leak.place.en) for leak in findings.leaks] == [
        ("known-name", "paragraph 2")
    ]


def test_the_same_document_gives_the_same_bytes_and_nothing_is_left_to_remove() -> None:
    once, _ = blinded(word_document(paragraph(run("澜湖精工"))), "1.docx")
    twice, findings = blinded(once, "1.docx")

    assert once == twice
    assert not findings.channels


def test_entries_of_the_copy_have_no_times_comments_or_users() -> None:
    copy, _ = blinded(word_document(paragraph(run("文"))), "1.docx")

    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(entry.extra or entry.comment for entry in archive.infolist())


@pytest.mark.parametrize(
    ("body", "code"), [("<!DOCTYPE x []>", "entities"), ("<w:broken>", "damaged")]
)
def test_a_document_that_is_an_attack_or_broken_is_refused(body: str, code: str) -> None:
    content = word_document("").replace(b"PK", b"PK")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = f"{body}<w:document/>".encode()
    from tests.base.sheets.packages import zipped

    with pytest.raises(BlindingError) as refusal:
        blinded(zipped(parts), "1.docx")

    assert refusal.value.code == code


def test_a_part_beyond_the_limit_is_refused() -> None:
    with pytest.raises(BlindingError) as refusal:
        blinded(word_document(paragraph(run("字" * 5_000))), "1.docx", Limits(part_bytes=4_000))

    assert refusal.value.code == "part-size"
