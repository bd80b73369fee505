"""The addresses of law and species."""

app_name = "catalogue"

urlpatterns: list = []
