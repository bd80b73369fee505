"""Addresses: explorer."""

urlpatterns: list = []
