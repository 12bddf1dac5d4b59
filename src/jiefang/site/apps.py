"""Registration of the shell with Django (应用注册)."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The shell: no tables, only templates, static files and commands."""

    name = "jiefang.site"
    label = "site_shell"
