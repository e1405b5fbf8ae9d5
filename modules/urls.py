"""Addresses of this room, below /<language>/modules/. The list and a module's own page are Wagtail's."""

from django.urls import path, register_converter

from modules import views


class BlockIdConverter:
    """The id of a block: what Wagtail and our loader make, and nothing else."""

    regex = "[0-9a-f-]{36}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(BlockIdConverter, "block")

app_name = "modules"
urlpatterns = [
    path("attest/<uuid:code>/", views.attest, name="attest"),
    path("attest/<uuid:code>/teksten/", views.attest_texts, name="attest_texts"),
    path("attest/<uuid:code>/nakijken/", views.attest_check, name="attest_check"),
    path("plan/<row:pk>/", views.settle, name="settle"),
    path("<slug:slug>/begin/", views.begin, name="begin"),
    path("<slug:slug>/attest/", views.module_attest, name="module_attest"),
    path("<slug:slug>/attest/maken/", views.make_attest, name="make_attest"),
    path("<slug:slug>/<slug:address>/", views.unit_page, name="unit"),
    path("<slug:slug>/<slug:address>/bewaren/", views.keep, name="keep"),
    path("<slug:slug>/<slug:address>/klaar/", views.finish, name="finish"),
    path("<slug:slug>/<slug:address>/heropenen/", views.reopen, name="reopen"),
    path("<slug:slug>/<slug:address>/blok/<block:block_id>/", views.answer, name="answer"),
    path("<slug:slug>/<slug:address>/bladwijzer/<block:block_id>/", views.put_bookmark, name="bookmark"),
]
