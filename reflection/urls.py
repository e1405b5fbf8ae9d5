"""Addresses of this room, below /<language>/notities/."""

from django.urls import path

from reflection.views import echoes, frozen, logbook, logbook_deleting, logbook_writing, releases, workbook
from reflection.views.carry_over import carry_over, forget_visit
from reflection.views.counting import counting
from reflection.views.draft import draft, throw_away
from reflection.views.recording import recording
from reflection.views.report import report

app_name = "reflection"
urlpatterns = [
    path("kladje/", draft, name="draft"),
    path("kladje/weg/", throw_away, name="throw_away"),
    path("meetellen/", counting, name="counting"),
    path("meenemen/", carry_over, name="carry_over"),
    path("zonder/", forget_visit, name="forget_visit"),
    path("logboek/", logbook.timeline, name="logbook"),
    path("logboek/nieuw/", logbook_writing.write, name="write"),
    path("logboek/inspreken/", recording, name="recording"),
    path("logboek/zoeken/", logbook.search, name="search_entries"),
    path("logboek/verwijderd/", logbook_deleting.deleted, name="deleted_entries"),
    path("logboek/<uuid:pk>/", logbook.entry, name="entry"),
    path("logboek/<uuid:pk>/aanpassen/", logbook_writing.revise, name="revise"),
    path("logboek/<uuid:pk>/verwijderen/", logbook_deleting.delete, name="delete_entry"),
    path("logboek/<uuid:pk>/terugzetten/", logbook_deleting.restore, name="restore_entry"),
    path("logboek/<uuid:pk>/wissen/", logbook_deleting.forget, name="forget_entry"),
    path("gedeeld/", releases.shared, name="shared"),
    path("gedeeld/nieuw/<slug:kind>/<uuid:pk>/", releases.share, name="share"),
    path("gedeeld/vooraf/<uuid:pk>/", releases.preview, name="preview"),
    path("gedeeld/lees/<uuid:pk>/", releases.received, name="received"),
    path("gedeeld/stop/<uuid:pk>/", releases.stop, name="stop"),
    path("vastgezet/", frozen.frozen_list, name="frozen_list"),
    path("vastgezet/nieuw/<slug:kind>/<uuid:pk>/", frozen.freeze, name="freeze"),
    path("vastgezet/tekst/<uuid:pk>/", frozen.frozen, name="frozen"),
    path("vastgezet/controleer/", frozen.check, name="check"),
    path("werkboek/", workbook.workbook, name="workbook"),
    path("werkboek/datum/", workbook.by_date, name="workbook_by_date"),
    path("werkboek/van/<path:about>/", workbook.place, name="workbook_place"),
    path("werkboek/versies/<uuid:pk>/", workbook.versions, name="workbook_versions"),
    path("werkboek/meenemen/", workbook.take, name="workbook_take"),
    path("werkboek/verslag/", report, name="workbook_report"),
    path("echo/", echoes.echoes, name="echoes"),
    path("echo/nooit/", echoes.stop_for_ever, name="echo_never"),
    path("echo/vraag/<uuid:pk>/", echoes.ask, name="echo_ask"),
    path("echo/<uuid:pk>/", echoes.echo, name="echo"),
    path("echo/<uuid:pk>/later/", echoes.postpone, name="echo_postpone"),
    path("echo/<uuid:pk>/stop/", echoes.stop, name="echo_stop"),
]
