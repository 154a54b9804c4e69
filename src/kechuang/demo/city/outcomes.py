"""Research outcomes of the fictional city: one for nearly every method of every topic."""

from collections.abc import Iterator, Sequence
from random import Random

from kechuang.demo.city.composing import compose, shuffled
from kechuang.demo.city.draws import chance, choose_weighted
from kechuang.demo.city.outcome_texts import Wording, word_outcome
from kechuang.demo.city.rights import (
    confidential_note,
    cooperation,
    patents,
    price,
    shares,
    works_in,
)
from kechuang.demo.city.shapes import CityOutcome, Institution
from kechuang.demo.city.topics import Topic, load_phrases, load_topics

MATURITIES = ((1, 2), (2, 5), (3, 14), (4, 20), (5, 18), (6, 17), (7, 13), (8, 8), (9, 3))
CHANNELS = (("market", 20), ("release", 30), ("declaration", 30), ("survey", 20))
RIGHTS = (("invention_patent", 72), ("utility_model", 12), ("trade_secret", 12), ("other", 4))
LAST_METHOD = 3
SCARCE_BP = {
    "marine_coatings": 7_500,
    "uav_inspection": 7_500,
    "solid_waste": 5_000,
    "smart_agriculture": 5_000,
    "degradable_plastics": 5_000,
    "laser_processing": 2_500,
    "radar_sensing": 2_500,
}
SOFTWARE_RIGHTS = (("invention_patent", 45), ("software", 47), ("trade_secret", 8))


def build_outcomes(rng: Random, institutions: Sequence[Institution]) -> tuple[CityOutcome, ...]:
    """Three or four outcomes per topic, owned by the universities and institutes, in any order."""
    research = tuple(one for one in institutions if one.kind in ("university", "institute"))
    written = [
        outcome
        for topic in load_topics()
        for outcome in _topic_outcomes(
            rng, topic, tuple(one for one in research if works_in(one, topic.field))
        )
    ]
    return tuple(shuffled(rng, written))


def _topic_outcomes(
    rng: Random, topic: Topic, owners: Sequence[Institution]
) -> Iterator[CityOutcome]:
    phrases = load_phrases("outcomes")
    frames, titles = shuffled(rng, phrases["frames"]), shuffled(rng, phrases["titles"])
    for number, method in enumerate(topic.methods):
        if number == LAST_METHOD and chance(rng, SCARCE_BP.get(topic.field, 0)):
            continue
        maturity = choose_weighted(rng, MATURITIES)
        wording = word_outcome(
            rng,
            topic,
            method=method,
            turn=number % 2,
            maturity=maturity,
            frame=frames[number],
        )
        yield _outcome(
            rng,
            topic=topic,
            maturity=maturity,
            owners=owners,
            key=f"{topic.id}-{number + 1}",
            title=compose(rng, titles[number], wording.slots),
            wording=wording,
        )


def _outcome(
    rng: Random,
    *,
    topic: Topic,
    maturity: int,
    owners: Sequence[Institution],
    key: str,
    title: str,
    wording: Wording,
) -> CityOutcome:
    is_software = topic.kind == "software"
    rights = choose_weighted(rng, SOFTWARE_RIGHTS if is_software else RIGHTS)
    return CityOutcome(
        key=key,
        title=title,
        title_en=wording.title_en,
        public_summary=wording.summary,
        summary_en=wording.summary_en,
        confidential_text=confidential_note(rng, topic),
        keywords=wording.keywords,
        discipline=topic.discipline,
        field=topic.field,
        maturity=maturity,
        rights_kind=rights,
        patent_numbers=patents(rng, rights),
        ipc=topic.ipc,
        channel=choose_weighted(rng, CHANNELS),
        cooperation_modes=cooperation(rng, maturity),
        price_fen=price(rng, maturity),
        owners=shares(rng, owners),
        topic=topic.id,
    )
