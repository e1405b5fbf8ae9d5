"""Addresses of this room, below /<language>/werktafel/."""

from django.urls import path

from intake import views

app_name = "intake"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.lay_down, name="new"),
    path("<uuid:pk>/", views.go_on, name="situation"),
    path("<uuid:pk>/tekst/", views.text, name="text"),
    path("<uuid:pk>/stap/<int:number>/", views.step, name="step"),
    path("<uuid:pk>/ontwerp/", views.draft, name="draft"),
    path("<uuid:pk>/versnipperen/", views.shred, name="shred"),
]
