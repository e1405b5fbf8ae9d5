"""Addresses of this room, below /<language>/notities/."""

from django.urls import path

from reflection.views import logbook, logbook_deleting
from reflection.views.carry_over import carry_over, forget_visit
from reflection.views.counting import counting

app_name = "reflection"
urlpatterns = [
    path("meetellen/", counting, name="counting"),
    path("meenemen/", carry_over, name="carry_over"),
    path("zonder/", forget_visit, name="forget_visit"),
    path("logboek/", logbook.timeline, name="logbook"),
    path("logboek/nieuw/", logbook.write, name="write"),
    path("logboek/zoeken/", logbook.search, name="search_entries"),
    path("logboek/verwijderd/", logbook_deleting.deleted, name="deleted_entries"),
    path("logboek/<uuid:pk>/", logbook.entry, name="entry"),
    path("logboek/<uuid:pk>/aanpassen/", logbook.revise, name="revise"),
    path("logboek/<uuid:pk>/verwijderen/", logbook_deleting.delete, name="delete_entry"),
    path("logboek/<uuid:pk>/terugzetten/", logbook_deleting.restore, name="restore_entry"),
    path("logboek/<uuid:pk>/wissen/", logbook_deleting.forget, name="forget_entry"),
]
