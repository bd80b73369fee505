from django.urls import include, path

from . import access_views, approval_views, journal_views, people_views, views, watching_views

app_name = "accounts"

urlpatterns = [
    path("", include("saola.apps.accounts.signing_in.urls")),
    path("people/", people_views.people, name="people"),
    path("people/<int:pk>/", people_views.person, name="person"),
    path("people/<int:pk>/role/", people_views.change_role, name="change-role"),
    path("people/<int:pk>/renew/", people_views.renew, name="renew-role"),
    path("people/<int:pk>/grants/", people_views.give, name="give-role"),
    path("people/<int:pk>/grants/<int:grant>/end/", people_views.end_grant, name="end-grant"),
    path("people/<int:pk>/account/", people_views.change_account, name="change-account"),
    path("access/", access_views.own, name="access"),
    path("access/lists/", access_views.lists, name="lists"),
    path("access/lists/<slug:code>/", access_views.one_list, name="list"),
    path("access/lists/<slug:code>/close/", access_views.close_list, name="close-list"),
    path("access/lists/<slug:code>/<int:pk>/off/", access_views.take_off, name="take-off"),
    path("access/approvals/", approval_views.inbox, name="approvals"),
    path("access/approvals/ask/", approval_views.ask, name="ask-approval"),
    path("access/approvals/<uuid:pk>/decide/", approval_views.decide, name="decide-approval"),
    path("access/approvals/<uuid:pk>/carry-out/", approval_views.carry_out, name="carry-out"),
    path("access/emergencies/", access_views.emergency, name="emergencies"),
    path("access/emergencies/<uuid:pk>/review/", access_views.review_emergency, name="review-emergency"),
    path("access/alerts/", watching_views.alert_list, name="alerts"),
    path("access/alerts/watch/", watching_views.watch_now, name="watch-now"),
    path("access/alerts/<int:pk>/", watching_views.look_at, name="look-at-alert"),
    path("access/reviews/", watching_views.reviews, name="reviews"),
    path("access/of/<slug:kind>/<str:key>/", access_views.who_sees, name="who-sees"),
    path("access/of/<slug:kind>/<str:key>/purpose/", access_views.state_purpose, name="state-purpose"),
    path("agencies/", views.agencies, name="agencies"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="revoke-token"),
    path("roles/", views.roles, name="roles"),
    path("journal/", journal_views.journal, name="journal"),
    path("journal/verify/", journal_views.verify_journal, name="verify-journal"),
    path("journal/sample/", journal_views.journal_sample, name="journal-sample"),
    path("journal/<int:seq>/", journal_views.journal_entry, name="journal-entry"),
    path("journal/<int:seq>/proof/", journal_views.journal_proof, name="journal-proof"),
]
