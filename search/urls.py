"""Addresses of this room, below /<language>/zoeken/."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("suggesties/", views.suggest, name="suggest"),
    path("gemist/", views.missed, name="missed"),
    path("geopend/", views.opened, name="opened"),
    path("vragen/", views.questions, name="questions"),
    path("vragen/<row:pk>/", views.add_form, name="add_form"),
]
