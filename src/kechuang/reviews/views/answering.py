"""Answering: what is not there, and forms over commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from kechuang.design import answering

Found = TypeVar("Found")
answer = partial(answering.answer, template="reviews/form.html")


def or_404(find: Callable[..., Found], *asked: Any) -> Found:
    """What ``find`` gives; closed and missing alike are the same 404, without a word why."""
    try:
        return find(*asked)
    except ObjectDoesNotExist:
        raise Http404 from None
