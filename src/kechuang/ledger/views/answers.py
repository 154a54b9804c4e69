"""The treasury's answers to a run: what came, what is missing, and files with more of them."""

from __future__ import annotations

from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kechuang.base.actors import Actor
from kechuang.base.clock import now, today
from kechuang.base.errors import Refusal, Text, require
from kechuang.base.listing import XLSX, attachment
from kechuang.base.registry.forms import form_page
from kechuang.files.models import StoredFile
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.forms.payments import AnswersForm
from kechuang.ledger.models import PaymentRun
from kechuang.ledger.selectors.payment_runs import items_of
from kechuang.ledger.services.answer_files import (
    instructions_of,
    judged_file,
    prepare_answers,
    returned_file,
    store_answers,
)
from kechuang.ledger.views.runs import found_run

READ = Text("查看国库回单", "read the treasury's answers")


@form_page
def answers(request: HttpRequest, number: str) -> HttpResponse:
    """Answered and unanswered payments of a run; a file with answers is sent here."""
    run = _run(request, number)
    form = AnswersForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"run": run, "form": form}
    if request.method == "POST":
        require(can_prepare(request.actor), Text("导入国库回单", "import the treasury's answers"))
        try:
            if form.is_valid():
                return redirect("ledger:answer_file", number, _stored(request, run, form).pk)
        except Refusal as refusal:
            context["refusal"] = refusal
    context |= {
        "items": items_of(run),
        "instructions": instructions_of(run),
        "can_import": can_prepare(request.actor) and run.approved_at is not None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "ledger/answers.html", context, status=status)


@form_page
def answer_file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What a file would record, row by row; sending it on asks a second person."""
    run = _run(request, number)
    file = _file(request.actor, run, pk)
    if request.method == "POST":
        prepare_answers(by=request.actor, at=now(), on=today(), run=run, file=file)
        return redirect("ledger:answers", number)
    context = {
        "run": run,
        "file": file,
        "judged": judged_file(run, file, on=today()),
        "instructions": instructions_of(run, file_digest=file.digest),
        "can_prepare": can_prepare(request.actor),
    }
    return render(request, "ledger/answer_file.html", context)


@require_safe
def returned(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The file with the reasons beside its rejected rows."""
    run = _run(request, number)
    file = _file(request.actor, run, pk)
    content = returned_file(file, judged_file(run, file, on=today()))
    return attachment(content, name=f"{PurePath(file.name).stem}-退回.xlsx", media_type=XLSX)


def _run(request: HttpRequest, number: str) -> PaymentRun:
    require(can_read_books(request.actor), READ)
    return found_run(number)


def _stored(request: HttpRequest, run: PaymentRun, form: AnswersForm) -> StoredFile:
    sent = form.cleaned_data["file"]
    return store_answers(by=request.actor, at=now(), run=run, name=sent.name, content=sent.read())


def _file(actor: Actor, run: PaymentRun, pk: int) -> StoredFile:
    """The reader's own file, or one that somebody asked to record to this run."""
    file = StoredFile.objects.filter(pk=pk).first()
    if file is None:
        raise Http404
    is_own = actor.account_id is not None and file.owner_id == actor.account_id
    if not is_own and not instructions_of(run, file_digest=file.digest):
        raise Http404
    return file
