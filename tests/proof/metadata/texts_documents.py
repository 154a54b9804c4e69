"""A DOCX with a canary in every channel."""
# ruff: noqa: E501 - markup is read as it is written

from __future__ import annotations

from tests.proof.metadata import pictures
from tests.proof.metadata.canaries import Planted, Plants
from tests.proof.metadata.packages import DECLARED, Package, add_properties, theme

_TYPE = "vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
MAIN = "word/document.xml"


def docx() -> Planted:
    plants, package = Plants("Qd"), Package()
    add_properties(package, plants)
    package.add(MAIN, _document(plants), _TYPE.format("document.main"))
    package.relate("", "rId1", "officeDocument", MAIN)
    _add_side_parts(package, plants)
    _add_linked_parts(package, plants)
    return Planted(f"{plants.word('file-name')}.docx", package.packed(), plants.places)


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def _document(plants: Plants) -> str:
    author = f'w:id="1" w:author="{plants.word("tracked-changes/author")}" w:date="{plants.time("tracked-changes/date")}"'
    remover = f'w:id="2" w:author="{plants.word("tracked-changes/remover")}"'
    body = [
        paragraph(run("可见的正文")),
        paragraph(
            f"<w:ins {author}>{run('插入的文字')}</w:ins>",
            f"<w:del {remover}><w:r><w:delText>{plants.word('tracked-changes/deleted')}</w:delText></w:r></w:del>",
        ),
        paragraph(run(plants.word("hidden-text/run"), "<w:vanish/>")),
        f'<w:p><w:pPr><w:pStyle w:val="{plants.word("style-names/id")}"/></w:pPr>{run("样式段")}</w:p>',
        f'<w:p><w:pPr><w:pStyle w:val="hiding"/></w:pPr>{run(plants.word("hidden-text/style"))}</w:p>',
        f'<w:p w:rsidR="{plants.code("revision-ids/paragraph")}" w14:paraId="{plants.code("revision-ids/w14")}">{run("段")}</w:p>',
        paragraph(
            f'<w:bookmarkStart w:id="1" w:name="{plants.word("bookmarks")}"/><w:bookmarkEnd w:id="1"/>',
            '<w:commentRangeStart w:id="0"/>'
            + run("被批注")
            + '<w:r><w:commentReference w:id="0"/></w:r>',
            f'<w:permStart w:id="7" w:ed="{plants.word("editing-permissions")}"/>',
        ),
        paragraph(
            f'<w:hyperlink r:id="rId30" w:tooltip="{plants.word("hyperlinks/tooltip")}">{run("链接文字")}</w:hyperlink>'
        ),
        paragraph(
            _simple_field(
                f"AUTHOR {plants.word('field-codes/simple')}", plants.word("field-codes/result")
            )
        ),
        paragraph(*_field(f"INCLUDETEXT {plants.word('field-codes/complex')}", "结果")),
        paragraph(*_field("PAGE", "1")),
        f'<w:sdt><w:sdtPr><w:alias w:val="{plants.word("content-controls/alias")}"/><w:tag w:val="{plants.word("content-controls/tag")}"/>'
        f"</w:sdtPr><w:sdtContent>{paragraph(run('控件里的字'))}</w:sdtContent></w:sdt>",
        f'<w:smartTag w:element="{plants.word("content-controls/smart")}">{paragraph(run("智能标记"))}</w:smartTag>',
        paragraph(
            f'<w:r><w:object><v:shape alt="{plants.word("object-names/vml")}"/><o:OLEObject ProgID="{plants.word("embedded-objects/program")}" r:id="rId31"/></w:object></w:r>'
        ),
        paragraph(run("少见字体", f'<w:rFonts w:ascii="{plants.word("font-names/run")}"/>')),
        paragraph(_picture(plants)),
        paragraph(_text_box(plants)),
        f'<w:altChunk r:id="rId32"/><!-- {plants.word("xml-comments/comment")} --><?kanarie {plants.word("xml-comments/instruction")}?>',
        f'<w15:strange w15:mark="{plants.word("unknown-markup/attribute")}">{plants.word("unknown-markup/element")}</w15:strange>',
        '<w:sectPr><w:headerReference w:type="default" r:id="rId20"/><w:printerSettings r:id="rId33"/></w:sectPr>',
    ]
    return f"<w:document {DECLARED}><w:body>{''.join(body)}</w:body></w:document>"


def _simple_field(code: str, result: str) -> str:
    return f'<w:fldSimple w:instr="{code}">{run(result)}</w:fldSimple>'


def _field(code: str, result: str) -> list[str]:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return [
        mark("begin"),
        f"<w:r><w:instrText>{code}</w:instrText></w:r>",
        mark("separate"),
        run(result),
        mark("end"),
    ]


