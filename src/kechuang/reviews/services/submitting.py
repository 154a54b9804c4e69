"""Entering what is to be judged, by the room that runs the procedure."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid
from kechuang.base.identifiers import region_name
from kechuang.reviews.models import (
    Exclusion,
    KnownAlias,
    NamedApplicant,
    NamedExclusion,
    ReviewRound,
    Submission,
    SubmissionFile,
    SubmissionParty,
    SubmissionPerson,
)
from kechuang.reviews.services.inputs import NewSubmission
from kechuang.reviews.services.rounds import locked_round
from kechuang.reviews.states import Phase

NOT_SUBMITTED = Text("材料未送审", "The submission was not entered")
CORRECT = Text("请更正后重试", "Correct it and try again")
LETTERS, LENGTH = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8


@transaction.atomic
def enter_submission(
    *, by: Actor, at: datetime, review_round: ReviewRound, submission: NewSubmission
) -> Submission:
    """Enter a submission under a random label, while the round is being prepared.

    Refuses more exclusions than the round allows (国家自然科学基金条例 2024 第20条: at most three),
    a reference that is in the round already, and one without applicant, person or file.
    """
    row = locked_round(by, review_round, Phase.PREPARING, what=NOT_SUBMITTED)
    _refuse_unfit(row, submission)
    one = Submission(
        round=row,
        label=_label(row),
        reference=submission.reference.strip(),
        title=submission.title.strip(),
        region_code=submission.region_code,
        home_codes=list(submission.home_codes) or None,
        account_digest=submission.account_digest,
        address=submission.address,
        submitted_at=at,
    )
    one.save()
    _attach(one, submission)
    payload = {
        "reference": one.reference,
        "experts": sorted(expert.pk for expert, _ in submission.exclusions),
        "in_words": len(submission.named_exclusions),
    }
    record(by=by, at=at, command="enter_submission", target=one, payload=payload)
    return one


def _attach(one: Submission, given: NewSubmission) -> None:
    for party, role in given.applicants:
        SubmissionParty(submission=one, party=party, role=role).save()
    for named in given.named_applicants:
        NamedApplicant(
            submission=one, name=named.name.strip(), credit_code=named.credit_code, role=named.role
        ).save()
    for person in given.people:
        SubmissionPerson(
            submission=one,
            name=person.name.strip(),
            role=person.role,
            phone=person.phone,
            email=person.email,
            identity_digest=person.identity_digest,
        ).save()
    for number, file in enumerate(given.files, start=1):
        SubmissionFile(submission=one, file=file, number=number).save()
    for name in given.known_names:
        KnownAlias(submission=one, kind=name.kind, forms=list(name.forms)).save()
    for expert, reason in given.exclusions:
        Exclusion(submission=one, expert=expert, reason=reason).save()
    for words in given.named_exclusions:
        NamedExclusion(submission=one, name=words.name, unit=words.unit, reason=words.reason).save()


def _label(row: ReviewRound) -> str:
    """Drawn, never counted: it tells neither when nor by whom it was sent."""
    taken = set(row.submissions.values_list("label", flat=True))
    while (label := "".join(secrets.choice(LETTERS) for _ in range(LENGTH))) in taken:
        continue
    return label


def _refuse_unfit(row: ReviewRound, given: NewSubmission) -> None:
    for code in (given.region_code, *given.home_codes):
        region_name(code)
    most, excluded = row.most_exclusions, {expert.pk for expert, _ in given.exclusions}
    known = row.submissions.filter(reference=given.reference.strip()).exists()
    faults = (
        (
            not given.reference.strip() or not given.title.strip(),
            "没有编号或名称",
            "it has no name",
        ),
        (not (given.applicants or given.named_applicants), "没有申请单位", "it has no applicant"),
        (not given.people, "没有项目成员", "it has no people"),
        (any(not u.name.strip() for u in given.named_applicants), "有单位没有名称", "no unit name"),
        (any(not p.name.strip() for p in given.people), "有成员没有姓名", "a person has no name"),
        (not given.files, "没有送审文件", "it has no file"),
        (known, "同一材料已在本轮", "it is in the round already"),
        (
            len(excluded) + len(given.named_exclusions) > most,
            f"至多请求{most}名专家回避",
            f"at most {most} may be excluded",
        ),
        (len(excluded) < len(given.exclusions), "同一专家列了两次", "an expert is listed twice"),
    )
    for is_faulty, zh, en in faults:
        if is_faulty:
            raise invalid(NOT_SUBMITTED, zh, en, CORRECT)
