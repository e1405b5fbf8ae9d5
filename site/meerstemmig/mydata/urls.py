"""Addresses below /<language>/mijn/gegevens/."""

from django.urls import path

from meerstemmig.mydata import notes, views

app_name = "mydata"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("kopie/", views.ask_export, name="ask_export"),
    path("kopie/stand/", views.progress, name="progress"),
    path("kopie/<uuid:export_id>/", views.take_export, name="take_export"),
    path("notities/", notes.notes, name="notes"),
    path("notities/wissen/", notes.forget, name="forget_notes"),
    path("wissen/", views.erasure, name="erasure"),
    path("wissen/afzeggen/", views.keep_account, name="keep_account"),
    path("gewist/", views.erased, name="erased"),
]
