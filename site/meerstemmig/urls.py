"""Every address of the site. Wagtail's page tree answers what nothing above it does."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from meerstemmig import mine, offline, one_door, styleguide, theme, views
from pages.media import urlpatterns as media_urls
from practices import embedding

urlpatterns = [
    path("", views.root, name="root"),
    path("sw.js", offline.service_worker, name="service-worker"),
    path("healthz", views.healthz, name="healthz"),
    path("api/v1/", include("meerstemmig.api.urls")),
    path("beheer/", include(one_door.in_editor)),
    path("beheer/", include(wagtailadmin_urls)),
    path("bestanden/", include(media_urls)),
    *i18n_patterns(
        path("mijn/", mine.mine, name="mine"),
        path("mijn/gegevens/", include("meerstemmig.mydata.urls")),
        path("weergave/", theme.choose_theme, name="theme"),
        path("geen-verbinding/", offline.offline, name="offline"),
        path("stijlgids/", styleguide.styleguide, name="styleguide"),
        path("account/", include("allauth.urls")),
        path("mensen/", include("people.urls")),
        path("woorden/", include("vocabulary.urls")),
        path("casussen/", include("cases.urls")),
        path("modules/", include("modules.urls")),
        path("praktijken/", include("practices.urls")),
        path("insluiten/praktijk/<slug:slug>/", embedding.card, name="embed_practice"),
        path("signalen/", include("signalling.urls")),
        path("intervisie/", include("intervision.urls")),
        path("werktafel/", include("intake.urls")),
        path("voorstellen/", include("proposals.urls")),
        path("zoeken/", include("search.urls")),
        path("plank/", include("shelf.urls")),
        path("gesprek/", include("discussion.urls")),
        path("notities/", include("reflection.urls")),
        path("", include(one_door.in_pages)),
        path("", include(wagtail_urls)),
    ),
]

handler400 = "meerstemmig.errors.bad_request"
handler403 = "meerstemmig.errors.permission_denied"
handler404 = "meerstemmig.errors.page_not_found"
handler500 = "meerstemmig.errors.server_error"
