"""Addresses: reports."""

from django.urls import path

from ..views import reports

urlpatterns = [
    path("reports/", reports.years, name="reports"),
    path("reports/<int:year>/", reports.year, name="report"),
    path("reports/<int:year>/rows/", reports.rows, name="report-rows"),
    path("reports/<int:year>/missing.csv", reports.missing, name="report-missing"),
    path("reports/<int:year>/draft.xlsx", reports.draft, name="report-draft"),
    path("reports/<int:year>/issue/", reports.issue, name="report-issue"),
    path("reports/<int:year>/compare/", reports.comparison, name="report-compare"),
    path("reports/<int:year>/v<int:version>/", reports.version, name="report-version"),
    path("reports/<int:year>/v<int:version>.xlsx", reports.workbook, name="report-workbook"),
]
