"""Addresses of this room, below /<language>/notities/."""

from django.urls import path

from reflection import views

app_name = "reflection"
urlpatterns = [
    path("meenemen/", views.carry_over, name="carry_over"),
]
