"""Addresses of this room, below /<language>/notities/."""

from django.urls import URLPattern

app_name = "reflection"
urlpatterns: list[URLPattern] = []
