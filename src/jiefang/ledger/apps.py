"""Registration of the room with Django (应用注册)."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room `ledger`; its label is also the prefix of its tables."""

    name = "jiefang.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
