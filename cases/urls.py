"""Addresses of this room, below /<language>/casussen/. The overview and each front are pages of the tree."""

from django.urls import path
from wagtail.views import serve

from cases.views import balance, closing, content_notes, difference, mirror, paper, stage, together, voices

app_name = "cases"
urlpatterns = [
    path("", serve, {"path": "casussen/"}, name="root"),
    path("inhoudsnoten/", content_notes.content_notes, name="content_notes"),
    path("evenwicht/", balance.balance, name="balance"),
    path("<slug:slug>/fase/<int:number>/", stage.stage, name="stage"),
    path("<slug:slug>/stemmen/", voices.voices, name="voices"),
    path("<slug:slug>/stemmen/<int:number>/", voices.voices, name="voice"),
    path("<slug:slug>/slot/", closing.closing, name="closing"),
    path("<slug:slug>/verschil/", difference.share_difference, name="difference"),
    path("<slug:slug>/opnieuw/", stage.restart, name="restart"),
    path("<slug:slug>/begeleiden/", paper.choose_to_guide, name="guide"),
    path("<slug:slug>/samen/<slug:kind>/<uuid:pk>/", together.together, name="together"),
    path("<slug:slug>/spiegel/<slug:kind>/<uuid:pk>/", mirror.mirror, name="mirror"),
    path("<slug:slug>/papier/<slug:version>/", paper.paper, name="paper"),
    path("<slug:slug>/papier/<slug:version>/pdf/", paper.pdf, name="paper_pdf"),
]
