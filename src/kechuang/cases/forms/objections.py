"""Objecting to what is in publicity, and the finding on an objection."""

from __future__ import annotations

from django import forms

FINDINGS = (("yes", "yes"), ("no", "no"))


class ObjectionForm(forms.Form):
    text = forms.CharField(max_length=10_000)
    evidence = forms.FileField(required=False)


class FindingForm(forms.Form):
    """``is_upheld`` has no default: nothing is decided by leaving it out."""

    is_upheld = forms.ChoiceField(choices=FINDINGS)
    answer = forms.CharField(max_length=10_000)
