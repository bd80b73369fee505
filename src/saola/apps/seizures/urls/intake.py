"""Addresses: intake."""

urlpatterns: list = []
