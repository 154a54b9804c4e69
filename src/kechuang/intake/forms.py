"""Sending a file and saying what its columns mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.actors import Actor
from kechuang.base.registry.wording import said
from kechuang.files.services import LARGEST
from kechuang.intake.access import can_override_codes, importable_kinds
from kechuang.intake.kinds.fact_columns import PREFIX
from kechuang.intake.kinds.headings import Heading
from kechuang.intake.mapping import targets_of
from kechuang.intake.models import ImportJob
from kechuang.intake.selectors import kind_of
from kechuang.intake.services import Sending
from kechuang.intake.states import ImportKind

SAMPLES = 3
ACCEPTED = ".xlsx,.xls,.csv,.tsv,.txt,.json,.jsonl"


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("类别"))
    file = forms.FileField(
        label=_("文件"),
        help_text=_("xlsx、xls、csv、json；第一行有内容的行作为列名。"),
        widget=forms.ClearableFileInput({"accept": ACCEPTED}),
        allow_empty_file=True,
    )
    source = forms.CharField(
        label=_("数据来源"),
        max_length=100,
        required=False,
        help_text=_("不填则用文件名；同一来源再次导入时按编号更新。"),
    )
    as_of = forms.DateField(
        label=_("数据截至日期"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("不填则年度数据截至年末，其他数据截至收到文件之日。"),
    )
    publishes = forms.BooleanField(
        label=_("成果、需求导入后直接发布"), required=False, initial=True
    )
    overrides_codes = forms.BooleanField(
        label=_("保留不合规的统一社会信用代码（主管部门确认的例外）"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = importable_kinds(actor)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            choice for choice in ImportKind.choices if choice[0] in kinds
        ]
        if "outcomes" not in kinds:
            del self.fields["publishes"]
        if not can_override_codes(actor):
            del self.fields["overrides_codes"]

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise ValidationError(gettext("文件超过 50 MB，请拆分后上传"))
        return file

    @property
    def sending(self) -> Sending:
        given = dict(self.cleaned_data)
        file = given.pop("file")
        return Sending(name=file.name, content=file.read(), **given)


class MappingForm(forms.Form):
    """One select per column of the file, and the year of columns whose heading tells none."""

    year = forms.RegexField(
        r"^(19|20)\d{2}$",
        label=_("未写年度的列属于哪一年度"),
        required=False,
        help_text=_("列名和年度列都没有写年度时填写，如 2025。"),
    )

    def __init__(self, *args: Any, job: ImportJob, **options: Any) -> None:
        super().__init__(*args, **options)
        self.job = job
        self.targets = targets_of(kind_of(job))
        choices = self._choices()
        for place, label in enumerate(job.header):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=self._undated(label)
            )
        if not kind_of(job).takes_facts:
            del self.fields["year"]

    @property
    def mapping(self) -> dict[str, str]:
        given = self.cleaned_data
        targets = {name for name in given.values() if name}
        return {
            label: self._dated(label, given[f"column-{place}"], "period" in targets)
            for place, label in enumerate(self.job.header)
        }

    @property
    def rows(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column's select with its first values."""
        opening = self.job.preview["rows"][:SAMPLES]
        return [
            (self[f"column-{place}"], [row[place + 1] for row in opening if row[place + 1]])
            for place in range(len(self.job.header))
        ]

    def _choices(self) -> list[tuple[str, str]]:
        listed = [(name, said(field.label)) for name, field in self.targets.items()]
        return [("", gettext("不导入此列")), *listed]

    def _undated(self, label: str) -> str:
        target: str = self.job.mapping.get(label, "")
        return target if target in self.targets else target.rpartition(":")[0]

    def _dated(self, label: str, target: str, has_period: bool) -> str:
        if not target.startswith(PREFIX) or not self.targets[target].takes_year:
            return target
        remembered: str = self.job.mapping.get(label, "")
        if remembered.startswith(f"{target}:"):
            return remembered
        year = Heading(label).year or ("" if has_period else self.cleaned_data.get("year", ""))
        return f"{target}:{year}" if year else target
