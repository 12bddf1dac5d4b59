"""Registration of the room with Django (应用注册)."""

from typing import ClassVar

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The room `access`; its label is also the prefix of its tables."""

    name = "jiefang.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
    sweeps: ClassVar = ("jiefang.access.actions.delete_expired_sessions",)
