"""Office packages written by hand, so that a canary can lie anywhere."""
# ruff: noqa: E501 - markup is read as it is written

from __future__ import annotations

import io
import zipfile

from tests.proof.metadata.canaries import Plants

OFFICE = "http://schemas.openxmlformats.org"
LATER = "http://schemas.microsoft.com/office"
PACKAGE = f"{OFFICE}/package/2006"
RELATION = f"{OFFICE}/officeDocument/2006/relationships"
NAMESPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "a": f"{OFFICE}/drawingml/2006/main",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "p": f"{OFFICE}/presentationml/2006/main",
    "r": RELATION,
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{OFFICE}/drawingml/2006/picture",
    "xdr": f"{OFFICE}/drawingml/2006/spreadsheetDrawing",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wps": f"{LATER}/word/2010/wordprocessingShape",
    "w14": f"{LATER}/word/2010/wordml",
    "w15": f"{LATER}/word/2012/wordml",
    "x15ac": f"{LATER}/spreadsheetml/2010/11/ac",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
SHEET = f'xmlns="{OFFICE}/spreadsheetml/2006/main" {DECLARED}'


class Package:
    """Parts and relations of a package in the making."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self._types: list[str] = []
        self._relations: dict[str, list[str]] = {}

    def add(self, name: str, content: str | bytes, kind: str = "") -> str:
        self.parts[name] = content if isinstance(content, bytes) else content.encode()
        if kind:
            self._types.append(f'<Override PartName="/{name}" ContentType="application/{kind}"/>')
        return name

    def relate(
        self, part: str, key: str, kind: str, target: str, *, is_external: bool = False
    ) -> None:
        address = kind if ":" in kind else f"{RELATION}/{kind}"
        mode = ' TargetMode="External"' if is_external else ""
        place = target if is_external else f"/{target}"
        row = f'<Relationship Id="{key}" Type="{address}" Target="{place}"{mode}/>'
        self._relations.setdefault(part, []).append(row)

    def packed(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", self._content_types())
            for part, rows in self._relations.items():
                folder, _, name = part.rpartition("/")
                place = f"{folder}/_rels/{name}.rels".lstrip("/")
                archive.writestr(
                    place,
                    f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>',
                )
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return buffer.getvalue()

    def _content_types(self) -> str:
        defaults = "".join(
            f'<Default Extension="{suffix}" ContentType="{kind}"/>'
            for suffix, kind in (
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
                ("jpg", "image/jpeg"),
                ("png", "image/png"),
                ("bin", "application/octet-stream"),
            )
        )
        return f'<Types xmlns="{PACKAGE}/content-types">{defaults}{"".join(self._types)}</Types>'


def add_properties(package: Package, plants: Plants) -> None:
    """Core, extended and custom properties, custom XML, a thumbnail and a signature."""
    core = "".join(
        f"<{tag}>{plants.word(place)}</{tag}>"
        for tag, place in (
            ("dc:creator", "author"),
            ("cp:lastModifiedBy", "last-author"),
            ("dc:title", "title-properties/title"),
            ("dc:subject", "title-properties/subject"),
            ("cp:keywords", "title-properties/keywords"),
            ("dc:description", "title-properties/description"),
            ("cp:category", "title-properties/category"),
        )
    )
    times = f"<dcterms:created>{plants.time('times/created')}</dcterms:created>"
    package.add(
        "docProps/core.xml",
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="urn:dc" '
        f'xmlns:dcterms="urn:dcterms">{core}{times}</cp:coreProperties>',
    )
    package.add(
        "docProps/app.xml",
        f"<Properties xmlns='{OFFICE}/officeDocument/2006/extended-properties'>"
        f"<Template>{plants.word('application/template')}</Template>"
        f"<Application>{plants.word('application/program')}</Application>"
        f"<Company>{plants.word('company')}</Company><Manager>{plants.word('manager')}</Manager>"
        f"<HyperlinkBase>{plants.word('hyperlinks/base')}</HyperlinkBase></Properties>",
    )
    package.add(
        "docProps/custom.xml",
        f"<Properties xmlns='urn:c'><property name='{plants.word('custom-properties/name')}'>"
        f"<lpwstr>{plants.word('custom-properties/value')}</lpwstr></property></Properties>",
    )
    package.add("customXml/item1.xml", f"<data>{plants.word('custom-xml')}</data>")
    package.add("docProps/thumbnail.jpeg", b"\xff\xd8" + plants.word("thumbnail").encode())
    package.add(
        "_xmlsignatures/sig1.xml", f"<Signature>{plants.word('package-signature')}</Signature>"
    )
    package.add("stray/left.xml", f"<x>{plants.word('unused-parts')}</x>")
    package.relate(
        "", "rId11", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"
    )
    package.relate("", "rId12", "extended-properties", "docProps/app.xml")
    package.relate("", "rId13", "custom-properties", "docProps/custom.xml")
    package.relate(
        "", "rId14", f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"
    )
    package.relate(
        "",
        "rId15",
        f"{PACKAGE}/relationships/digital-signature/signature",
        "_xmlsignatures/sig1.xml",
    )


def theme(plants: Plants) -> str:
    name, scheme, rare = (
        plants.word("theme-names/theme"),
        plants.word("theme-names/scheme"),
        plants.word("font-names/theme"),
    )
    colour = '<a:srgbClr val="112233"/>'
    colours = "".join(
        f"<a:{tag}>{colour}</a:{tag}>"
        for tag in [
            "dk1",
            "lt1",
            "dk2",
            "lt2",
            "accent1",
            "accent2",
            "accent3",
            "accent4",
            "accent5",
            "accent6",
            "hlink",
            "folHlink",
        ]
    )
    fonts = f'<a:latin typeface="{rare}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme {DECLARED} name="{name}"><a:themeElements><a:clrScheme name="{scheme}">{colours}'
        f'</a:clrScheme><a:fontScheme name="f"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}'
        f'</a:minorFont></a:fontScheme><a:fmtScheme name="f"><a:fillStyleLst>{fill}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
