"""Addresses of this room, below /<language>/intervisie/."""

from django.urls import URLPattern

app_name = "intervision"
urlpatterns: list[URLPattern] = []
