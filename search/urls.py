"""Addresses of this room, below /<language>/zoeken/."""

from django.urls import URLPattern

app_name = "search"
urlpatterns: list[URLPattern] = []
