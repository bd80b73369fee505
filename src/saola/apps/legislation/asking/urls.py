"""The addresses under which the law is asked."""

from django.urls import path

from . import views

app_name = "asking"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.question, name="question"),
    path("<slug:code>/<slug:name>.csv", views.table, name="table"),
]
