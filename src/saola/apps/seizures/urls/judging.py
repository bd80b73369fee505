"""Addresses of pairs that may be one seizure."""

from django.urls import path

from ..views import judging

urlpatterns = [
    path("seizures/likenesses/", judging.judge, name="judge"),
    path("seizures/likenesses/<int:pk>/", judging.judge_pair, name="judge-pair"),
    path("seizures/likenesses/<int:pk>/undo/", judging.take_back, name="judge-undo"),
]
