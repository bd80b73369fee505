"""Every address of the house, by noun."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from saola.apps.accounts.permits import open_to_all

from . import api, api_guide, home, search

handler400 = "saola.web.errors.not_understood"
handler404 = "saola.web.errors.not_found"
handler500 = "saola.web.errors.broken"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("language/", open_to_all("everyone reads in their language")(set_language), name="set_language"),
    path("accounts/", include("saola.apps.accounts.urls")),
    path("api/", api_guide.api_guide, name="api-guide"),
    path("api/v1/", api.addresses()),
    path("species/", include("saola.apps.catalogue.urls")),
    path("law/ask/", include("saola.apps.legislation.asking.urls")),
    path("law/", include("saola.apps.legislation.urls")),
    path("evidence/", include("saola.apps.evidence.urls")),
    path("cases/", include("saola.apps.cases.urls")),
    path("resolution/", include("saola.apps.cases.urls.resolution")),
    path("sentencing/", include("saola.apps.cases.urls.sentencing")),
    path("health/", include("saola.apps.upkeep.urls")),
    path("", include("saola.apps.seizures.urls")),
]

if settings.DEMO or settings.DEBUG:
    from . import gallery

    urlpatterns.append(path("gallery/", gallery.gallery, name="gallery"))
