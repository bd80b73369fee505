from django.urls import include, path

from . import journal_views, views

app_name = "accounts"

urlpatterns = [
    path("", include("saola.apps.accounts.signing_in.urls")),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/role/", views.change_role, name="change-role"),
    path("agencies/", views.agencies, name="agencies"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="revoke-token"),
    path("roles/", views.roles, name="roles"),
    path("journal/", journal_views.journal, name="journal"),
]
