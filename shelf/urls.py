"""Addresses of this room, below /<language>/plank/."""

from django.urls import path

from shelf.views import collections, pieces, searches

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
    path("verzamelingen/", collections.collections, name="collections"),
    path("verzamelingen/nieuw/", collections.new, name="new_collection"),
    path("verzamelingen/bij/", pieces.put, name="put"),
    path("verzamelingen/<uuid:pk>/", collections.collection, name="collection"),
    path("verzamelingen/<uuid:pk>/aanpassen/", collections.change, name="change_collection"),
    path("verzamelingen/<uuid:pk>/weg/", collections.delete, name="delete_collection"),
    path("verzamelingen/<uuid:pk>/terug/", collections.restore, name="restore_collection"),
    path("verzamelingen/<uuid:pk>/wis/", collections.forget, name="forget_collection"),
    path("verzamelingen/stuk/<uuid:pk>/waarom/", pieces.say_why, name="say_why"),
    path("verzamelingen/stuk/<uuid:pk>/plaats/", pieces.move, name="move"),
    path("verzamelingen/stuk/<uuid:pk>/weg/", pieces.take_out, name="take_out"),
    path("verzamelingen/stuk/<uuid:pk>/terug/", pieces.put_back, name="put_back"),
]
