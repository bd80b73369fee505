"""Addresses of cases: the court's words before the numbers of cases."""

from .court import urlpatterns as of_court
from .work import urlpatterns as of_work

app_name = "cases"

urlpatterns = [*of_court, *of_work]
