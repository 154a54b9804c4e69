"""Charts draw from values of their own: no formula, no workbook behind them."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.office.namespaces import clark
from kechuang.base.blinding.office.sieves import Sieve
from kechuang.base.blinding.office.texts import TextBlinder

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_CACHES = {"c:strRef": ("c:strCache", "c:strLit"), "c:numRef": ("c:numCache", "c:numLit")}
_WORDS = ("c:v", "c:formatCode", "c:separator")


def make_literal(root: Element, findings: Findings) -> None:
    """Turn references to cells into the values that the chart shows of them."""
    for title in root.iter(clark("c:title")):
        for words in title.findall(clark("c:tx")):
            _spell_out(words, findings, is_rich=True)
    for series in root.iter(clark("c:ser")):
        for words in series.findall(clark("c:tx")):
            _spell_out(words, findings, is_rich=False)
    for owner in list(root.iter()):
        for place, reference in enumerate(list(owner)):
            if literal := _literal(reference, findings):
                owner[place] = literal


def _spell_out(words: Element, findings: Findings, *, is_rich: bool) -> None:
    reference = words.find(clark("c:strRef"))
    if reference is None:
        return
    findings.met("formulas")
    shown = " ".join(point.text or "" for point in reference.iter(clark("c:v")))
    words.remove(reference)
    if not is_rich:
        SubElement(words, clark("c:v")).text = shown
        return
    rich = SubElement(words, clark("c:rich"))
    SubElement(rich, clark("a:bodyPr"))
    run = SubElement(SubElement(rich, clark("a:p")), clark("a:r"))
    SubElement(run, clark("a:t")).text = shown


def _literal(reference: Element, findings: Findings) -> Element | None:
    for name, (cache, literal) in _CACHES.items():
        if reference.tag == clark(name):
            findings.met("formulas")
            found = Element(clark(literal))
            found.extend(_points(reference.find(clark(cache))))
            return found
    return None


def _points(cache: Element | None) -> Iterable[Element]:
    return () if cache is None else list(cache)


def treat_chart(sieve: Sieve, texts: TextBlinder) -> None:
    """Blind the words of titles, series, categories and number formats."""
    sieve.treatments.pop(clark("c:chart"), None)

    def words(element: Element) -> list[Element]:
        copy = sieve.keep(element)
        copy.text = texts.words(copy.text or "", sieve.place)
        return [copy]

    for tag in _WORDS:
        sieve.treatments[clark(tag)] = lambda element: iter(words(element))
    sieve.rewritings["", "formatCode"] = lambda _tag, code: texts.words(code, sieve.place)
