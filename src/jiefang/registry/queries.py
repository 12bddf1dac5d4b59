"""Reads of the registry (查询): each starts from what the actor may see."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from jiefang.ledger.actor import Actor
from jiefang.registry.errors import NoSuchFile
from jiefang.registry.models import File


def visible_to(actor: Actor) -> QuerySet[File]:
    """Files of the actor, and public ones; the platform sees all."""
    if actor.is_system:
        return File.objects.all()
    return File.objects.filter(Q(owner=actor.id) | Q(is_public=True))


def file_of(actor: Actor, file_id: int) -> File:
    """Find one file or refuse."""
    found = visible_to(actor).filter(pk=file_id).first()
    if found is None:
        raise NoSuchFile(file=file_id)
    return found


def files_of(actor: Actor, file_ids: Iterable[int]) -> dict[int, File]:
    """Find several files; those that are gone are simply absent."""
    return visible_to(actor).in_bulk(list(file_ids))
