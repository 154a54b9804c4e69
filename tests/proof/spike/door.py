"""The platform with one more address: a logged-in POST seals a bid."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.test import Client
from django.urls import path

from kechuang.site.wsgi import application

__all__ = ["application"]
PATH = "proof/seals/"

# Models can be imported from here on
seal = import_module("tests.proof.spike.answering").seal
import_module(settings.ROOT_URLCONF).urlpatterns.append(path(PATH, seal))
# Loads what a worker's first request needs into the parent that workers are forked from
Client().get(f"/{PATH}", headers={"host": "localhost"})
