"""Fills a Word template in, inside the sandbox."""

from __future__ import annotations

import zipfile
from io import BytesIO

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, UndefinedError
from lxml.etree import LxmlError

from kechuang.base.letters.contexts import Filled
from kechuang.base.letters.packing import packed
from kechuang.base.letters.refusals import LetterError, broken_template, refused
from kechuang.base.letters.sandbox import Sandbox
from kechuang.engines.wording import Text

_NO_WORD_FILE = (OpcError, zipfile.BadZipFile, KeyError, ValueError, LxmlError)


def render(template: bytes, filled: Filled, *, letter: str) -> bytes:
    """``template`` with its fields filled in. LetterError names a field nobody gives."""
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(filled, jinja_env=Sandbox(), autoescape=True)
        buffer = BytesIO()
        document.save(buffer)
    except UndefinedError as error:
        why = Text("模板要用，却没有人给出", "the template asks for it and nobody gives it")
        raise refused(letter, str(error), why, _DROP_IT) from None
    except TemplateError as error:
        raise _not_allowed(letter, error) from None
    except _NO_WORD_FILE:
        why = Text("不是可用的Word文件", "is no Word file that can be used")
        raise broken_template(letter, why) from None
    return packed(buffer.getvalue())


def _not_allowed(letter: str, error: TemplateError) -> LetterError:
    said = error.message or type(error).__name__
    return broken_template(
        letter,
        Text(
            f"只能写值、if 和 for，不能用“{said}”",
            f"only values, if and for may be used, not “{said}”",
        ),
    )


_DROP_IT = Text("请核对模板里的名称", "check the name in the template")
