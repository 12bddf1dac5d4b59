"""Registration of the room with Django (应用注册)."""

from typing import ClassVar

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The room `plan`; its label is also the prefix of its tables."""

    name = "jiefang.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"
    job_handlers: ClassVar = {"plan.audit": "jiefang.plan.auditing.run_audit"}
    sweeps: ClassVar = ("jiefang.plan.actions.delete_expired_runs",)
