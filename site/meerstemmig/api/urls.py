"""Addresses of the API, below /api/v1/: one for all languages."""

from django.urls import path

from meerstemmig.api import views

app_name = "api"
urlpatterns = [
    path("", views.start, name="start"),
    path("openapi.json", views.openapi, name="openapi"),
    path("practices/", views.practices, name="practices"),
    path("practices/<row:pk>/", views.practice, name="practice"),
    path("cases/", views.cases, name="cases"),
    path("cases/<row:pk>/", views.case, name="case"),
    path("concepts/", views.concepts, name="concepts"),
    path("concepts/<str:concept_id>/", views.concept, name="concept"),
    path("search/", views.search, name="search"),
]
