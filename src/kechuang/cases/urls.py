from django.urls import path

from kechuang.cases.views import (
    cases,
    filling,
    late,
    parties,
    procedures,
    publicity,
    rounds,
    sealing,
    steps,
    versions,
)

app_name = "cases"
urlpatterns = [
    path("", cases.CaseList.as_view(), name="list"),
    path("late/", late.LateList.as_view(), name="late"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/<int:pk>/", procedures.procedure, name="procedure"),
    path("rounds/", rounds.listing, name="rounds"),
    path("rounds/<slug:code>/", rounds.detail, name="round"),
    path("rounds/<slug:code>/begin/", rounds.begin, name="begin"),
    path("public/", publicity.published, name="published"),
    path("public/<slug:number>/", publicity.public, name="public"),
    path("receipts/<slug:number>/", sealing.receipt, name="receipt"),
    path("receipts/<slug:number>/file/", sealing.receipt_file, name="receipt_file"),
    path("objections/<int:pk>/answer/", publicity.answer, name="answer_objection"),
    path("parties/", parties.find, name="find_parties"),
    path("parties/chosen/", parties.choose, name="choose_party"),
    path("token/", filling.token, name="token"),
    path("<slug:number>/", cases.detail, name="case"),
    path("<slug:number>/forms/<slug:form>/", filling.fill, name="fill"),
    path("<slug:number>/forms/<slug:form>/autosave/", filling.autosave, name="autosave"),
    path("<slug:number>/steps/<slug:event>/", steps.step, name="step"),
    path("<slug:number>/steps/<slug:event>/seal/", sealing.seal, name="seal"),
    path("<slug:number>/documents/<slug:document>/", steps.attach_document, name="attach_document"),
    path("<slug:number>/versions/", versions.versions, name="versions"),
    path("<slug:number>/objections/", publicity.lodge, name="object"),
]
