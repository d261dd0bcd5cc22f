"""What a WSGI server runs: Django behind the pages that are kept for everybody."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "favn.config.settings")
django = get_wsgi_application()

from favn.config.pagecache import PageCache  # noqa: E402 - needs Django loaded

application = PageCache(django)
