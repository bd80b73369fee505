"""The address of sentencing."""

from django.urls import path

from ..views import sentencing

app_name = "sentencing"

urlpatterns = [
    path("", sentencing.page, name="page"),
    path("download.csv", sentencing.download, name="download"),
]
