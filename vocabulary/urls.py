"""Addresses of this room, below /<language>/woorden/."""

from django.urls import path

from vocabulary import views

app_name = "vocabulary"
urlpatterns = [
    path("", views.words, name="words"),
    path("taalwijzer/", views.language_guide, name="language_guide"),
    path("facet/<slug:pk>/", views.facet, name="facet"),
    path("<str:pk>/", views.concept, name="concept"),
]
