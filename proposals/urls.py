"""Addresses of this room, below /<language>/voorstellen/."""

from django.urls import path

from proposals import views

app_name = "proposals"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.propose, name="new"),
    path("opname/<uuid:pk>/", views.sound, name="sound"),
    path("opname/<uuid:pk>/weg/", views.drop_sound, name="drop_sound"),
    path("<uuid:pk>/", views.proposal, name="proposal"),
    path("<uuid:pk>/aanvullen/", views.complete, name="complete"),
    path("<uuid:pk>/gesprek/", views.veto_talk, name="veto_talk"),
    path("<uuid:pk>/intrekken/", views.take_back, name="withdraw_proposal"),
]
