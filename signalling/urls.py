"""Addresses of this room, below /<language>/signalen/."""

from django.urls import path

from signalling import views

app_name = "signalling"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.write, name="new"),
    path("klad/<uuid:pk>/", views.write, name="draft"),
    path("klad/<uuid:pk>/nakijken/", views.check, name="check"),
    path("klad/<uuid:pk>/weg/", views.throw_away, name="away"),
    path("organisatie/<uuid:pk>/", views.listed, name="listed"),
    path("ingediend/<uuid:pk>/intrekken/", views.withdraw, name="withdraw"),
]
