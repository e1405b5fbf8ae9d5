"""Addresses of this room, below /<language>/plank/."""

from django.urls import path

from shelf.views import searches

app_name = "shelf"
urlpatterns = [
    path("zoekvragen/", searches.searches, name="searches"),
    path("zoekvragen/bewaar/", searches.save, name="save_search"),
    path("zoekvragen/mails/", searches.mail, name="search_mail"),
    path("zoekvragen/<uuid:pk>/naam/", searches.rename, name="rename_search"),
    path("zoekvragen/<uuid:pk>/opnieuw/", searches.look, name="look_again"),
    path("zoekvragen/<uuid:pk>/gezien/", searches.seen, name="seen_search"),
    path("zoekvragen/<uuid:pk>/rust/", searches.pause, name="pause_search"),
    path("zoekvragen/<uuid:pk>/weg/", searches.delete, name="delete_search"),
    path("zoekvragen/<uuid:pk>/terug/", searches.restore, name="restore_search"),
    path("zoekvragen/<uuid:pk>/wis/", searches.forget, name="forget_search"),
]
