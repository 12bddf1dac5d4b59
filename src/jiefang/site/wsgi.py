"""The WSGI application that granian serves (网关入口)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiefang.site.settings")
application = get_wsgi_application()
