"""PDF: pages become pictures; names are boxed; nothing else comes along."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from kechuang.base.blinding import BlindingError, Limits
from tests.base.blinding.making import blinded, drawn
from tests.proof.metadata.known_names import named_files

NAMED = b"BT /F 20 Tf 40 200 Td [(Ouy)-30(ang Wang)10(shu)] TJ 0 -60 Td (stays) Tj ET"


def page_of(copy: bytes) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(copy)[0]


def test_a_name_is_boxed_and_named_by_its_placeholder() -> None:
    copy, findings = blinded(drawn(NAMED), "1.pdf")

    assert page_of(copy).get_textpage().get_text_range() == "人员1"
    assert findings.replaced == {"人员1": 1}


def test_no_dark_pixel_of_the_name_is_left_and_the_rest_stays() -> None:
    copy, _ = blinded(drawn(NAMED), "1.pdf")
    picture = next(iter(PdfReader(io.BytesIO(copy)).pages[0].images)).image.convert("L")

    under_the_box, elsewhere = picture.crop((90, 168, 260, 196)), picture.crop((60, 290, 200, 330))

    assert under_the_box.getextrema() == (255, 255)
    assert elsewhere.getextrema()[0] < 100


def test_the_copy_has_no_channel_left() -> None:
    once, _ = blinded(drawn(NAMED), "1.pdf")
    _, findings = blinded(once, "1.pdf")

    assert set(findings.channels) <= {"pdf-fonts"}
    assert once == blinded(drawn(NAMED), "1.pdf")[0]


def test_a_filled_form_field_is_content_and_its_name_is_boxed() -> None:
    look = "/AP<</N<</Type/XObject>>>>"
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/T(n)/F 4/Rect[40 40 200 60]{look}>>"

    _, findings = blinded(drawn(NAMED, annotations=field), "1.pdf")

    assert findings.channels["pdf-form"] == 1


def test_seals_and_signatures_are_left_out_and_reported() -> None:
    stamp = "<</Type/Annot/Subtype/Stamp/Rect[10 10 90 90]>>"

    _, findings = blinded(drawn(NAMED, annotations=stamp), "1.pdf")

    assert ("stamp", ("第1页", "page 1")) in findings.lost


def test_text_of_the_page_is_looked_through_for_leaks() -> None:
    content = b"BT /F 20 Tf 40 200 Td (call 13812345678 now) Tj ET"

    _, findings = blinded(drawn(content), "1.pdf")

    assert [(leak.kind, leak.place.en) for leak in findings.leaks] == [("phone", "page 1")]


def test_a_turned_page_keeps_its_boxes_over_the_names() -> None:
    copy, findings = blinded(drawn(NAMED, extra="/Rotate 90"), "1.pdf")

    assert findings.replaced == {"人员1": 1}
    assert page_of(copy).get_size() == pytest.approx((300, 400))


def test_an_encrypted_pdf_is_refused() -> None:
    writer, buffer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(NAMED)))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)

    with pytest.raises(BlindingError) as refusal:
        blinded(buffer.getvalue(), "1.pdf")

    assert refusal.value.code == "encrypted"


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (b"%PDF-1.7 nothing follows", Limits(), "damaged"),
        (drawn(NAMED), Limits(pages=0), "pages"),
        (drawn(NAMED), Limits(page_points=300), "page-size"),
    ],
)
def test_a_pdf_beyond_understanding_or_limits_is_refused(
    content: bytes, limits: Limits, code: str
) -> None:
    with pytest.raises(BlindingError) as refusal:
        blinded(content, "1.pdf", limits)

    assert refusal.value.code == code


def test_chinese_in_a_font_that_is_not_embedded_is_reported() -> None:
    (planted,) = [file for file in named_files() if file.name.endswith(".pdf")]

    _, findings = blinded(planted.content, "1.pdf")

    assert ("font-not-embedded", ("第1页", "page 1")) in findings.lost
