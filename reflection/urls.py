"""Addresses of this room, below /<language>/notities/."""

from django.urls import path

from reflection.views.carry_over import carry_over, forget_visit

app_name = "reflection"
urlpatterns = [
    path("meenemen/", carry_over, name="carry_over"),
    path("zonder/", forget_visit, name="forget_visit"),
]
