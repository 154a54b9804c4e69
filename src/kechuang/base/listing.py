"""Registry lists: filter, sort, page and export to Excel or CSV, the same in every room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin, Table
from django_tables2.data import TableQuerysetData

from kechuang.base.errors import InvalidInput, Text
from kechuang.base.sheets.writing import Value, write_csv, write_workbook

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
LARGEST_EXPORT = 50_000


class SteadyRows(TableQuerysetData):
    """Rows that a sorting leaves equal keep one order, on PostgreSQL too: without it a row can
    stand on two pages or on none, and the place of an equal row tells that it was changed."""

    data: QuerySet[Any]

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(_steady(rows))

    def order_by(self, aliases: Sequence[str]) -> None:
        super().order_by(aliases)
        self.data = _steady(self.data)


class RegistryList(SingleTableMixin, FilterView):
    """A list of ``table_class``, ``filterset_class`` and ``list_title``; ``?export=xlsx`` saves it,
    ``?export=csv`` too.

    Subclasses give ``get_queryset`` (what the actor may see) and ``template_name``.
    """

    http_method_names = ["get", "head"]
    paginate_by = 25
    list_title: StrOrPromise = ""
    strict = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = super().get(request, *args, **kwargs)
        return self._file(request.GET["export"]) if request.GET.get("export") in FORMS else page

    def get_table_data(self) -> SteadyRows:
        return SteadyRows(super().get_table_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query_to_save("xlsx")
        return super().get_context_data(**kwargs, list_title=self.list_title, export_query=query)

    def query_to_save(self, form: str) -> str:
        """The present filters and sorting, asked for as a file of this form."""
        query = self.request.GET.copy()
        query.pop("page", None)
        query["export"] = form
        return query.urlencode()

    def _file(self, form: str) -> HttpResponse:
        header, *rows = self._rows_to_save().as_values()
        return saved_table(header, rows, title=self.saved_as(), form=form)

    def saved_as(self) -> str:
        """The name of the sheet and of the file."""
        return str(self.list_title)

    def _rows_to_save(self) -> Table:
        found = self.object_list.count()
        if found > LARGEST_EXPORT:
            raise _too_many(found)
        return self.get_table(**self.get_table_kwargs())


def _steady(rows: QuerySet[Any]) -> QuerySet[Any]:
    order = rows.query.order_by or tuple(rows.model._meta.ordering)
    return rows if {"pk", "-pk"} & set(order) else rows.order_by(*order, "pk")


def saved_table(
    header: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str, form: str
) -> HttpResponse:
    """A table as a file of one of ``FORMS``, named by its title and today."""
    content = (
        write_csv(header=header, rows=rows)
        if form == "csv"
        else write_workbook(sheet=title, header=header, rows=rows)
    )
    return attachment(content, name=f"{title}-{localdate():%Y%m%d}.{form}", media_type=FORMS[form])


def attachment(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A download that no browser renders in place; the name is given per RFC 6266."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _too_many(found: int) -> InvalidInput:
    return InvalidInput(
        Text("列表未导出", "The list was not exported"),
        Text(
            f"共 {found} 条，一次最多导出 {LARGEST_EXPORT} 条",
            f"it has {found} rows; at most {LARGEST_EXPORT} are exported at once",
        ),
        Text("请先用筛选条件缩小范围", "Narrow it with the filters first"),
    )
