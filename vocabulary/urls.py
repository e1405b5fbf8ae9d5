"""Addresses of this room, below /<language>/woorden/."""

from django.urls import URLPattern

app_name = "vocabulary"
urlpatterns: list[URLPattern] = []
