"""The addresses of seizures, one module a subject."""

from . import explorer, intake, judging, reports

app_name = "seizures"

urlpatterns = [*intake.urlpatterns, *judging.urlpatterns, *reports.urlpatterns, *explorer.urlpatterns]