def _picture(plants: Plants) -> str:
    names = f'name="{plants.word("object-names/name")}" descr="{plants.word("object-names/description")}" title="{plants.word("object-names/title")}"'
    inner = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" {names.split(" descr")[0]}/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rId40"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    link = f'<a:hlinkClick r:id="rId30" tooltip="{plants.word("hyperlinks/shape")}"/>'
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" {names}>{link}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">{inner}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _text_box(plants: Plants) -> str:
    def shape(hidden: str, text: str) -> str:
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="2" name="n"{hidden}/>'
            '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr/>'
            f"<wps:txbx><w:txbxContent>{paragraph(run(text))}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
            "</wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
        )

    extension = f'<a:extLst><a:ext uri="x">{plants.word("extensions")}</a:ext></a:extLst>'
    hidden = shape(' hidden="1"', plants.word("hidden-shapes"))
    return (
        shape("", "框中文字").replace("<wps:spPr/>", f"<wps:spPr>{extension}</wps:spPr>") + hidden
    )


def _add_side_parts(package: Package, plants: Plants) -> None:
    parts = {
        "styles": f'<w:style w:type="paragraph" w:styleId="{plants.places["style-names/id"]}"><w:name w:val="{plants.word("style-names/name")}"/>'
        f'<w:aliases w:val="{plants.word("style-names/alias")}"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="hiding"><w:name w:val="hiding"/><w:rPr><w:vanish/></w:rPr></w:style>',
        "settings": f'<w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="{plants.code("revision-ids/settings")}"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="{plants.word("variables/name")}" w:val="{plants.word("variables/value")}"/></w:docVars>'
        f'<w:mailMerge><w:query w:val="{plants.word("merge-source/query")}"/></w:mailMerge>'
        f'<w:documentProtection w:hash="{plants.word("protection/hash")}"/><w15:docId w15:val="{plants.code("revision-ids/document")}"/>',
        "numbering": f'<w:abstractNum w:abstractNumId="0"><w:nsid w:val="{plants.code("revision-ids/numbering")}"/>'
        f'<w:name w:val="{plants.word("style-names/list")}"/><w:lvl w:ilvl="0"><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>',
    }
    roots = {"styles": "w:styles", "settings": "w:settings", "numbering": "w:numbering"}
    for number, (kind, content) in enumerate(parts.items(), start=2):
        package.add(
            f"word/{kind}.xml",
            f"<{roots[kind]} {DECLARED}>{content}</{roots[kind]}>",
            _TYPE.format(kind),
        )
        package.relate(MAIN, f"rId{number}", kind, f"word/{kind}.xml")
    package.relate(
        "word/settings.xml",
        "rId1",
        "attachedTemplate",
        f"file:///C:/{plants.word('template-path')}.dotx",
        is_external=True,
    )
    package.add(
        "word/theme/theme1.xml", theme(plants), "vnd.openxmlformats-officedocument.theme+xml"
    )
    package.relate(MAIN, "rId9", "theme", "word/theme/theme1.xml")


def _add_linked_parts(package: Package, plants: Plants) -> None:
    header = f"<w:hdr {DECLARED}>{paragraph(run('页眉文字'))}<!-- {plants.word('xml-comments/header')} --></w:hdr>"
    package.add("word/header1.xml", header, _TYPE.format("header"))
    package.relate(MAIN, "rId20", "header", "word/header1.xml")
    author, text = plants.word("comments/author"), plants.word("comments/text")
    comments = f'<w:comments {DECLARED}><w:comment w:id="0" w:author="{author}" w:initials="{plants.word("comments/initials")}">{paragraph(run(text))}</w:comment></w:comments>'
    package.add("word/comments.xml", comments, _TYPE.format("comments"))
    package.relate(MAIN, "rId21", "comments", "word/comments.xml")
    package.add(
        "word/people.xml",
        f'<w15:people {DECLARED}><w15:person w15:author="{plants.word("people")}"/></w15:people>',
    )
    package.relate(
        MAIN,
        "rId22",
        "http://schemas.microsoft.com/office/2011/relationships/people",
        "word/people.xml",
    )
    package.relate(MAIN, "rId23", "customXml", "customXml/item1.xml")
    for number, (kind, part, place) in enumerate(
        (
            ("glossaryDocument", "word/glossary/document.xml", "building-blocks"),
            ("oleObject", "word/embeddings/o.bin", "embedded-objects/data"),
            ("aFChunk", "word/chunk.html", "embedded-objects/chunk"),
            ("printerSettings", "word/printer.bin", "printer-settings"),
            ("font", "word/fonts/f.odttf", "embedded-fonts"),
        )
    ):
        package.add(part, plants.word(place))
        package.relate(
            MAIN,
            {"oleObject": "rId31", "aFChunk": "rId32", "printerSettings": "rId33"}.get(
                kind, f"rId5{number}"
            ),
            kind,
            part,
        )
    package.relate(
        MAIN,
        "rId30",
        "hyperlink",
        f"http://{plants.word('hyperlinks/target')}.example.com",
        is_external=True,
    )
    package.relate(
        MAIN,
        "rId60",
        "subDocument",
        f"file:///D:/{plants.word('external-links')}.docx",
        is_external=True,
    )
    picture = pictures.jpeg("Qe")
    name = package.add(f"word/media/{plants.word('part-names')}.jpg", picture.content)
    package.relate(MAIN, "rId40", "image", name)
    plants.places.update(
        {place: canary for place, canary in picture.places.items() if place != "file-name"}
    )
