"""Addresses of this room, below /<language>/zoeken/."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("suggesties/", views.suggest, name="suggest"),
]
