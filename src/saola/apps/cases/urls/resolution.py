"""The address of the resolution."""

from django.urls import path

from ..views import resolution

app_name = "resolution"

urlpatterns = [path("", resolution.page, name="page")]
