from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "saola.web"
    label = "web"
