"""Empty on purpose: name dev, test or production in DJANGO_SETTINGS_MODULE."""
