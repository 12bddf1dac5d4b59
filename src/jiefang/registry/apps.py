"""Registration of the room with Django (应用注册)."""

from typing import ClassVar

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The room `registry`; its label is also the prefix of its tables."""

    name = "jiefang.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
    sweeps: ClassVar = ("jiefang.registry.actions.sweep_expired_files",)
