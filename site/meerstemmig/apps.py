from django.apps import AppConfig


class MeerstemmigConfig(AppConfig):
    name = "meerstemmig"
    verbose_name = "Meerstemmig"
