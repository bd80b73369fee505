"""Addresses of national law. Asking it has addresses of its own."""

from . import law, reform

app_name = "legislation"

urlpatterns = [*reform.urlpatterns, *law.urlpatterns]
