"""Addresses of this room, below /<language>/notities/."""

from django.urls import path

from reflection.views.carry_over import carry_over

app_name = "reflection"
urlpatterns = [
    path("meenemen/", carry_over, name="carry_over"),
]
