"""Addresses of this room, below /<language>/praktijken/. The overview is a page of the tree, and so is each practice."""

from django.urls import path

from practices import trying, views
from practices.feeds import LatestPractices

app_name = "practices"
urlpatterns = [
    path("witte-vlekken/", views.gaps, name="gaps"),
    path("naast-elkaar/", views.compare, name="compare"),
    path("nieuw.atom", LatestPractices(), name="feed"),
    path("<slug:slug>/geprobeerd/", trying.tell, name="tried"),
    path("<slug:slug>/trap/", trying.move_up, name="move_up"),
    path("<slug:slug>/", views.record, name="record"),
]
