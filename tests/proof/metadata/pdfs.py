"""A PDF with a canary in every channel."""
# ruff: noqa: E501 - markup is read as it is written

from __future__ import annotations

import zlib

from tests.proof.metadata import pictures
from tests.proof.metadata.canaries import Planted, Plants


class Objects:
    """A PDF in the making."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def add(self, body: str | bytes) -> int:
        self.bodies.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.bodies)

    def stream(self, entries: str, content: bytes, *, packed: bool = True) -> int:
        data = zlib.compress(content) if packed else content
        coding = "/Filter/FlateDecode" if packed else ""
        head = f"<<{entries}{coding}/Length {len(data)}>>stream\n".encode()
        return self.add(head + data + b"\nendstream")

    def file(self, trailer: str, *, comment: str = "") -> bytes:
        out, places = bytearray(b"%PDF-1.7\n"), []
        if comment:
            out += f"%{comment}\n".encode()
        for number, body in enumerate(self.bodies, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        return (
            bytes(out)
            + f"trailer\n<</Size {len(places) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
        )


def pdf() -> Planted:
    plants, objects = Plants("Qq"), Objects()
    catalogue, pages, page = objects.add(b""), objects.add(b""), objects.add(b"")
    objects.bodies[page - 1] = _page(plants, objects, pages).encode()
    objects.bodies[pages - 1] = f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>".encode()
    objects.bodies[catalogue - 1] = _catalogue(plants, objects, pages, page).encode()
    objects.add(f"({plants.word('pdf-history/orphan')})")
    info = objects.add(_information(plants))
    number = f"{plants.word('pdf-id')}0000".encode().hex()[:64]
    trailer = f"/Root {catalogue} 0 R/Info {info} 0 R/ID[<{number}><{number}>]"
    content = objects.file(trailer, comment=plants.word("pdf-comments"))
    return Planted(
        f"{plants.word('file-name')}.pdf", _updated(content, plants, trailer), plants.places
    )


def _updated(content: bytes, plants: Plants, trailer: str) -> bytes:
    """An object of an earlier version, overwritten by an incremental update."""
    number = content.count(b" obj\n") + 1
    old = f"{number} 0 obj\n({plants.word('pdf-history')})\nendobj\n".encode()
    start = content.rindex(b"startxref\n") + 10
    first = int(content[start:].split(b"\n")[0])
    place = len(content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    end = f"trailer\n<</Size {number + 1}/Prev {first}{trailer}>>\nstartxref\n{place + len(old)}\n%%EOF\n"
    return content + old + table + end.encode() + plants.word("trailing-bytes").encode()


def _information(plants: Plants) -> str:
    wide = "FEFF" + plants.word("pdf-info/title").encode("utf-16-be").hex()
    return (
        f"<</Author({plants.word('pdf-info/author')})/Title<{wide}>/Company({plants.word('pdf-info/company')})"
        f"/Producer({plants.word('pdf-producer')})/CreationDate(D:{_digits(plants.time('pdf-info/created'))})>>"
    )


def _digits(time: str) -> str:
    return "".join(c for c in time if c.isdigit())


def _catalogue(plants: Plants, objects: Objects, pages: int, page: int) -> str:
    xmp = objects.stream("/Type/Metadata/Subtype/XML", f"<x>{plants.word('xmp')}</x>".encode())
    inside = objects.stream("/Type/EmbeddedFile", plants.word("pdf-attachments/content").encode())
    file = f"<</Type/Filespec/F({plants.word('pdf-attachments/name')})/EF<</F {inside} 0 R>>>>"
    outline = objects.add("<<>>")
    entry = objects.add(f"<</Title({plants.word('pdf-outlines')})/Parent {outline} 0 R>>")
    objects.bodies[outline - 1] = f"<</First {entry} 0 R/Last {entry} 0 R/Count 1>>".encode()
    layer = objects.add(f"<</Type/OCG/Name({plants.word('pdf-layers')})>>")
    profile = objects.stream("/N 3", plants.word("pdf-intents/profile").encode())
    return (
        f"<</Type/Catalog/Pages {pages} 0 R/Metadata {xmp} 0 R/Outlines {outline} 0 R/Lang(zh)"
        f"/Names<</EmbeddedFiles<</Names[(a){file}]>>/JavaScript<</Names[(b)<</S/JavaScript/JS({plants.word('pdf-scripts/named')})>>]>>"
        f"/Dests<</Names[({plants.word('pdf-labels/destination')})[{page} 0 R/Fit]]>>>>"
        f"/PageLabels<</Nums[0<</P({plants.word('pdf-labels/label')})>>]>>"
        f"/AcroForm<</Fields[]/SigFlags 3/XFA({plants.word('pdf-form/xfa')})>>"
        f"/Perms<</DocMDP<</Name({plants.word('pdf-signatures/permission')})>>>>"
        f"/OpenAction<</S/JavaScript/JS({plants.word('pdf-scripts/open')})>>"
        f"/OCProperties<</OCGs[{layer} 0 R]/D<<>>>>/PieceInfo<</Word<</Private({plants.word('pdf-private')})>>>>"
        f"/StructTreeRoot<</K<</S/Figure/Alt({plants.word('pdf-structure')})>>>>"
        f"/Threads[<</I<</Author({plants.word('pdf-threads')})>>>>]/Collection<</D({plants.word('pdf-threads/folder')})>>"
        f"/OutputIntents[<</S/GTS_PDFA1/OutputConditionIdentifier({plants.word('pdf-intents')})/DestOutputProfile {profile} 0 R>>]>>"
    )


def _page(plants: Plants, objects: Objects, pages: int) -> str:
    text = b"BT /F1 20 Tf 72 700 Td (visible) Tj 3 Tr 0 -40 Td (%s) Tj ET q 90 0 0 60 72 500 cm /P Do Q"
    content = objects.stream("", text % plants.word("pdf-hidden-text").encode())
    font = objects.add(f"<</Type/Font/Subtype/Type1/BaseFont/{plants.word('pdf-fonts')}>>")
    picture = pictures.jpeg("Qh")
    plants.places.update(
        {f"{place}/in-pdf": word for place, word in picture.places.items() if place != "file-name"}
    )
    image = objects.stream(
        "/Type/XObject/Subtype/Image/Width 48/Height 32/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
        picture.content,
        packed=False,
    )
    thumbnail = objects.stream(
        "/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        plants.word("pdf-thumbnails").encode(),
    )
    return (
        f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Thumb {thumbnail} 0 R"
        f"/Resources<</Font<</F1 {font} 0 R>>/XObject<</P {image} 0 R>>>>/Annots[{''.join(_annotations(plants))}]"
        f"/PieceInfo<</Draw<</Private({plants.word('pdf-private/page')})>>>>>>"
    )


def _annotations(plants: Plants) -> list[str]:
    make = "<</Type/Annot/Rect[10 10 20 20]{}>>".format
    return [
        make(
            f"/Subtype/Text/T({plants.word('pdf-annotations/author')})/Contents({plants.word('pdf-annotations/text')})"
        ),
        make(f"/Subtype/Stamp/Name({plants.word('pdf-annotations/stamp')})"),
        make(f"/Subtype/Link/A<</S/URI/URI({plants.word('pdf-links')})>>"),
        make(
            f"/Subtype/FileAttachment/FS<</Type/Filespec/F({plants.word('pdf-attachments/pinned')})>>"
        ),
        make(
            f"/Subtype/Widget/FT/Tx/T({plants.word('pdf-form/name')})/V(v)/TU({plants.word('pdf-form/hint')})"
        ),
        make(
            f"/Subtype/Widget/FT/Sig/T(s)/V<</Type/Sig/Name({plants.word('pdf-signatures/signer')})>>"
        ),
    ]
