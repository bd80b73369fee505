"""Addresses of evidence. The number of an exhibit comes last, so that it swallows no other word."""

from django.urls import path

from .views import exhibits, keeping

app_name = "evidence"

urlpatterns = [
    path("", exhibits.exhibits, name="list"),
    path("take-in/", exhibits.take_in, name="take-in"),
    path("of-seizure/<slug:number>/", exhibits.of_seizure, name="of-seizure"),
    path("stores/", keeping.places, name="places"),
    path("stores/<slug:code>/stock-take/", keeping.begin, name="begin-stock-take"),
    path("stock-takes/<int:pk>/", keeping.stock_take, name="stock-take"),
    path("stock-takes/<int:pk>/finish/", keeping.finish, name="finish-stock-take"),
    path("requests/<str:number>/result/", keeping.result, name="result"),
    path("bundles/", keeping.bundles, name="bundles"),
    path("bundles/<int:pk>.zip", keeping.bundle, name="bundle"),
    path("files/<int:pk>/", exhibits.original, name="original"),
    path("pictures/<int:pk>/", exhibits.picture, name="picture"),
    path("<str:number>/label/", exhibits.label, name="label"),
    path("<str:number>/do/<slug:name>/", exhibits.act, name="act"),
    path("<str:number>/", exhibits.exhibit, name="exhibit"),
]
