"""Addresses of this room, below /<language>/gesprek/."""

from django.urls import URLPattern

app_name = "discussion"
urlpatterns: list[URLPattern] = []
