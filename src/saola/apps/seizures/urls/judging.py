"""Addresses: judging."""

urlpatterns: list = []
