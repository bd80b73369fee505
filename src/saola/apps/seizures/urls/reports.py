"""Addresses: reports."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from ..views import reports


class YearConverter(IntConverter):
    """A year whose report is due within the calendar: none from 9999 on."""

    regex = "(?!9999)[1-9][0-9]{0,3}"


register_converter(YearConverter, "year")

urlpatterns = [
    path("reports/", reports.years, name="reports"),
    path("reports/<year:year>/", reports.year, name="report"),
    path("reports/<year:year>/rows/", reports.rows, name="report-rows"),
    path("reports/<year:year>/missing.csv", reports.missing, name="report-missing"),
    path("reports/<year:year>/draft.xlsx", reports.draft, name="report-draft"),
    path("reports/<year:year>/issue/", reports.issue, name="report-issue"),
    path("reports/<year:year>/compare/", reports.comparison, name="report-compare"),
    path("reports/<year:year>/v<int:version>/", reports.version, name="report-version"),
    path("reports/<year:year>/v<int:version>.xlsx", reports.workbook, name="report-workbook"),
]
