"""Tables of access (账号表): the account, chosen before the first migration so that it can grow."""

from django.contrib.auth.models import AbstractUser


class Account(AbstractUser):
    """An account (账号): who may sign in. Posts and scopes are added beside it, not inside it."""

    def __str__(self) -> str:
        return self.get_username()
