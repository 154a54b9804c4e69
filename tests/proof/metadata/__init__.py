"""R9: of canaries in every identity channel of every format none is in the reviewer's copy."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from kechuang.base.blinding import CHANNELS, KnownName, Limits, blind_document
from kechuang.base.blinding.copies import copy_blinded
from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.replacing import Replacer
from tests.proof.metadata import books, decks, pdfs, pictures, texts_documents, zips
from tests.proof.metadata.canaries import Planted, channel
from tests.proof.metadata.gates import opened
from tests.proof.metadata.known_names import NAMES, named_files
from tests.proof.metadata.labelled_pages import pages, recall
from tests.proof.metadata.other_gates import not_pictured, pack_keeping
from tests.proof.metadata.searching import survivors
from tests.proof.outcomes import Outcome, Scene

LEAST_RECALL = 0.90
PAGES, QUICK_PAGES = 400, 300
NAMED_ELSEWHERE = "file-name"


def prove(scene: Scene) -> Outcome:
    """Plant, blind in the fence, search every byte; then again with each remover off."""
    files = planted_files()
    left, canaries, unseen, unnamed = [], 0, [], []
    for file in [*files, *named_files()]:
        found, copy_name, copy = blinded(file, scene)
        canaries += len(file.places)
        left += [
            f"{file.name}: {place}" for place in survivors(copy + copy_name.encode(), file.places)
        ]
        unseen += missed_by_search(file)
        unnamed += unreported(file, found)
    reds = [red for file in files for red in red_controls(file)] + list(unreplaced())
    blind_gates = [red for red in reds if red.endswith("unseen")]
    told, planted, alarms = recall(
        pages(random.Random(scene.seed), QUICK_PAGES if scene.quick else PAGES)
    )
    for line in (*left, *unseen, *unnamed, *blind_gates):
        scene.tell(f"✗ {line}")
    kinds = {channel(place) for file in files for place in file.places} & set(CHANNELS)
    seen = len(reds) - len(blind_gates)
    return Outcome(
        figure=f"{len(left)}/{canaries:,} 处残留 / left; {len(kinds)} 种渠道 / channels; "
        f"{told}/{planted} 文字线索提示 / leaks flagged, {alarms} 误报 / false",
        n=canaries,
        held=not left and not unnamed and told >= LEAST_RECALL * planted,
        red_control=f"逐个关闭 / removers off one by one: {seen} of {len(reds)} seen; "
        f"原件 / originals: {canaries - len(unseen):,} of {canaries:,}",
        red_held=not unseen and not blind_gates,
    )


def planted_files() -> list[Planted]:
    files = [
        pictures.jpeg(),
        pictures.png(),
        texts_documents.docx(),
        books.xlsx(),
        decks.pptx(),
        pdfs.pdf(),
    ]
    inner = zips.archive([pictures.jpeg("Qk"), texts_documents.docx()])
    return [*files, zips.archive([pictures.png("Qm"), books.xlsx(), inner])]


def blinded(file: Planted, scene: Scene) -> tuple[set[str], str, bytes]:
    """Through the fence, as it is done in earnest; quickly, only the archive goes through it."""
    if scene.quick and not file.name.endswith(".zip"):
        findings = Findings()
        copy = copy_blinded(file.content, file.name, Replacer(NAMES, findings), findings, Limits())
        return {*findings.channels, *findings.replaced}, "", copy[1]
    return blinded_in_fence(file, scene)


def blinded_in_fence(file: Planted, scene: Scene) -> tuple[set[str], str, bytes]:
    path = scene.folder / "planted"
    path.write_bytes(file.content)
    copy = blind_document(path, name=file.name, names=NAMES)
    return {*copy.report.channels, *copy.report.replaced}, copy.name, copy.content


def missed_by_search(file: Planted) -> list[str]:
    """The oracle must find every canary of the original, or its silence means nothing."""
    found = survivors(file.content + file.name.encode(), file.places)
    return [
        f"{file.name}: {place} planted but not found" for place in file.places if place not in found
    ]


def unreported(file: Planted, found: set[str]) -> list[str]:
    planted = {channel(place) for place in file.places} & set(CHANNELS)
    return [f"{file.name}: {each} met but not reported" for each in sorted(planted - found)]


def red_controls(file: Planted) -> Iterator[str]:
    """For each channel of the file, whether its canaries are seen once its remover is off."""
    for each in sorted(own_channels(file)):
        places = {place: word for place, word in file.places.items() if channel(place) == each}
        seen = survivors(copied_with(file, each), places)
        yield f"{file.name}: {each} {'seen' if seen else 'unseen'}"


def own_channels(file: Planted) -> set[str]:
    """Those of its own format; what lies inside an archive has its turn outside of it."""
    found = {channel(place) for place in file.places} & set(CHANNELS) - {NAMED_ELSEWHERE}
    if file.name.endswith(".zip"):
        return {each for each in found if each.startswith("zip-") or each == "trailing-bytes"}
    return found


def copied_with(file: Planted, kept: str) -> bytes:
    if file.name.endswith(".pdf"):
        return not_pictured(file.content, kept)
    with opened(kept):
        copy = copied(file, ())
    return pack_keeping(file.content, copy, kept) if file.name.endswith(".zip") else copy


def unreplaced() -> Iterator[str]:
    """Without the case's names, the names stay: that is how we know that they were there."""
    for file in named_files():
        if not file.name.endswith(".pdf"):
            seen = survivors(copied(file, ()), file.places)
            told = "seen" if len(seen) == len(file.places) else "unseen"
            yield f"{file.name}: known names {told}"


def copied(file: Planted, names: Sequence[KnownName]) -> bytes:
    findings = Findings()
    return copy_blinded(file.content, file.name, Replacer(names, findings), findings, Limits())[1]
