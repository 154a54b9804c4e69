"""A project, from its contract to its closing."""

from django.urls import path

from kechuang.programmes.views.projects import (
    acceptance,
    board,
    changes,
    contracts,
    drafting,
    endings,
    expenses,
    gates,
    integrity,
    listing,
    milestones,
    panel_experts,
    papers,
    races,
    spending,
    stages,
)

ONE = "projects/<slug:number>/"
MILESTONE = f"{ONE}milestones/<int:position>/"
CHANGES = f"{ONE}changes/"
SPENDING = f"{ONE}spending/"
EXPENSE = f"{SPENDING}<int:pk>/"
ACCEPTANCE = f"{ONE}acceptance/"
ENDING = f"{ONE}ending/"
INTEGRITY = f"{ONE}integrity/"
RACE = "races/<int:pk>/"
GATE = "races/gates/<int:pk>/"
urlpatterns = [
    path("projects/", listing.ProjectList.as_view(), name="projects"),
    path("projects/awards/", drafting.awards, name="awards"),
    path("projects/awards/<int:pk>/contract/", drafting.draft, name="draft_contract"),
    path(ONE, board.show, name="project"),
    path(f"{ONE}contract/", contracts.show, name="contract"),
    path(f"{ONE}contract/sign/", contracts.sign, name="sign_contract"),
    path(f"{ONE}contract/withdraw/", contracts.withdraw, name="withdraw_contract"),
    path(f"{ONE}contract/conclude/", contracts.conclude, name="conclude_contract"),
    path(MILESTONE, milestones.show, name="milestone"),
    path(f"{MILESTONE}evidence/", milestones.attach, name="attach_evidence"),
    path(f"{MILESTONE}report/", milestones.report, name="report_milestone"),
    path(f"{MILESTONE}score/", milestones.score, name="score_milestone"),
    path(f"{MILESTONE}recommend/", milestones.recommend, name="recommend_milestone"),
    path(f"{MILESTONE}accept/", milestones.accept, name="accept_milestone"),
    path(f"{MILESTONE}rectify/", milestones.rectify, name="order_rectification"),
    path(f"{MILESTONE}invite/", stages.invite_to_milestone, name="invite_to_milestone"),
    path(f"{MILESTONE}end-scoring/", stages.end_milestone_scoring, name="end_milestone_scoring"),
    path(f"{ONE}papers/<int:pk>/", papers.download, name="project_paper"),
    path(CHANGES, changes.show, name="changes"),
    path(f"{CHANGES}new/<slug:kind>/", changes.ask, name="ask_change"),
    path(f"{CHANGES}<int:pk>/consent/", changes.consent, name="consent_to_change"),
    path(f"{CHANGES}<int:pk>/make/", changes.make, name="make_change"),
    path(f"{CHANGES}<int:pk>/refuse/", changes.refuse, name="refuse_change"),
    path(SPENDING, spending.Spending.as_view(), name="spending"),
    path(f"{SPENDING}new/", spending.enter, name="enter_expense"),
    path(f"{SPENDING}import/", spending.import_table, name="import_expenses"),
    path(f"{SPENDING}account/", spending.account, name="spending_account"),
    path(EXPENSE, expenses.show, name="expense"),
    path(f"{EXPENSE}voucher/", expenses.attach, name="attach_voucher"),
    path(f"{EXPENSE}clear/", expenses.clear, name="clear_expense"),
    path(f"{EXPENSE}reject/", expenses.reject, name="reject_expense"),
    path(f"{EXPENSE}cancel/", expenses.cancel, name="cancel_expense"),
    path(f"{EXPENSE}listed/", expenses.find, name="find_listed"),
    path(f"{EXPENSE}repaid/", expenses.repay, name="record_repayment"),
    path(ACCEPTANCE, acceptance.show, name="acceptance"),
    path(f"{ACCEPTANCE}panel/", acceptance.panel, name="record_panel_opinion"),
    path(f"{ACCEPTANCE}panel/experts/", panel_experts.find, name="find_panel_experts"),
    path(f"{ACCEPTANCE}demander/", acceptance.demander, name="give_demander_opinion"),
    path(f"{ACCEPTANCE}evaluation/", acceptance.evaluate, name="record_evaluation"),
    path(f"{ACCEPTANCE}follow-up/", acceptance.follow_up, name="record_follow_up"),
    path(ENDING, endings.show, name="ending"),
    path(f"{ENDING}propose/", endings.propose, name="propose_termination"),
    path(f"{ENDING}confirm/", endings.confirm, name="confirm_termination"),
    path(f"{ENDING}decline/", endings.decline, name="decline_termination"),
    path(f"{ENDING}file/make/", endings.make_file, name="make_exemption_file"),
    path(f"{ENDING}file/", endings.file, name="exemption_file"),
    path(f"{ENDING}file/<slug:form>/", endings.download, name="exemption_paper"),
    path(INTEGRITY, integrity.show, name="integrity"),
    path(f"{INTEGRITY}new/", integrity.enter, name="record_integrity"),
    path(f"{INTEGRITY}<int:pk>/appeal/", integrity.appeal, name="file_appeal"),
    path(f"{INTEGRITY}<int:pk>/decide/", integrity.decide, name="decide_appeal"),
    path(f"{ONE}notices/<int:pk>/", races.notice, name="lane_notice"),
    path(RACE, races.show, name="race"),
    path(f"{RACE}gates/new/", gates.open_one, name="open_gate"),
    path(GATE, gates.show, name="gate"),
    path(f"{GATE}lanes/<int:lane>/score/", gates.score, name="score_lane"),
    path(f"{GATE}invite/", stages.invite_to_gate, name="invite_to_gate"),
    path(f"{GATE}end-scoring/", stages.end_gate_scoring, name="end_gate_scoring"),
    path(f"{GATE}propose/", gates.propose, name="propose_gate"),
    path(f"{GATE}return/", gates.send_back, name="return_gate"),
    path(f"{GATE}close/", gates.close, name="close_gate"),
]
