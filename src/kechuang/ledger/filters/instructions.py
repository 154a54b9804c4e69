"""Filters of the list of instructions."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.design.commands import command_label
from kechuang.ledger.models import Instruction
from kechuang.ledger.services.instructions import COMMANDS
from kechuang.ledger.states import InstructionState

Instructions = QuerySet[Instruction]


def commands_in_words() -> list[tuple[str, str]]:
    return [(command, command_label(command)) for command in COMMANDS]


class InstructionFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=InstructionState.choices)
    command = django_filters.ChoiceFilter(label=_("业务"), choices=commands_in_words)
    person = django_filters.CharFilter(label=_("制单或复核人"), method="of_person")
    on = django_filters.DateFilter(label=_("记账日期"), widget=forms.DateInput({"type": "date"}))
    mine = django_filters.BooleanFilter(
        label=_("只看我制单的"), method="of_reader", widget=forms.CheckboxInput
    )

    class Meta:
        model = Instruction
        fields: list[str] = []

    def of_person(self, found: Instructions, name: str, value: str) -> Instructions:
        named = Q(prepared_by_name__icontains=value) | Q(decided_by_name__icontains=value)
        return found.filter(named)

    def of_reader(self, found: Instructions, name: str, value: bool) -> Instructions:
        if not value or self.request is None:
            return found
        return found.filter(prepared_by_id=self.request.actor.account_id)
