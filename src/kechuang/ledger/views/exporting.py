"""Saving a list of the ledger for auditors: ``?export=zip``, the same rows as on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from kechuang.base.listing import RegistryList, attachment
from kechuang.base.registry.wording import both_languages, said
from kechuang.base.sheets.writing import Value
from kechuang.engines.wording import Text
from kechuang.ledger.evidence.listings import Column, Listing, listing_bundle
from kechuang.ledger.presenting.moments import Paper
from kechuang.ledger.views.moments import paper_of

ZIP = "application/zip"
Row = Sequence[Value]


def saved(paper: Paper, *listings: Listing) -> HttpResponse:
    """The lists as one download, named after the first and its moment."""
    first = listings[0]
    stamp = f"{paper.moment.on:%Y%m%d}-{localtime(first.known):%Y%m%d%H%M%S}"
    name = f"{said(first.title)}-{stamp}.zip"
    return attachment(listing_bundle(*listings), name=name, media_type=ZIP)


def at_moment(paper: Paper) -> Text:
    """The moment in words, as every list that is taken along says it."""
    on, known = paper.moment.on.isoformat(), paper.known
    return Text(
        f"截至记账日 {on}，只算 {known} 以前记录的凭证",
        f"as of book day {on}, counting what was recorded by {known}",
    )


def bundle_query(request: HttpRequest) -> str:
    """The query that saves what the request shows."""
    query = request.GET.copy()
    query.pop("page", None)
    query["export"] = "zip"
    return query.urlencode()


def listing(
    paper: Paper, name: str, title: Text, columns: Sequence[Column], rows: Sequence[Row]
) -> Listing:
    """A page's table as it is taken along; ``name`` is that of its CSV file."""
    return Listing(
        name=name,
        title=title,
        said=at_moment(paper),
        columns=columns,
        rows=rows,
        asked=paper.asked,
        on=paper.moment.on,
        known=paper.moment.known or paper.at,
    )


class AuditedList(RegistryList):
    """A registry list at a moment; ``file_name`` is the name of its CSV file in the bundle."""

    file_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = super().get(request, *args, **kwargs)
        if request.GET.get("export") != "zip":
            return page
        return saved(self.paper, self._listing())

    @property
    def paper(self) -> Paper:
        return paper_of(self.request)

    def headline(self) -> Text:
        """What the list is, in words; subclasses add what it sums to."""
        return at_moment(self.paper)

    def saved_as(self) -> str:
        """A sheet of a past moment says so in its name."""
        moment = self.paper.moment
        known = f" 已知 {self.paper.known[:19]}" if moment.known else ""
        return f"{self.list_title} {moment.on}{known}"

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        told = {"paper": self.paper, "bundle_query": bundle_query(self.request)}
        return super().get_context_data(**known, **told)

    def _listing(self) -> Listing:
        table = self._rows_to_save()
        _, *rows = table.as_values()
        columns = [Column(each.name, both_languages(each.verbose_name)) for each in table.columns]
        title = both_languages(self.list_title)
        found = listing(self.paper, self.file_name, title, columns, rows)
        return replace(found, said=self.headline())
