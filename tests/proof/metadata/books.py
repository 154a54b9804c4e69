"""An XLSX with a canary in every channel."""
# ruff: noqa: E501 - markup is read as it is written

from __future__ import annotations

from tests.proof.metadata import pictures
from tests.proof.metadata.canaries import Planted, Plants
from tests.proof.metadata.packages import DECLARED, SHEET, Package, add_properties, theme

_TYPE = "vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
MAIN = "xl/workbook.xml"


def xlsx() -> Planted:
    plants, package = Plants("Qx"), Package()
    add_properties(package, plants)
    package.add(MAIN, _workbook(plants), _TYPE.format("sheet.main"))
    package.relate("", "rId1", "officeDocument", MAIN)
    for number, rows in enumerate((_shown(plants), _hidden(plants)), start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        package.add(name, f"<worksheet {SHEET}>{rows}</worksheet>", _TYPE.format("worksheet"))
        package.relate(MAIN, f"rId{number}", "worksheet", name)
    _add_workbook_parts(package, plants)
    _add_sheet_parts(package, plants)
    return Planted(f"{plants.word('file-name')}.xlsx", package.packed(), plants.places)


def _workbook(plants: Plants) -> str:
    return (
        f'<workbook {SHEET}><fileVersion appName="{plants.word("application/version")}"/>'
        f'<fileSharing userName="{plants.word("protection/user")}"/><workbookPr codeName="{plants.word("code-names/book")}"/>'
        f'<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:/{plants.word("saved-path")}/"/></mc:Choice></mc:AlternateContent>'
        f'<workbookProtection workbookPassword="{plants.word("protection/password")}"/>'
        '<sheets><sheet name="预算" sheetId="1" r:id="rId1"/>'
        f'<sheet name="{plants.word("hidden-sheets/name")}" sheetId="2" state="veryHidden" r:id="rId2"/></sheets>'
        f'<definedNames><definedName name="{plants.word("defined-names/name")}">预算!{plants.word("defined-names/reference")}</definedName></definedNames>'
        f'<customWorkbookViews><customWorkbookView name="{plants.word("scenarios/view")}"/></customWorkbookViews>'
        f'<pivotCaches><pivotCache cacheId="1" r:id="rId6"/></pivotCaches>'
        f'<extLst><ext uri="u">{plants.word("extensions/book")}</ext></extLst></workbook>'
    )


def _shown(plants: Plants) -> str:
    text = '<c r="{}" t="inlineStr"><is><t>{}</t>{}</is></c>'.format
    rare = f'<rPh sb="0" eb="1"><t>{plants.word("hidden-text/phonetic")}</t></rPh>'
    cells = (
        f'<row r="1">{text("A1", "项目", rare)}<c r="B1" t="s"><v>0</v></c>'
        f'<c r="C1" t="str"><f>"{plants.word("formulas/cell")}"&amp;A1</f><v>结果</v></c>{text("D1", plants.word("hidden-cells/column"), "")}</row>'
        f'<row r="2" hidden="1">{text("A2", plants.word("hidden-cells/row"), "")}</row>'
    )
    return (
        f'<sheetPr codeName="{plants.word("code-names/sheet")}"/><cols><col min="4" max="4" width="9" hidden="1"/></cols>'
        f'<sheetData>{cells}</sheetData><sheetProtection hashValue="{plants.word("protection/sheet")}"/>'
        f'<protectedRanges><protectedRange name="{plants.word("editing-permissions")}" sqref="A1"/></protectedRanges>'
        f'<scenarios><scenario name="{plants.word("scenarios/name")}" user="{plants.word("scenarios/user")}"/></scenarios>'
        f'<customSheetViews><customSheetView guid="{plants.word("scenarios/guid")}"/></customSheetViews>'
        f'<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>{plants.word("formulas/condition")}</formula></cfRule></conditionalFormatting>'
        f'<dataValidations><dataValidation sqref="A1" prompt="{plants.word("validations/prompt")}"><formula1>"{plants.word("validations/list")}"</formula1></dataValidation></dataValidations>'
        f'<hyperlinks><hyperlink ref="A1" r:id="rId1" display="{plants.word("hyperlinks/display")}"/></hyperlinks>'
        f'<pageSetup paperSize="9" r:id="rId2"/><headerFooter><oddHeader>&amp;F &amp;L第1页</oddHeader></headerFooter>'
        f'<drawing r:id="rId3"/><legacyDrawing r:id="rId4"/><oleObjects><oleObject progId="{plants.word("embedded-objects/program")}" r:id="rId5"/></oleObjects>'
        f'<tableParts count="1"><tablePart r:id="rId7"/></tableParts><!-- {plants.word("xml-comments")} -->'
        f'<smartTags><cellSmartTag name="{plants.word("variables/smart")}"/></smartTags><extLst><ext>{plants.word("extensions/sheet")}</ext></extLst>'
    )


def _hidden(plants: Plants) -> str:
    text = plants.word("hidden-sheets/cell")
    return f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData>'


def _add_workbook_parts(package: Package, plants: Plants) -> None:
    strings = f"<si><t>看得见</t></si><si><t>{plants.word('unused-strings')}</t></si>"
    styles = (
        f'<fonts count="1"><font><sz val="11"/><name val="{plants.word("font-names/cell")}"/></font></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs>'
        f'<cellStyles><cellStyle name="{plants.word("style-names/cell")}" xfId="0"/></cellStyles>'
    )
    package.add(
        "xl/sharedStrings.xml", f"<sst {SHEET}>{strings}</sst>", _TYPE.format("sharedStrings")
    )
    package.add(
        "xl/styles.xml", f"<styleSheet {SHEET}>{styles}</styleSheet>", _TYPE.format("styles")
    )
    package.add("xl/theme/theme1.xml", theme(plants), "vnd.openxmlformats-officedocument.theme+xml")
    for key, kind in (("rId3", "sharedStrings"), ("rId4", "styles"), ("rId5", "theme")):
        part = "xl/theme/theme1.xml" if kind == "theme" else f"xl/{kind}.xml"
        package.relate(MAIN, key, kind, part)
    for key, kind, part, place in (
        ("rId6", "pivotCacheDefinition", "xl/pivotCache/p1.xml", "pivot-caches"),
        ("rId8", "externalLink", "xl/externalLinks/e1.xml", "external-links/book"),
        ("rId9", "connections", "xl/connections.xml", "external-links/connections"),
        ("rId10", "person", "xl/persons/person.xml", "people"),
        ("rId11", "calcChain", "xl/calcChain.xml", "application/chain"),
        ("rId12", "usernames", "xl/revisions/userNames.xml", "people/shared"),
        ("rId13", "xmlMaps", "xl/xmlMaps.xml", "external-links/maps"),
    ):
        package.add(part, f"<x {DECLARED}>{plants.word(place)}</x>")
        package.relate(MAIN, key, kind, part)


def _add_sheet_parts(package: Package, plants: Plants) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    package.relate(
        sheet,
        "rId1",
        "hyperlink",
        f"mailto:{plants.word('hyperlinks/target')}@example.com",
        is_external=True,
    )
    for key, kind, part, place in (
        ("rId2", "printerSettings", "xl/printerSettings/p1.bin", "printer-settings"),
        ("rId4", "vmlDrawing", "xl/drawings/vml1.vml", "comments/drawing"),
        ("rId5", "oleObject", "xl/embeddings/o1.bin", "embedded-objects/data"),
        ("rId6", "comments", "xl/comments1.xml", "comments/legacy"),
        ("rId7", "table", "xl/tables/table1.xml", "style-names/table"),
        ("rId8", "threadedComment", "xl/threadedComments/t1.xml", "comments/threaded"),
        ("rId9", "queryTable", "xl/queryTables/q1.xml", "external-links/query"),
        ("rId10", "customProperty", "xl/customProperty1.bin", "variables/custom"),
        ("rId11", "pivotTable", "xl/pivotTables/p1.xml", "pivot-caches/table"),
    ):
        package.add(part, f"<x>{plants.word(place)}</x>")
        package.relate(sheet, key, kind, part)
    package.relate(MAIN, "rId20", "customXml", "customXml/item1.xml")
    picture = pictures.png("Qf")
    name = package.add(f"xl/media/{plants.word('part-names')}.png", picture.content)
    drawing = package.add(
        "xl/drawings/drawing1.xml",
        _drawing(plants),
        "vnd.openxmlformats-officedocument.drawing+xml",
    )
    package.relate(sheet, "rId3", "drawing", drawing)
    package.relate(drawing, "rId1", "image", name)
    plants.places.update(
        {place: canary for place, canary in picture.places.items() if place != "file-name"}
    )


def _drawing(plants: Plants) -> str:
    names = f'name="{plants.word("object-names/name")}" descr="{plants.word("object-names/description")}"'
    corners = "".join(
        f"<xdr:{tag}><xdr:col>{n}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{n}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{tag}>"
        for tag, n in (("from", 1), ("to", 4))
    )
    anchor = f"<xdr:twoCellAnchor>{corners}{{}}<xdr:clientData/></xdr:twoCellAnchor>".format
    picture = (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" {names}/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )
    shape = (
        '<xdr:sp macro="{}" textlink=""><xdr:nvSpPr><xdr:cNvPr id="3" name="s"{}/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/>'
        "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    ).format
    shown = shape(plants.word("object-names/macro"), "", "图上的字")
    hidden = shape("", ' hidden="1"', plants.word("hidden-shapes"))
    return f"<xdr:wsDr {DECLARED}>{anchor(picture)}{anchor(shown)}{anchor(hidden)}</xdr:wsDr>"
