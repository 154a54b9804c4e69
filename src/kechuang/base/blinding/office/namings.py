"""What is met when an element, attribute or relation is dropped: words for the report only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kechuang.base.blinding.office.namespaces import clark, local


def by_name(groups: Mapping[str, str], written: Callable[[str], str] = str) -> dict[str, str]:
    """Each of the names that ``groups`` lists with spaces between, ``written``, with its group."""
    return {written(name): group for group, names in groups.items() for name in names.split()}


ELEMENT_CHANNELS: Mapping[str, str] = by_name(
    {
        "tracked-changes": "w:ins w:del w:moveFrom w:moveTo w:rPrChange w:pPrChange w:sectPrChange"
        " w:tblPrChange w:trPrChange w:tcPrChange w:tblGridChange w:numberingChange w:cellIns"
        " w:cellDel w:cellMerge w:moveFromRangeStart w:moveToRangeStart w:tblPrExChange",
        "comments": "w:commentRangeStart w:commentRangeEnd w:commentReference s:legacyDrawing",
        "revision-ids": "w:rsids w:rsid w:nsid w:tmpl",
        "editing-permissions": "w:permStart s:protectedRanges",
        "protection": "w:documentProtection w:writeProtection s:workbookProtection"
        " s:sheetProtection s:fileSharing p:modifyVerifier s:protection",
        "merge-source": "w:mailMerge w:dataSource",
        "variables": "w:docVars w:docVar p:custDataLst p:tags s:customProperties s:smartTags",
        "template-path": "w:attachedTemplate",
        "hyperlinks": "w:hyperlink s:hyperlinks a:hlinkClick a:hlinkHover a:hlinkMouseOver",
        "unknown-markup": "c:userShapes c:printSettings",
        "external-links": "s:externalReferences w:subDoc w:altChunk s:oleLink a:videoFile"
        " w:attachedSchema w:saveThroughXslt s:webPublishItems s:webPublishing",
        "field-codes": "w:fldSimple a:fld",
        "bookmarks": "w:bookmarkStart",
        "content-controls": "w:sdt w:sdtPr w:smartTag w:customXml w:customXmlPr w:smartTagPr",
        "defined-names": "s:definedNames p:custShowLst w:customXmlInsRangeStart",
        "style-names": "s:cellStyles s:tableStyles w:latentStyles w:aliases w:numStyleLink"
        " w:styleLink",
        "validations": "s:dataValidations",
        "formulas": "s:f c:f s:conditionalFormatting s:autoFilter",
        "scenarios": "s:scenarios s:customSheetViews s:customWorkbookViews",
        "pivot-caches": "s:pivotCaches",
        "embedded-objects": "w:object s:oleObjects s:controls"
        " w:control p:oleObj p:controls c:externalData",
        "printer-settings": "w:printerSettings",
        "extensions": "s:extLst p:extLst a:extLst w:extLst",
        "embedded-fonts": "p:embeddedFontLst w:embedTrueTypeFonts w:saveSubsetFonts",
        "media": "a:audioFile a:wavAudioFile a:quickTimeFile a:audioCd",
        "hidden-text": "w:vanish w:webHidden w:specVanish s:rPh s:phoneticPr",
        "application": "s:fileVersion s:calcPr p:photoAlbum s:fileRecoveryPr",
        "notes": "p:notesMasterIdLst p:handoutMasterIdLst",
    },
    clark,
)
ELEMENT_LOSSES: Mapping[str, str] = by_name(
    {
        "embedded-object": "w:object s:oleObjects s:controls w:control p:controls",
        "old-drawing": "w:pict s:legacyDrawingHF",
        "imported-part": "w:altChunk w:subDoc",
        "conditional-format": "s:conditionalFormatting",
        "table-style": "s:tableParts",
        "animation": "p:timing p:transition",
        "background": "s:picture",
        "chart": "c:chart",
        "diagram": "dgm:relIds",
        "media": "a:audioFile a:videoFile a:wavAudioFile a:quickTimeFile",
    },
    clark,
)
ATTRIBUTE_CHANNELS: Mapping[str, str] = by_name(
    {
        "revision-ids": "w:rsid w:rsidR w:rsidRPr w:rsidRDefault w:rsidP w:rsidTr w:rsidDel"
        " w:rsidSect",
        "tracked-changes": "w:author w:date w:initials",
        "object-names": "descr title macro textlink summary",
        "code-names": "codeName",
        "hyperlinks": "r:link r:href",
    },
    clark,
)
RELATION_CHANNELS: Mapping[str, str] = by_name(
    {
        "custom-properties": "custom-properties",
        "custom-xml": "customXml customXmlProps",
        "thumbnail": "thumbnail",
        "package-signature": "origin signature",
        "comments": "comments commentsExtended commentsIds commentsExtensible threadedComment"
        " commentAuthors authors legacyDrawing vmlDrawing",
        "people": "people person usernames revisionHeaders revisionLog",
        "template-path": "attachedTemplate",
        "hyperlinks": "hyperlink",
        "external-links": "externalLink externalLinkPath connections queryTable xmlMaps"
        " volatileDependencies subDocument frame",
        "merge-source": "mailMergeSource mailMergeHeaderSource recipientData",
        "variables": "tags customProperty docVars keyMapCustomizations attachedToolbars",
        "notes": "notesSlide notesMaster handoutMaster",
        "pivot-caches": "pivotCacheDefinition pivotCacheRecords pivotTable",
        "embedded-objects": "oleObject package control ctrlProp activeXControlBinary aFChunk",
        "building-blocks": "glossaryDocument",
        "media": "audio video media",
        "printer-settings": "printerSettings",
        "embedded-fonts": "font",
        "application": "extended-properties calcChain viewProps presProps webSettings",
        "author": "core-properties",
        "unused-strings": "sharedStrings",
        "style-names": "tableStyles table stylesWithEffects chartStyle chartColorStyle",
        "theme-names": "themeOverride",
    }
)
"""Relations by the last word of their type; a relation that is followed needs no word."""

LOCAL_CHANNELS: Mapping[str, str] = {
    "docId": "revision-ids",
    "paraId": "revision-ids",
    "textId": "revision-ids",
    "uid": "revision-ids",
    "creationId": "revision-ids",
    "revisionPtr": "revision-ids",
    "absPath": "saved-path",
    "docPartObj": "content-controls",
    "show": "hidden-slides",
}
"""Names that occur in several of the later namespaces."""


def channel_of(tag: str) -> str | None:
    """The channel a dropped element is known to be."""
    return ELEMENT_CHANNELS.get(tag) or LOCAL_CHANNELS.get(local(tag))
