"""Addresses of the law itself: reading it, and writing it down."""

from django.urls import path

from ..views import law, writing

urlpatterns = [
    path("", law.law, name="law"),
    path("adopt/", writing.adopt, name="adopt"),
    path("changes/", law.changes, name="changes"),
    path("changes.csv", law.changes_csv, name="changes-csv"),
    path("of/<slug:country>/statutes/add/", writing.add_statute, name="add-statute"),
    path("of/<slug:country>/provisions/add/", writing.add_provision, name="add-provision"),
    path("statutes/<str:code>/", law.statute, name="statute"),
    path("statutes/<str:code>/correct/", writing.correct_statute, name="correct-statute"),
    path("statutes/<str:code>/repeal/", writing.repeal_statute, name="repeal-statute"),
    path("provisions/<str:id>/", law.provision, name="provision"),
    path("provisions/<str:id>/amend/", writing.amend, name="amend"),
    path("provisions/<str:id>/correct/", writing.correct_provision, name="correct-provision"),
    path("provisions/<str:id>/correct/<int:place>/", writing.correct, name="correct"),
    path("provisions/<str:id>/repeal/", writing.repeal, name="repeal"),
]
