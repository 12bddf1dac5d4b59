"""Writers of access (写入): what has expired is forgotten."""

from datetime import datetime

from django.contrib.sessions.models import Session


def delete_expired_sessions(*, now: datetime) -> int:
    """Delete browser sessions whose time is over (会话到期清理); returns how many."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]
