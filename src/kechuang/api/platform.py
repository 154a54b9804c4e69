"""The API object: documented refusals, session log-in optional, bounded paging."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from kechuang import __version__
from kechuang.base.errors import Refusal, Text
from kechuang.design.refusals import refusal_as_dict, status_of

REFUSALS = {
    "401": "需要登录 / Log in first",
    "403": "此账号无权执行 / Not allowed",
    "404": "没有这条记录，或此账号看不到 / Not found or not visible",
    "409": "当前状态不允许 / Not in this state",
    "422": "输入有误 / Invalid input",
}
UNREADABLE = 400
NOT_JSON = Text("请求正文不是 JSON", "the body of the request is not JSON")
NO_SESSION = Text(
    "没有登录，或缺少请求头 X-CSRFToken", "there is no session, or no header X-CSRFToken"
)


class Said(Schema):
    """One sentence in both languages."""

    zh: str
    en: str


class Refused(Schema):
    """Why a request was refused: what, why, what to do next; ``detail`` is all in one sentence."""

    detail: str
    what: Said
    why: Said
    mend: Said


class Platform(NinjaAPI):
    """NinjaAPI whose schema names the refusals that every operation can answer with."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name: programs rely on it, wherever the function lies."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"] |= {
            model.__name__: model.model_json_schema(ref_template="#/components/schemas/{model}")
            for model in (Said, Refused)
        }
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, description in REFUSALS.items():
                    operation["responses"].setdefault(status, _answer(description))
        return schema


def _answer(description: str) -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Refused"}
    return {"description": description, "content": {"application/json": {"schema": reference}}}


api = Platform(
    title="科创 Kechuang",
    version=__version__,
    description="区域创新服务平台的开放接口 / The open interface of the platform.",
    docs_url=None,
    urls_namespace="api",
)


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal of a service becomes its status and its three sentences."""
    return _refused(request, refusal, status_of(refusal))


@api.exception_handler(ValidationError)
def refuse_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Input that does not fit the schema, field by field."""
    places = "; ".join(
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
        for problem in error.errors
    )
    why = Text(f"输入不符合接口约定：{places}", f"the input does not fit the interface: {places}")
    return _refused(request, _not_accepted(why), 422)


@api.exception_handler(HttpError)
def refuse_request(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A command that cannot be read (422), without log-in (401) or without CSRF token (403)."""
    if error.status_code == UNREADABLE:
        return _refused(request, _not_accepted(NOT_JSON), 422)
    return _refused(request, _not_accepted(NO_SESSION), error.status_code)


def not_found(request: HttpRequest) -> HttpResponse:
    """The one answer for records that do not exist and records the caller may not see."""
    refusal = Refusal(
        Text("没有找到", "Not found"),
        Text("记录不存在，或此账号看不到", "the record does not exist or is not visible to you"),
        Text("请核对编号，或登录后重试", "Check the id, or log in and try again"),
    )
    return _refused(request, refusal, 404)


def _not_accepted(why: Text) -> Refusal:
    return Refusal(
        Text("请求未被接受", "The request was not accepted"),
        why,
        Text("请按接口页更正后重试", "Correct it as the interface page says"),
    )


def _refused(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    return api.create_response(request, refusal_as_dict(refusal), status=status)
