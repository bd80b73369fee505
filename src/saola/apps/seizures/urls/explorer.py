"""Addresses of exploring. The number of a seizure comes last, so that it swallows no other word."""

from django.urls import path

from ..views import explorer, of_taxon, sheet

urlpatterns = [
    path("seizures/", explorer.seizures, name="list"),
    path("seizures/choose/", explorer.choose, name="choose"),
    path("seizures/download/<slug:form>/", explorer.download, name="download"),
    path("seizures/selections/", explorer.save_selection, name="save-selection"),
    path("seizures/selections/<int:pk>/forget/", explorer.forget_selection, name="forget-selection"),
    path("seizures/of-taxon/<int:pk>/", of_taxon.of_taxon, name="of-taxon"),
    path("seizures/<slug:number>/", explorer.seizure, name="incident"),
    path("seizures/<slug:number>/sheet.pdf", sheet.sheet, name="sheet"),
    path("seizures/<slug:number>/hold-back/", explorer.hold_back, name="hold-back"),
    path("seizures/<slug:number>/release/", explorer.release, name="release"),
]
