"""Addresses of this room, below /<language>/praktijken/."""

from django.urls import URLPattern

app_name = "practices"
urlpatterns: list[URLPattern] = []
