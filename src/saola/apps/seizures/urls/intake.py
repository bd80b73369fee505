"""Addresses of handed-in files."""

from django.urls import path

from ..views import intake

_FILE = "seizures/files/<uuid:pk>/"

urlpatterns = [
    path("seizures/files/", intake.files, name="files"),
    path(_FILE, intake.file, name="file"),
    path(f"{_FILE}columns/", intake.columns, name="file-columns"),
    path(f"{_FILE}profile/", intake.save_profile, name="file-profile"),
    path(f"{_FILE}words/", intake.words, name="file-words"),
    path(f"{_FILE}check/", intake.check_again, name="file-check"),
    path(f"{_FILE}record/", intake.record, name="file-record"),
    path(f"{_FILE}progress/", intake.progress, name="file-progress"),
    path(f"{_FILE}stop/", intake.stop, name="file-stop"),
    path(f"{_FILE}undo/", intake.undo, name="file-undo"),
    path(f"{_FILE}again/", intake.read_again, name="file-again"),
    path(f"{_FILE}put-away/", intake.put_away, name="file-put-away"),
    path(f"{_FILE}rows-to-mend.<slug:form>", intake.errors, name="file-errors"),
]
