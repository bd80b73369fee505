"""Addresses of rules beside the offences, of gaps, bills and the report."""

from django.urls import path

from ..views import reform, rules

urlpatterns = [
    path("rules/", rules.rules, name="rules"),
    path("rules/limits/add/", rules.add_limit, name="add-limit"),
    path("rules/limits/<str:code>/end/", rules.end_limit, name="end-limit"),
    path("rules/requirements/state/", rules.state_requirement, name="state-requirement"),
    path("rules/schedules/<str:code>/add/", rules.add_entry, name="add-entry"),
    path("rules/schedules/entries/<int:pk>/strike/", rules.strike_entry, name="strike-entry"),
    path("gaps/", reform.gaps, name="gaps"),
    path("gaps/take-up/", reform.take_up, name="take-up"),
    path("gaps/report/", reform.issue_report, name="issue-gap-report"),
    path("gaps/report/v<int:version>.pdf", reform.report, name="gap-report"),
    path("gaps/<int:pk>/", reform.gap, name="gap"),
    path("bills/add/", reform.add_bill, name="add-bill"),
    path("bills/<int:pk>/", reform.bill, name="bill"),
]
