"""Which elements and attributes of ECMA-376 are understood, and therefore kept.

Everything else is dropped. Attributes kept here hold numbers, words of the standard's own lists,
colours and formulas of shapes; those that hold free words have a rule of their own in ``sieves``.
"""

from __future__ import annotations

from kechuang.base.blinding.office.namespaces import clarks

_W = """
document background body p pPr r rPr t tab br cr sym noBreakHyphen softHyphen ptab tbl tblPr tblGrid
gridCol tr trPr tc tcPr tblPrEx sectPr hdr ftr footnotes footnote endnotes endnote footnoteRef
endnoteRef footnoteReference endnoteReference separator continuationSeparator pStyle keepNext
keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers pBdr top left
bottom right between bar start end shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing
mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl rStyle
rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof color w kern
position sz szCs highlight u effect bdr fitText vertAlign rtl cs em lang eastAsianLayout tblStyle
tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing tblInd
tblBorders insideH insideV tblLayout tblCellMar tblLook gridBefore gridAfter wBefore wAfter
cantSplit trHeight tblHeader tcW gridSpan hMerge vMerge tcBorders tl2br tr2bl noWrap tcMar
tcFitText vAlign hideMark headerReference footerReference footnotePr endnotePr type pgSz pgMar
pgBorders lnNumType pgNumType cols col titlePg docGrid numFmt pos numStart numRestart styles
docDefaults rPrDefault pPrDefault style name basedOn next link uiPriority semiHidden
unhideWhenUsed qFormat tblStylePr numbering abstractNum multiLevelType lvl lvlRestart isLgl suff
lvlText lvlJc num abstractNumId lvlOverride startOverride settings evenAndOddHeaders
defaultTabStop characterSpacingControl compat compatSetting displayBackgroundShape mirrorMargins
autoHyphenation gutterAtTop drawingGridHorizontalSpacing drawingGridVerticalSpacing
displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery spaceForUL
balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn
adjustLineHeightInTable useFELayout clrSchemeMapping themeFontLang drawing ruby
rubyPr rubyAlign hps hpsRaise hpsBaseText lid rt rubyBase txbxContent
"""
_M = """
oMathPara oMathParaPr oMath r rPr t f fPr num den sSup sSub sSubSup sup sub e d dPr begChr endChr
sepChr rad radPr deg degHide nary naryPr chr limLoc subHide supHide func funcPr fName limLow limUpp
lim m mPr mr mcs mc mcPr count mcJc eqArr eqArrPr acc accPr bar barPr box boxPr borderBox
borderBoxPr groupChr groupChrPr pos vertJc phant phantPr sPre sPrePr sSupPr sSubPr sSubSupPr
limLowPr limUppPr ctrlPr sty scr jc type nor lit brk aln grow shp baseJc rSp rSpRule plcHide cGp
cGpRule
"""
_A = """
graphic graphicData blip srcRect stretch fillRect tile alphaModFix lum duotone clrChange clrFrom
clrTo grayscl biLevel xfrm off ext chOff chExt prstGeom avLst gd custGeom gdLst ahLst ahXY ahPolar
cxnLst cxn pos rect pathLst path moveTo lnTo pt arcTo quadBezTo cubicBezTo close ln noFill
solidFill gradFill gsLst gs lin fillToRect tileRect pattFill fgClr bgClr blipFill grpFill prstDash
custDash ds round bevel miter headEnd tailEnd srgbClr schemeClr sysClr prstClr scrgbClr hslClr
alpha lumMod lumOff shade tint satMod satOff hueMod hueOff comp inv gray gamma invGamma alphaMod
alphaOff effectLst outerShdw innerShdw glow reflection softEdge blur scene3d camera lightRig rot
sp3d bevelT bevelB extrusionClr contourClr flatTx lnRef fillRef effectRef fontRef style spPr
bodyPr lstStyle normAutofit spAutoFit noAutofit prstTxWarp p pPr r rPr t br fld endParaRPr defPPr
lvl1pPr lvl2pPr lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr defRPr lnSpc spcBef spcAft
spcPct spcPts buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar tabLst
tab latin ea cs sym highlight uLnTx uLn uFillTx uFill tbl tblPr tableStyleId tblGrid gridCol tr tc
txBody tcPr lnL lnR lnT lnB lnTlToBr lnBlToTr theme themeElements clrScheme dk1 lt1 dk2 lt2 accent1
accent2 accent3 accent4 accent5 accent6 hlink folHlink fontScheme majorFont minorFont font
fmtScheme fillStyleLst lnStyleLst effectStyleLst effectStyle bgFillStyleLst objectDefaults
extraClrSchemeLst masterClrMapping overrideClrMapping
"""
_PIC = "pic nvPicPr cNvPr cNvPicPr blipFill spPr"
_WP = """
inline anchor extent effectExtent docPr cNvGraphicFramePr simplePos positionH positionV posOffset
align wrapNone wrapSquare wrapTight wrapThrough wrapTopAndBottom wrapPolygon start lineTo
"""
_WPS = "wsp cNvPr cNvSpPr cNvCnPr spPr style txbx bodyPr"
_WPG = "wgp grpSp grpSpPr cNvPr cNvGrpSpPr"
_P = """
presentation sldMasterIdLst sldMasterId sldIdLst sldId sldSz notesSz defaultTextStyle sld sldLayout
sldMaster cSld bg bgPr bgRef spTree nvGrpSpPr cNvGrpSpPr grpSpPr grpSp sp nvSpPr cNvPr cNvSpPr nvPr
ph spPr style txBody pic nvPicPr cNvPicPr blipFill graphicFrame nvGraphicFramePr cNvGraphicFramePr
xfrm cxnSp nvCxnSpPr cNvCxnSpPr clrMap clrMapOvr txStyles titleStyle bodyStyle otherStyle
sldLayoutIdLst sldLayoutId hf
"""
_XDR = """
wsDr twoCellAnchor oneCellAnchor absoluteAnchor from to col colOff row rowOff pos ext clientData sp
nvSpPr cNvPr cNvSpPr spPr style txBody pic nvPicPr cNvPicPr blipFill grpSp nvGrpSpPr cNvGrpSpPr
grpSpPr cxnSp nvCxnSpPr cNvCxnSpPr graphicFrame nvGraphicFramePr cNvGraphicFramePr xfrm
"""
_S = """
workbook workbookPr bookViews workbookView sheets sheet worksheet sheetPr tabColor outlinePr
pageSetUpPr dimension sheetViews sheetView pane selection sheetFormatPr
cols col sheetData row c v is t
r rPr b i strike u sz color rFont family charset scheme vertAlign outline shadow condense extend
mergeCells mergeCell printOptions pageMargins pageSetup headerFooter oddHeader oddFooter evenHeader
evenFooter firstHeader firstFooter rowBreaks colBreaks brk drawing styleSheet numFmts numFmt fonts
font name fills fill patternFill fgColor bgColor gradientFill stop borders border left right top
bottom diagonal start end vertical horizontal cellStyleXfs cellXfs xf alignment colors
indexedColors rgbColor
"""
_C = """
chartSpace date1904 roundedCorners style chart title tx rich layout manualLayout layoutTarget xMode
yMode wMode hMode x y w h overlay autoTitleDeleted view3D rotX rotY rAngAx perspective hPercent
depthPercent floor sideWall backWall thickness plotArea barChart bar3DChart lineChart line3DChart
pieChart pie3DChart ofPieChart doughnutChart areaChart area3DChart scatterChart radarChart
bubbleChart stockChart surfaceChart surface3DChart barDir grouping varyColors ser idx order spPr
invertIfNegative dPt explosion dLbls dLbl delete numFmt txPr dLblPos showLegendKey showVal
showCatName showSerName showPercent showBubbleSize separator showLeaderLines leaderLines trendline
trendlineType period forward backward intercept dispRSqr dispEq errBars errDir errBarType
errValType noEndCap plus minus val cat xVal yVal bubbleSize smooth shape marker symbol size
gapWidth gapDepth overlap serLines dropLines hiLowLines upDownBars upBars downBars firstSliceAng
holeSize scatterStyle radarStyle ofPieType secondPieSize wireframe bubble3D bubbleScale
showNegBubbles sizeRepresents axId catAx valAx dateAx serAx scaling orientation logBase max min
axPos majorGridlines minorGridlines majorTickMark minorTickMark tickLblPos crossAx crosses crossesAt
auto lblAlgn lblOffset noMultiLvlLbl crossBetween majorUnit minorUnit dispUnits builtInUnit
baseTimeUnit majorTimeUnit minorTimeUnit tickLblSkip tickMarkSkip dTable showHorzBorder
showVertBorder showOutline showKeys legend legendPos legendEntry plotVisOnly dispBlanksAs numLit
strLit formatCode ptCount pt v
"""
ELEMENTS = frozenset[str]().union(
    clarks("c", _C),
    clarks("w", _W),
    clarks("m", _M),
    clarks("a", _A),
    clarks("pic", _PIC),
    clarks("wp", _WP),
    clarks("wps", _WPS),
    clarks("wpg", _WPG),
    clarks("p", _P),
    clarks("xdr", _XDR),
    clarks("s", _S),
)
TRANSPARENT = clarks(
    "w",
    "ins moveTo sdt sdtContent hyperlink smartTag customXml fldSimple dir bdo"
    " conflictIns customXmlInsRange",
)
"""Elements that go while what they hold stays."""

