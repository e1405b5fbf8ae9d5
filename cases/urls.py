"""Addresses of this room, below /<language>/casussen/. The overview and each front are pages of the tree."""

from django.urls import path
from wagtail.views import serve

from cases.views import (
    balance,
    closing,
    consents,
    content_notes,
    difference,
    marked,
    mirror,
    paper,
    reports,
    review_file,
    review_link,
    review_reader,
    stage,
    together,
    traces,
    voices,
    writing_help,
)

app_name = "cases"
urlpatterns = [
    path("", serve, {"path": "casussen/"}, name="root"),
    path("inhoudsnoten/", content_notes.content_notes, name="content_notes"),
    path("evenwicht/", balance.balance, name="balance"),
    path("hulp-bij-het-schrijven/", writing_help.writing_help, name="writing_help"),
    path("meldingen/", reports.queue, name="reports"),
    path("meldingen/<uuid:pk>/antwoord/", reports.answer, name="answer_report"),
    path("melding/<str:token>/", reports.read_answer, name="report_answer"),
    path("nalezen/", review_reader.overview, name="reviews"),
    path("nalezen/link/<str:token>/", review_link.read_along, name="review_link"),
    path("nalezen/<int:pk>/", review_file.review_file, name="review_file"),
    path("nalezen/<int:pk>/lezen/", review_reader.read_as_reader, name="review_read"),
    path("nalezen/<int:pk>/toestemming/", consents.consents, name="consents"),
    path("toestemming/<str:token>/", consents.take_back, name="take_back"),
    path("herkenbaarheid/<int:pk>/", traces.traces, name="traces"),
    path("herkenbaarheid/<int:pk>/akkoord/", traces.agree_to_traces, name="traces_agree"),
    path("<slug:slug>/fase/<int:number>/", stage.stage, name="stage"),
    path("<slug:slug>/stemmen/", voices.voices, name="voices"),
    path("<slug:slug>/stemmen/<int:number>/", voices.voices, name="voice"),
    path("<slug:slug>/slot/", closing.closing, name="closing"),
    path("<slug:slug>/verschil/", difference.share_difference, name="difference"),
    path("<slug:slug>/opnieuw/", stage.restart, name="restart"),
    path("<slug:slug>/begeleiden/", paper.choose_to_guide, name="guide"),
    path("<slug:slug>/samen/<slug:kind>/<uuid:pk>/", together.together, name="together"),
    path("<slug:slug>/samen/<slug:kind>/<uuid:pk>/zinnen/", marked.marked, name="marked"),
    path("<slug:slug>/spiegel/<slug:kind>/<uuid:pk>/", mirror.mirror, name="mirror"),
    path("<slug:slug>/melden/", reports.report, name="report"),
    path("<slug:slug>/papier/<slug:version>/", paper.paper, name="paper"),
    path("<slug:slug>/papier/<slug:version>/pdf/", paper.pdf, name="paper_pdf"),
]
