"""A real installation: refuses to start on demo secrets, half a configuration or DEBUG."""

from django.core.exceptions import ImproperlyConfigured

from meerstemmig.settings.base import *
from meerstemmig.settings.data_folder import prepare
from meerstemmig.settings.demo import DEMO_FIELD_KEY, DEMO_SECRET
from meerstemmig.settings.environment import env, env_bool, env_list, env_required

SITE_URL = WAGTAILADMIN_BASE_URL = env_required(
    "SITE_URL", "The address people type, such as https://meerstemmig.example: mails and files name it."
)
CONTACT_MAIL = env_required(
    "CONTACT_MAIL", "The address where people reach whoever keeps this site: every page names it."
)
SECRET_KEY = env_required("SECRET_KEY", "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(60))'.")
FIELD_KEYS = env_list("FIELD_KEYS")
ALLOWED_HOSTS = [
    host.strip()
    for host in env_required("ALLOWED_HOSTS", "Name the hosts that serve this site, separated by commas.").split(",")
]
DEBUG = False

if env_bool("DEBUG"):
    raise ImproperlyConfigured("DEBUG is on. Production shows errors to nobody; remove DEBUG from the environment.")
if env_bool("DEMO"):
    raise ImproperlyConfigured("DEMO is on. It signs anybody in with one click; remove DEMO from the environment.")
if SECRET_KEY == DEMO_SECRET or len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is the demo secret or shorter than 50 characters. Make a new one.")
if not FIELD_KEYS or DEMO_FIELD_KEY in FIELD_KEYS:
    raise ImproperlyConfigured(
        "FIELD_KEYS is empty or holds the demo key. Make one with: python manage.py new_field_key."
    )

prepare(DATA_DIR)

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "meerstemmig_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # beyond it a third goes, counted tries among them
    },
    "template_fragments": FRAGMENTS,
}
"""Shared between workers, or login limits would hold per worker only (trust.md 3.1)."""

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env("MAIL_HOST", "localhost")
EMAIL_PORT = int(env("MAIL_PORT", "25"))
EMAIL_HOST_USER = env("MAIL_USER")
EMAIL_HOST_PASSWORD = env("MAIL_PASSWORD")
EMAIL_USE_TLS = env_bool("MAIL_TLS")
