"""The WSGI entry point that gunicorn or waitress serves."""

import os

from django.core.wsgi import get_wsgi_application

from kechuang.engines.compiled import compile_loops

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kechuang.site.settings")
application = get_wsgi_application()
compile_loops()
