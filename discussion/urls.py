"""Addresses of this room, below /<language>/gesprek/."""

from django.urls import path

from discussion.views import posts, reports, tags

app_name = "discussion"
urlpatterns = [
    path("meldingen/", reports.queue, name="reports"),
    path("meldingen/<uuid:pk>/", reports.decide, name="decide"),
    path("labels/", tags.queue, name="tags"),
    path("labels/<row:pk>/", tags.decide, name="decide_tag"),
    path("bericht/<uuid:pk>/antwoord/", posts.reply, name="reply"),
    path("bericht/<uuid:pk>/aanpassen/", posts.edit, name="edit"),
    path("bericht/<uuid:pk>/intrekken/", posts.withdraw, name="withdraw"),
    path("bericht/<uuid:pk>/terugzetten/", posts.restore, name="restore"),
    path("bericht/<uuid:pk>/versies/", posts.versions, name="versions"),
    path("bericht/<uuid:pk>/melden/", reports.report, name="report"),
    path("<slug:kind>/<str:object_id>/plaats/", posts.write, name="write"),
    path("<slug:kind>/<str:object_id>/label/", tags.propose, name="propose"),
]
