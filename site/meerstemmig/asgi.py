"""The ASGI application: Django, and beside it the live stream."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meerstemmig.settings.production")

application = get_asgi_application()
