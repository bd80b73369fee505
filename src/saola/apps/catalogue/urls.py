"""The addresses of law and species."""

from django.urls import path

from . import views

app_name = "catalogue"

urlpatterns = [
    path("", views.species, name="species"),
    path("<int:pk>/", views.taxon, name="taxon"),
    path("groups/<slug:code>/", views.group, name="group"),
    path("names/", views.match_names, name="match-names"),
    path("names/<uuid:key>/", views.matched_names, name="matched-names"),
    path("lists/", views.load_list, name="load-list"),
]
