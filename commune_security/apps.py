from django.apps import AppConfig


class CommuneSecurityConfig(AppConfig):
    name = "commune_security"
