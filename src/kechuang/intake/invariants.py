"""What must hold of imports: no row of any table is lost on its way."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from kechuang.audit.tracing import last_payloads, miscounted
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.intake.models import ImportJob
from kechuang.intake.states import ImportKind, JobState

JUDGED = (JobState.CHECKED, JobState.CONFIRMED)
WRITTEN = F("created") + F("updated") + F("unchanged")
# One row of a table about parties may be a further year of one; one about facts may state several
AS_WRITTEN = (
    Q(kind__in=(ImportKind.OUTCOMES, ImportKind.DEMANDS), accepted=WRITTEN)
    | Q(kind=ImportKind.PARTIES, accepted__gte=WRITTEN)
    | Q(kind=ImportKind.FACTS, accepted__lte=WRITTEN)
)


def lost_rows() -> Iterator[Finding]:
    accounted = Q(rows_in=F("accepted") + F("rejected") + F("blank"))
    for job in ImportJob.objects.filter(state__in=JUDGED).exclude(accounted):
        yield found(
            f"#{job.pk}",
            f"{job.rows_in} 行没有全部交代",
            f"{job.rows_in} rows are not all accounted for",
        )


def unwritten_rows() -> Iterator[Finding]:
    for job in ImportJob.objects.filter(state=JobState.CONFIRMED).exclude(AS_WRITTEN):
        yield found(f"#{job.pk}", "通过的行没有全部写入", "not all accepted rows were written")


def unreturned_rows() -> Iterator[Finding]:
    kept = ImportJob.objects.filter(state=JobState.CHECKED, rejected__gt=0, returned=None)
    for job in kept:
        yield found(f"#{job.pk}", "退回的行没有退回文件", "no workbook returns its rejected rows")


def confirmed_otherwise() -> Iterator[Finding]:
    told = last_payloads(ImportJob, "confirm_import")
    for job in ImportJob.objects.filter(state=JobState.CONFIRMED).select_related("original"):
        kept = job.counts | {"digest": job.original.digest, "source": job.source}
        if job.confirmed_at is None or told.get(str(job.pk)) != kept:
            yield found(f"#{job.pk}", "与确认时的事件不符", "it was confirmed otherwise")


def misnamed_columns() -> Iterator[Finding]:
    for job in ImportJob.objects.only("preview", "mapping").iterator():
        for column in sorted(set(job.mapping) - set(job.header)):
            yield found(
                f"#{job.pk}", f"文件中没有“{column}”列", f"the file has no column “{column}”"
            )


def miscounted_imports() -> Iterator[Finding]:
    return miscounted(ImportJob, "upload_table")


INVARIANTS = (
    Invariant(
        "intake.every_row_is_accounted_for",
        Text("总行数等于通过、退回与空行之和", "Rows in are the accepted, rejected and blank ones"),
        lost_rows,
    ),
    Invariant(
        "intake.accepted_rows_are_written",
        Text("已导入表格的通过行都已写入", "Every accepted row of a confirmed import is written"),
        unwritten_rows,
    ),
    Invariant(
        "intake.rejected_rows_are_returned",
        Text(
            "有退回行的试算都有退回文件", "Every dry run with rejected rows has a workbook of them"
        ),
        unreturned_rows,
    ),
    Invariant(
        "intake.are_as_they_were_confirmed",
        Text("已导入的数量与确认时的事件一致", "Every confirmed import is as its event tells"),
        confirmed_otherwise,
    ),
    Invariant(
        "intake.mappings_name_columns_of_the_file",
        Text("列的对应关系只涉及文件中的列", "Mappings name columns of their file only"),
        misnamed_columns,
    ),
    Invariant(
        "intake.are_all_on_the_chain",
        Text("导入数与审计链记载相符", "There are as many imports as the chain tells of"),
        miscounted_imports,
    ),
)
