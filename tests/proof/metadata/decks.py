"""A PPTX with a canary in every channel."""
# ruff: noqa: E501 - markup is read as it is written

from __future__ import annotations

from tests.proof.metadata import pictures
from tests.proof.metadata.canaries import Planted, Plants
from tests.proof.metadata.packages import DECLARED, LATER, OFFICE, Package, add_properties, theme

_TYPE = "vnd.openxmlformats-officedocument.presentationml.{}+xml"
MAIN = "ppt/presentation.xml"
_GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'


def pptx() -> Planted:
    plants, package = Plants("Qp"), Package()
    add_properties(package, plants)
    package.add(MAIN, _presentation(plants), _TYPE.format("presentation.main"))
    package.relate("", "rId1", "officeDocument", MAIN)
    _add_slides(package, plants)
    _add_master(package, plants)
    _add_other_parts(package, plants)
    _add_chart(package, plants)
    return Planted(f"{plants.word('file-name')}.pptx", package.packed(), plants.places)


def _presentation(plants: Plants) -> str:
    return (
        f'<p:presentation {DECLARED}><p:sldMasterIdLst><p:sldMasterId id="2147483660" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId3"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:embeddedFontLst><p:embeddedFont><p:font typeface="{plants.word("embedded-fonts/name")}"/></p:embeddedFont></p:embeddedFontLst>'
        f'<p:custShowLst><p:custShow name="{plants.word("defined-names/show")}" id="0"/></p:custShowLst>'
        f'<p:modifyVerifier hashData="{plants.word("protection")}"/>'
        f'<p:extLst><p:ext uri="u">{plants.word("extensions/sections")}</p:ext></p:extLst></p:presentation>'
    )


def _shape(text: str, *, names: str = 'name="s"', inner: str = "") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="4" {names}>{inner}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _run(text: str, properties: str = "") -> str:
    return f'<a:r><a:rPr lang="zh-CN">{properties}</a:rPr><a:t>{text}</a:t></a:r>'


def _slide(shapes: str, extra: str = "", attributes: str = "") -> str:
    return f"<p:sld {DECLARED} {attributes}><p:cSld{extra}><p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld></p:sld>"


def _shown_slide(plants: Plants) -> str:
    names = f'name="{plants.word("object-names/name")}" descr="{plants.word("object-names/description")}" title="{plants.word("object-names/title")}"'
    click = f'<a:hlinkClick r:id="rId3" tooltip="{plants.word("hyperlinks/tooltip")}"/>'
    picture = (
        f'<p:pic><p:nvPicPr><p:cNvPr id="5" {names}>{click}</p:cNvPr><p:cNvPicPr/><p:nvPr><a:videoFile r:link="rId6"/></p:nvPr></p:nvPicPr>'
        '<p:blipFill><a:blip r:embed="rId2"/></p:blipFill><p:spPr/></p:pic>'
    )
    embedded = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="o"/></p:nvGraphicFramePr><a:graphic><a:graphicData uri="u">'
        f'<p:oleObj progId="{plants.word("embedded-objects/program")}" r:id="rId5"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    date = f'<a:fld id="{plants.word("field-codes/id")}" type="{plants.word("field-codes/type")}"><a:t>日期</a:t></a:fld>'
    shapes = [
        _shape(_run("看得见的标题")),
        _shape(_run(plants.word("hidden-shapes")), names='name="h" hidden="1"'),
        _shape(_run("少见字体", f'<a:latin typeface="{plants.word("font-names/run")}"/>')),
        _shape(date),
        picture,
        embedded,
        _frame('<c:chart r:id="rId12"/>'),
        f'<p:contentPart strange="{plants.word("unknown-markup")}"/>',
        f"<!-- {plants.word('xml-comments')} -->",
    ]
    data = f'<p:custDataLst><p:tags r:id="{plants.word("variables/reference")}"/></p:custDataLst>'
    extension = f'<p:extLst><p:ext uri="u">{plants.word("extensions/slide")}</p:ext></p:extLst>'
    return _slide(
        "".join(shapes) + extension, f' name="{plants.word("object-names/slide")}"'
    ).replace("</p:spTree>", f"</p:spTree>{data}")


