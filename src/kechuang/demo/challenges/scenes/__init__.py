"""One challenge in each phase, in the order in which they were posed."""

from kechuang.demo.challenges.scenes.bids import check_bids, open_list
from kechuang.demo.challenges.scenes.endings import closed_project, failed_project
from kechuang.demo.challenges.scenes.needs import examined_need, written_need
from kechuang.demo.challenges.scenes.projects import race, running_project
from kechuang.demo.challenges.scenes.reviews import disputed_award, running_review

SPRING = (closed_project, failed_project, running_project)
AUTUMN = (
    disputed_award,
    running_review,
    check_bids,
    open_list,
    examined_need,
    written_need,
)
"""Each takes the year's programme; the race between them has one of its own."""

__all__ = ["AUTUMN", "SPRING", "race"]
