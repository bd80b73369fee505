"""Addresses: reports."""

urlpatterns: list = []