TEXTS = frozenset[str]().union(
    clarks("w", "t"),
    clarks("m", "t"),
    clarks("a", "t tableStyleId"),
    clarks("s", "t v oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter"),
    clarks("wp", "posOffset align"),
    clarks("xdr", "col colOff row rowOff"),
    clarks("c", "v formatCode separator"),
)
"""Elements whose own characters are kept."""

_W_ATTRIBUTES = """
val type w h orient code top right bottom left header footer gutter start end before beforeLines
beforeAutospacing after afterLines afterAutospacing line lineRule firstLine firstLineChars hanging
hangingChars leftChars rightChars startChars endChars fill color themeColor themeTint themeShade
themeFill themeFillTint themeFillShade sz space frame shadow pos leader hint asciiTheme hAnsiTheme
eastAsiaTheme cstheme ascii hAnsi eastAsia cs bidi id abstractNumId numId ilvl styleId customStyle
default fldCharType charSpace linePitch num equalWidth sep fmt chapStyle chapSep restart countBy
distance offsetFrom zOrder display firstRow lastRow firstColumn lastColumn noHBand noVBand hRule
vRule wrap hSpace vSpace hAnchor vAnchor x xAlign y yAlign lines dropCap horzAnchor vertAnchor
tblpX tblpXSpec tblpY tblpYSpec topFromText bottomFromText leftFromText rightFromText char font
clear combine combineBrackets vert vertCompress customMarkFollows bg1 t1 bg2 t2 accent1 accent2
accent3 accent4 accent5 accent6 hyperlink followedHyperlink name uri alignment relativeTo
"""
_PLAIN_ATTRIBUTES = """
val x y cx cy rot flipH flipV prst name id uri w h cap cmpd algn pos ang scaled path l t r b
rotWithShape flip sx sy tx ty amt lastClr type len dist dir blurRad rad endA endPos stA stPos kx ky
fov zoom rig lat lon rev presetMaterial extrusionH contourW z grad wrap lIns tIns rIns bIns anchor
anchorCtr rtlCol vert numCol spcCol upright compatLnSpc forceAA fontScale lnSpcReduction
vertOverflow horzOverflow spcFirstLastPara fromWordArt lvl marL marR indent defTabSz rtl eaLnBrk
fontAlgn latinLnBrk hangingPunct lang altLang sz i u strike kern spc normalizeH baseline noProof
typeface script pitchFamily charset startAt char rowSpan gridSpan hMerge vMerge marT marB firstRow
firstCol lastRow lastCol bandRow bandCol fmla ref refX refY minX maxX minY maxY gdRefX gdRefY
gdRefR gdRefAng minR maxR minAng maxAng stroke fill extrusionOk hR wR stAng swAng bright contrast
thresh distT distB distL distR simplePos relativeHeight behindDoc locked layoutInCell allowOverlap
relativeFrom wrapText orient idx hasCustomPrompt preserve showMasterSp bwMode bg1 tx1 bg2 tx2
accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink txBox userDrawn editAs embed d hue
sat lum bubble3D hdr ftr dt sldNum firstSlideNum showSpecialPlsOnTitleSld rtl date1904
activeTab firstSheet sheetId state rgb theme tint indexed auto summaryBelow summaryRight
showOutlineSymbols fitToPage showGridLines showRowColHeaders showZeros rightToLeft tabSelected
view zoomScale zoomScaleNormal workbookViewId xSplit ySplit topLeftCell activePane activeCell sqref
pane baseColWidth defaultColWidth defaultRowHeight customHeight zeroHeight thickTop thickBottom
outlineLevelRow outlineLevelCol min max width style customWidth bestFit outlineLevel collapsed r s
ht spans customFormat thickBot ph count horizontalCentered verticalCentered headings gridLines left
right top bottom header footer paperSize scale firstPageNumber fitToWidth fitToHeight pageOrder
orientation blackAndWhite draft cellComments useFirstPageNumber errors differentOddEven
differentFirst scaleWithDoc alignWithMargins man manualBreakCount numFmtId formatCode patternType
degree position diagonalUp diagonalDown outline fontId fillId borderId xfId applyNumberFormat
applyFont applyFill applyBorder applyAlignment quotePrefix pivotButton horizontal vertical
hidden textRotation sourceLinked wrapText justifyLastLine shrinkToFit readingOrder serverZoom
"""
ATTRIBUTES = frozenset[str]().union(
    clarks("w", _W_ATTRIBUTES),
    clarks("m", "val alnAt"),
    clarks("r", "id embed"),
    clarks("xml", "space"),
    frozenset(_PLAIN_ATTRIBUTES.split()),
)
