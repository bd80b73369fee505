"""Addresses of signing in. They belong to the accounts and bear their namespace."""

from django.urls import path

from .views import entering, others, own

urlpatterns = [
    path("sign-in/", entering.sign_in, name="sign-in"),
    path("sign-in/demo/<slug:role>/", entering.sign_in_demo, name="sign-in-demo"),
    path("sign-in/second-factor/", entering.second_factor, name="second-factor"),
    path("sign-in/own-password/", entering.own_password, name="own-password"),
    path("sign-in/first-factor/", entering.first_factor, name="first-factor"),
    path("sign-out/", entering.sign_out, name="sign-out"),
    path("confirm/", own.confirm, name="confirm"),
    path("own/", own.own_sign_in, name="own-sign-in"),
    path("own/factors/add/", own.add_factor, name="add-factor"),
    path("own/keys/<uuid:pk>/remove/", own.remove_key, name="remove-key"),
    path("own/app/remove/", own.remove_app, name="remove-app"),
    path("own/codes/", own.new_codes, name="new-codes"),
    path("own/password/", own.change_password, name="change-password"),
    path("own/sessions/<uuid:pk>/end/", own.end_session, name="end-session"),
    path("sign-ins/", others.sign_ins, name="sign-ins"),
    path("sign-ins/<int:pk>/unlock/", others.unlock, name="unlock"),
    path("sign-ins/<int:pk>/reset/", others.reset_factors, name="reset-factors"),
    path("sign-ins/<int:pk>/end/", others.end_sessions, name="end-sessions"),
    path("sign-ins/<int:pk>/password/", others.give_password, name="give-password"),
]
