"""What is asked of courts and what they say: part of the addresses of cases."""

from django.urls import path

from ..views import calendar, charges, court, documents

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar.ics", calendar.as_ics, name="calendar-ics"),
    path("calendar.pdf", calendar.as_pdf, name="calendar-pdf"),
    path("<str:number>/charges/", charges.charges, name="charges"),
    path("<str:number>/charges/<int:count>/", charges.charge, name="charge"),
    path("<str:number>/court/", court.court, name="court"),
    path("<str:number>/court/<slug:name>/<int:pk>/", charges.act, name="court-act"),
    path("<str:number>/documents/<slug:kind>.pdf", documents.document, name="document"),
]