def _add_slides(package: Package, plants: Plants) -> None:
    package.add("ppt/slides/slide1.xml", _shown_slide(plants), _TYPE.format("slide"))
    hidden = _slide(_shape(_run(plants.word("hidden-slides"))), attributes='show="0"')
    package.add("ppt/slides/slide2.xml", hidden, _TYPE.format("slide"))
    for number in (1, 2):
        package.relate(MAIN, f"rId{number + 1}", "slide", f"ppt/slides/slide{number}.xml")
        package.relate(
            f"ppt/slides/slide{number}.xml",
            "rId1",
            "slideLayout",
            "ppt/slideLayouts/slideLayout1.xml",
        )
    picture = pictures.jpeg("Qg")
    name = package.add(f"ppt/media/{plants.word('part-names')}.jpg", picture.content)
    slide = "ppt/slides/slide1.xml"
    package.relate(slide, "rId2", "image", name)
    package.relate(
        slide,
        "rId3",
        "hyperlink",
        f"http://{plants.word('hyperlinks/target')}.example.com",
        is_external=True,
    )
    package.relate(
        slide, "rId6", "video", f"file:///D:/{plants.word('media/video')}.mp4", is_external=True
    )
    plants.places.update(
        {place: canary for place, canary in picture.places.items() if place != "file-name"}
    )
    for key, kind, part, place in (
        ("rId5", "oleObject", "ppt/embeddings/o.bin", "embedded-objects/data"),
        ("rId7", "notesSlide", "ppt/notesSlides/n.xml", "notes"),
        ("rId8", "comments", "ppt/comments/c.xml", "comments/text"),
        ("rId9", "tags", "ppt/tags/t.xml", "variables/tags"),
        ("rId10", "audio", "ppt/media/a.wav", "media/audio"),
    ):
        package.add(part, f"<x>{plants.word(place)}</x>")
        package.relate(slide, key, kind, part)


def _frame(content: str) -> str:
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="12" name="c"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm/><a:graphic><a:graphicData uri="{OFFICE}/drawingml/2006/chart">{content}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def _add_chart(package: Package, plants: Plants) -> None:
    """A chart with the workbook that it was drawn from."""

    def drawn(place: str, shown: str) -> str:
        point = f'<c:pt idx="0"><c:v>{shown}</c:v></c:pt>'
        return f'<c:strRef><c:f>{plants.word(place)}!A1</c:f><c:strCache><c:ptCount val="1"/>{point}</c:strCache></c:strRef>'

    series = f'<c:ser><c:idx val="0"/><c:tx>{drawn("formulas/series", "产值")}</c:tx><c:cat>{drawn("formulas/axis", "甲")}</c:cat></c:ser>'
    extension = f'<c:extLst><c:ext uri="u">{plants.word("extensions/chart")}</c:ext></c:extLst>'
    chart = (
        f"<c:chartSpace {DECLARED}><c:chart><c:title><c:tx>{drawn('formulas/title', '标题')}</c:tx></c:title><c:plotArea>"
        f'<c:barChart><c:barDir val="col"/>{series}</c:barChart></c:plotArea></c:chart>'
        f'<c:externalData r:id="rId1"/><c:userShapes r:id="rId2"/>{extension}</c:chartSpace>'
    )
    part = package.add(
        "ppt/charts/chart1.xml", chart, "vnd.openxmlformats-officedocument.drawingml.chart+xml"
    )
    package.relate("ppt/slides/slide1.xml", "rId12", "chart", part)
    for key, kind, target, place in (
        ("rId1", "package", "ppt/embeddings/book.xlsx", "embedded-objects/book"),
        ("rId3", "chartStyle", "ppt/charts/style1.xml", "style-names/chart"),
    ):
        package.add(target, f"<x>{plants.word(place)}</x>")
        package.relate(part, key, kind, target)


def _add_master(package: Package, plants: Plants) -> None:
    layout, master = "ppt/slideLayouts/slideLayout1.xml", "ppt/slideMasters/slideMaster1.xml"
    tree = f"<p:spTree>{_GROUP}</p:spTree>"
    package.add(
        layout,
        f'<p:sldLayout {DECLARED} matchingName="{plants.word("unknown-markup/layout")}"><p:cSld name="{plants.word("object-names/layout")}">{tree}</p:cSld></p:sldLayout>',
        _TYPE.format("slideLayout"),
    )
    package.add(
        master,
        f'<p:sldMaster {DECLARED}><p:cSld>{tree}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2"'
        ' accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483661" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>',
        _TYPE.format("slideMaster"),
    )
    package.add(
        "ppt/theme/theme1.xml", theme(plants), "vnd.openxmlformats-officedocument.theme+xml"
    )
    package.relate(MAIN, "rId1", "slideMaster", master)
    package.relate(layout, "rId1", "slideMaster", master)
    package.relate(master, "rId1", "slideLayout", layout)
    package.relate(master, "rId2", "theme", "ppt/theme/theme1.xml")


def _add_other_parts(package: Package, plants: Plants) -> None:
    for number, (kind, part, place) in enumerate(
        (
            ("commentAuthors", "ppt/commentAuthors.xml", "comments/authors"),
            (f"{LATER}/2018/10/relationships/authors", "ppt/authors.xml", "comments/modern"),
            ("viewProps", "ppt/viewProps.xml", "application/view"),
            ("tableStyles", "ppt/tableStyles.xml", "style-names/table"),
            ("notesMaster", "ppt/notesMasters/n.xml", "notes/master"),
            ("handoutMaster", "ppt/handoutMasters/h.xml", "notes/handout"),
            ("font", "ppt/fonts/f.fntdata", "embedded-fonts/data"),
            ("customXml", "customXml/item1.xml", "custom-xml/second"),
        ),
        start=20,
    ):
        if part not in package.parts:
            package.add(part, f"<x>{plants.word(place)}</x>")
        package.relate(MAIN, f"rId{number}", kind, part)
