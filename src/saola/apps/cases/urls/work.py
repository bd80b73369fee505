"""Working on cases: part of their addresses. The number of a case comes last, so that it swallows no other word."""

from django.urls import path

from ..views import handing_over, listing, people, record, working

urlpatterns = [
    path("", listing.cases, name="list"),
    path("download.csv", listing.download, name="download"),
    path("open/", working.open_case, name="open"),
    path("of-seizure/<slug:number>/", listing.of_seizure, name="of-seizure"),
    path("<str:number>/do/<slug:name>/", working.do, name="do"),
    path("<str:number>/people/<int:pk>/", people.person, name="person"),
    path("<str:number>/people/<int:pk>/<slug:name>/", people.act, name="person-act"),
    path("<str:number>/hand-over/", handing_over.answer, name="hand-over"),
    path("<str:number>/timeline/", record.line, name="timeline"),
    path("<str:number>/timeline.csv", record.line_as_csv, name="timeline-csv"),
    path("<str:number>/", record.case, name="case"),
]
