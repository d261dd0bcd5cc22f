"""The cellar as a Django app; after each migration it renews the border in the database."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KitConfig(AppConfig):
    """Shared parts."""

    name = "favn.kit"
    label = "kit"

    def ready(self) -> None:
        """Register the checks; renew the border after each migration."""
        from favn.kit import checks  # noqa: F401, PLC0415 - registers the system checks

        post_migrate.connect(_renew_border, dispatch_uid="favn-border")
        post_migrate.connect(_make_cache, dispatch_uid="favn-cache")


def _make_cache(sender: AppConfig, using: str, **_: Any) -> None:
    """What all workers know together, such as attempts that failed, lies in a table of its own."""
    from django.core.management import call_command  # noqa: PLC0415 - needs the registry

    if sender.name == KitConfig.name:
        call_command("createcachetable", database=using, verbosity=0)


def _renew_border(sender: AppConfig, using: str, **_: Any) -> None:
    """Django sends one signal per app; the border is drawn once, when the last app is through."""
    from django.apps import apps  # noqa: PLC0415 - the registry is ready only now

    from favn.kit import border  # noqa: PLC0415 - reads models

    with_tables = [config for config in apps.get_app_configs() if config.models_module]
    if sender == with_tables[-1]:
        border.draw(using)
