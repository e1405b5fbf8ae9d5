"""Trying and developing: no secret to set, everything in the data folder."""

from meerstemmig.settings.base import *
from meerstemmig.settings.data_folder import prepare
from meerstemmig.settings.demo import DEMO_FIELD_KEY, DEMO_SECRET
from meerstemmig.settings.environment import env, env_bool

SECRET_KEY = env("SECRET_KEY", DEMO_SECRET)
FIELD_KEYS = FIELD_KEYS or [DEMO_FIELD_KEY]
DEBUG = env_bool("DEBUG")
DEMO = env_bool("DEMO", default=True)
REQUIRE_SECOND_FACTOR = not DEMO
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = True

prepare(DATA_DIR)
